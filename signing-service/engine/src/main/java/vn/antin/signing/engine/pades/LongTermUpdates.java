package vn.antin.signing.engine.pades;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.antin.signing.engine.Augmentation.Reason;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.EngineException.Fault;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.cms.CmsReading;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignature;
import vn.antin.signing.engine.pdf.PdfSignatureField;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.Tail;
import vn.antin.signing.engine.pdf.object.PdfString;
import vn.antin.signing.engine.revocation.ValidationMaterial;

/** The updates that follow a signature: validation data, then a document time-stamp. */
final class LongTermUpdates {

  /** Certificates of strangers' signatures name the addresses that are asked: not for ever. */
  private static final Duration FOR_OTHERS = Duration.ofSeconds(30);

  private final LongTerm longTerm;
  private final InstantSource clock;

  LongTermUpdates(LongTerm longTerm, InstantSource clock) {
    this.longTerm = longTerm;
    this.clock = clock;
  }

  /** What is to be appended, or why it could not be made. */
  sealed interface Outcome {
    @SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
    record Made(byte[] appended) implements Outcome {}

    record Failed(Reason reason, String detail) implements Outcome {}
  }

  /**
   * Makes what lifts the signatures of a document to a level above B-B. Where the last signature
   * has no time-stamp of its own, a document time-stamp gives it one first.
   *
   * @param all whether every signature must be provable, not only the last one
   * @throws vn.antin.signing.engine.timestamp.TimeStampException when there is none to be had
   */
  Outcome extend(DocumentSource document, Level level, boolean all) {
    ByteArrayOutputStream appended = new ByteArrayOutputStream();
    if (level == Level.B_T || !timeStamped(open(document))) {
      appended.writeBytes(timeStamp(document));
    }
    if (level.atLeast(Level.B_LT)) {
      switch (validationData(open(joined(document, appended.toByteArray())), all)) {
        case Outcome.Failed failed -> {
          return failed;
        }
        case Outcome.Made(byte[] tail) -> appended.writeBytes(tail);
      }
    }
    if (level == Level.B_LTA) {
      appended.writeBytes(timeStamp(joined(document, appended.toByteArray())));
    }
    return new Outcome.Made(appended.toByteArray());
  }

  private byte[] timeStamp(DocumentSource document) {
    return new DocumentTimeStamp(longTerm.timeStamps()).over(open(document));
  }

  private static boolean timeStamped(PdfFile file) {
    List<PdfSignature> signatures = inOrder(file);
    if (signatures.isEmpty()) {
      return false;
    }
    PdfSignature last = signatures.getLast();
    return last.subFilter().equals(DocumentTimeStamp.SUB_FILTER)
        || CmsReading.of(contents(file, last)).filter(CmsReading::timeStamped).isPresent();
  }

  private Outcome validationData(PdfFile file, boolean all) {
    PdfUpdate update = new PdfUpdate(file);
    SecurityStore store = new SecurityStore(update);
    Instant now = clock.instant();
    List<PdfSignature> signatures = inOrder(file);
    long began = System.nanoTime();
    for (int i = 0; i < signatures.size(); i++) {
      byte[] contents = contents(file, signatures.get(i));
      String key = SecurityStore.key(contents);
      if (store.knows(key)) {
        continue;
      }
      boolean needed =
          i == signatures.size() - 1
              || (all && noneStamped(signatures.subList(i + 1, signatures.size())));
      if (!needed && System.nanoTime() - began > FOR_OTHERS.toNanos()) {
        continue;
      }
      Optional<CmsReading> read = CmsReading.of(contents);
      if (read.isEmpty()) {
        if (needed) {
          return new Outcome.Failed(
              Reason.SIGNATURE_UNREADABLE, "Signature %d is no CMS".formatted(i + 1));
        }
        continue;
      }
      ValidationMaterial material =
          ValidationMaterial.collect(
              read.get().subjects(), read.get().certificates(), longTerm.revocation(), now);
      if (needed && !material.complete()) {
        return incomplete(material);
      }
      store.add(key, material, now);
    }
    return new Outcome.Made(store.write() ? update.write().bytes() : new byte[0]);
  }

  private static Outcome.Failed incomplete(ValidationMaterial material) {
    return material.revoked().isEmpty()
        ? new Outcome.Failed(Reason.REVOCATION_UNAVAILABLE, String.join("; ", material.gaps()))
        : new Outcome.Failed(
            Reason.CERTIFICATE_REVOKED, material.revoked().size() + " certificates are revoked");
  }

  /** Whether no document time-stamp stands over an earlier signature's validation data. */
  private static boolean noneStamped(List<PdfSignature> later) {
    return later.stream().noneMatch(each -> each.subFilter().equals(DocumentTimeStamp.SUB_FILTER));
  }

  /**
   * As they were made: each covers more of the file than the one before. One that claims to cover
   * what the file does not have, or leaves out something else than its contents, is none.
   */
  private static List<PdfSignature> inOrder(PdfFile file) {
    return file.signatureFields().stream()
        .map(PdfSignatureField::signature)
        .flatMap(Optional::stream)
        .filter(signature -> sound(file, signature))
        .sorted(
            Comparator.comparingLong(LongTermUpdates::end)
                .thenComparing(signature -> signature.byteRange().get(1)))
        .toList();
  }

  private static boolean sound(PdfFile file, PdfSignature signature) {
    List<Long> range = signature.byteRange();
    return range.size() == 4
        && range.get(0) == 0
        && range.get(1) > 0
        && range.get(2) - range.get(1) == 2L * contents(file, signature).length + 2
        && range.get(3) >= 0
        && range.get(3) <= file.length() - range.get(2);
  }

  private static long end(PdfSignature signature) {
    return signature.byteRange().get(2) + signature.byteRange().get(3);
  }

  private static byte[] contents(PdfFile file, PdfSignature signature) {
    return file.resolve(signature.dictionary().get("Contents")) instanceof PdfString string
        ? string.bytes()
        : new byte[0];
  }

  /** Opens what was opened before; that it fails now means that the source changed. */
  private static PdfFile open(DocumentSource document) {
    return switch (PdfFile.open(document)) {
      case Opening.Opened(PdfFile file) -> file;
      case Opening.Refused(var verdict) ->
          throw new EngineException(
              Fault.SOURCE_CHANGED, "The document cannot be opened again: " + verdict, null);
    };
  }

  static DocumentSource joined(DocumentSource document, byte[] tail) {
    try {
      return tail.length == 0 ? document : Tail.join(document, tail);
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    }
  }
}
