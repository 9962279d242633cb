package vn.antin.signing.engine.pades;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Augmentation;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.Completion.Completed;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.EngineException.Fault;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.Preparation.Prepared;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.SourceReads;
import vn.antin.signing.engine.appearance.AppearanceWriter;
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.engine.cms.CmsSigner;
import vn.antin.signing.engine.cms.CmsSigners;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.Tail;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.timestamp.TimeStampException;

/**
 * Signs PDF documents (PAdES, ETSI EN 319 142-1) by appending to them.
 *
 * <p>The document goes by once to prepare and once to complete; memory does not follow its size.
 * The pass of preparing gives the digest that is signed and the digest of the document from one
 * computation where both are SHA-256; the pass of completing hashes what it copies, because a
 * document that changed in between must be seen, and gives the hash of the result. Thread-safe; a
 * document source is used by the calling thread only.
 */
public final class PadesSigner {

  /** Readers keep positions in 31 bits. */
  private static final long LARGEST = Integer.MAX_VALUE - (16L << 20);

  private final InstantSource clock;
  private final @Nullable LongTerm longTerm;
  private final CmsSigners signers = new CmsSigners();

  /** Signs at level B-B only. */
  public PadesSigner(InstantSource clock) {
    this(clock, null);
  }

  /**
   * @param longTerm what the levels above B-B need; null leaves them out
   */
  public PadesSigner(InstantSource clock, @Nullable LongTerm longTerm) {
    this.clock = clock;
    this.longTerm = longTerm;
  }

  /**
   * Lays out the signature and computes what is to be signed; the signing time is now.
   *
   * @throws EngineException SOURCE_UNREADABLE when the source fails; a document that cannot be
   *     signed is a return value
   */
  public Preparation prepare(DocumentSource document, PadesRequest request) {
    if (request.level() != Level.B_B && longTerm == null) {
      return new Refused(Reason.LEVEL_NOT_OFFERED, "No time-stamps are configured");
    }
    if (SourceReads.length(document) > LARGEST) {
      return new Refused(Reason.TOO_LARGE, "More than " + LARGEST + " bytes");
    }
    try {
      return switch (PdfFile.open(document)) {
        case Opening.Opened(PdfFile file) -> prepare(file, request);
        case Opening.Refused(PdfInspection verdict) -> refused(verdict);
      };
    } catch (BrokenPdf e) {
      return new Refused(Reason.BROKEN, e.damage() + ": " + e.detail());
    }
  }

  /**
   * What a person should look at before the document is signed: text, pictures and fields that the
   * appearance would cover. Empty where nothing is drawn or nothing is odd; {@link #prepare} says
   * why an appearance cannot be drawn.
   */
  public List<Warning> warnings(DocumentSource document, PadesRequest request) {
    try {
      return request.appearance() != null
              && PdfFile.open(document) instanceof Opening.Opened(PdfFile file)
              && new AppearanceWriter(file, new PdfUpdate(file)).draw(request.appearance())
                  instanceof Layout.Drawing drawing
          ? drawing.warnings()
          : List.of();
    } catch (BrokenPdf e) {
      return List.of();
    }
  }

  private static Refused refused(PdfInspection verdict) {
    return switch (verdict) {
      case PdfInspection.NotPdf _ -> new Refused(Reason.NOT_PDF, "No PDF header");
      case PdfInspection.Encrypted(String detail) -> new Refused(Reason.ENCRYPTED, detail);
      case PdfInspection.Broken(PdfInspection.Damage damage, String detail) ->
          new Refused(
              damage == PdfInspection.Damage.LIMIT ? Reason.HOSTILE : Reason.BROKEN,
              damage + ": " + detail);
      case PdfInspection.Usable _ ->
          throw new IllegalStateException("A readable document is opened");
    };
  }

  private Preparation prepare(PdfFile file, PadesRequest request) {
    CmsSigner cms = signers.of(request.signer());
    int timeStamp =
        longTerm != null && request.level().atLeast(Level.B_T)
            ? longTerm.timeStamps().expectedSize()
            : 0;
    int capacity = cms.capacity(timeStamp);
    return switch (new SignatureUpdate(file, request, clock.instant()).write(capacity)) {
      case SignatureUpdate.Outcome.NotAllowed(Refused refusal) -> refusal;
      case SignatureUpdate.Outcome.Written(Tail tail) -> {
        MessageDigest range = Hash.digest(request.signer().algorithm().digest());
        Hash ofDocument = hash(file.source(), range);
        range.update(tail.signedBefore());
        range.update(tail.signedAfter());
        yield new Prepared(
            new PreparedSignature(
                PreparedTail.FORMAT,
                request.signer(),
                cms.signedAttributes(range.digest()),
                ofDocument,
                new PreparedTail(request.level(), tail).encoded()));
      }
    };
  }

  /** Updates the digest with the document and tells its SHA-256. */
  private static Hash hash(DocumentSource document, MessageDigest range) {
    if (range.getAlgorithm().equals("SHA-256")) {
      SourcePass.hash(document, range);
      return SourcePass.soFar(range);
    }
    MessageDigest separate = Hash.digest("SHA-256");
    SourcePass.hash(document, range, separate);
    return new Hash(separate.digest());
  }

  /**
   * Writes the signed document: the source byte for byte, then the signature, then what its level
   * asks for. The value is verified with the certificate, and time-stamps and validation data are
   * fetched, before anything is written.
   *
   * @param document the source that was prepared
   * @param signatureValue ECDSA values in DER form
   * @throws EngineException when the source fails or changed since it was prepared, or the output
   *     fails; then what was written must be thrown away
   */
  public Completion complete(
      DocumentSource document,
      PreparedSignature prepared,
      byte[] signatureValue,
      OutputStream out) {
    return complete(document, prepared, level(prepared), signatureValue, out);
  }

  /** The level that it was prepared for. */
  public static Level level(PreparedSignature prepared) {
    return PreparedTail.of(prepared).level();
  }

  /**
   * As {@link #complete(DocumentSource, PreparedSignature, byte[], OutputStream)}, but at a level
   * below the one that was prepared for: what is left when time-stamps or validation data cannot be
   * had and the value shall not be lost.
   *
   * @param level at most the prepared one
   */
  public Completion complete(
      DocumentSource document,
      PreparedSignature prepared,
      Level level,
      byte[] signatureValue,
      OutputStream out) {
    PreparedTail whole = PreparedTail.of(prepared);
    if (!whole.level().atLeast(level)) {
      throw new IllegalArgumentException(
          "Prepared for %s, not for %s".formatted(whole.level(), level));
    }
    PreparedTail state = new PreparedTail(level, whole.tail());
    if (!prepared.redeem()) {
      return new Completion.Refused(Completion.Reason.ALREADY_REDEEMED);
    }
    if (!prepared.verifies(signatureValue)) {
      return new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE);
    }
    CmsSigner cms = signers.of(prepared.signer());
    if (state.level() == Level.B_B) {
      byte[] value = cms.assemble(prepared.bytesToSign(), signatureValue, null);
      return write(document, prepared, state.tail().with(value), out);
    }
    try {
      byte[] value = cms.assemble(prepared.bytesToSign(), signatureValue, stamp(signatureValue));
      return lift(document, prepared, state, value, out);
    } catch (TimeStampException e) {
      prepared.giveBack();
      return new Completion.Refused(Completion.Reason.TIME_STAMP_UNAVAILABLE);
    } catch (BrokenPdf e) {
      throw new EngineException(
          Fault.SOURCE_CHANGED, "The document cannot be read as it was prepared", e);
    }
  }

  private byte[] stamp(byte[] signatureValue) {
    return configured()
        .timeStamps()
        .stamp(Hash.sha256(signatureValue).bytes(), "SHA-256")
        .encoded();
  }

  private LongTerm configured() {
    if (longTerm == null) {
      throw new IllegalStateException(
          "Prepared with time-stamps, completed by a signer that has none");
    }
    return longTerm;
  }

  private Completion lift(
      DocumentSource document,
      PreparedSignature prepared,
      PreparedTail state,
      byte[] cms,
      OutputStream out) {
    if (cms.length > state.tail().capacity()) {
      throw new TimeStampException(
          "A signature of %d bytes does not fit into %d"
              .formatted(cms.length, state.tail().capacity()),
          List.of());
    }
    byte[] signature = state.tail().with(cms);
    if (state.level() == Level.B_T) {
      return write(document, prepared, signature, out);
    }
    return switch (new LongTermUpdates(configured(), clock)
        .extend(LongTermUpdates.joined(document, signature), state.level(), false)) {
      case LongTermUpdates.Outcome.Made(byte[] more) ->
          write(document, prepared, concatenated(signature, more), out);
      case LongTermUpdates.Outcome.Failed(Augmentation.Reason reason, String _) -> {
        prepared.giveBack();
        yield new Completion.Refused(
            reason == Augmentation.Reason.CERTIFICATE_REVOKED
                ? Completion.Reason.CERTIFICATE_REVOKED
                : Completion.Reason.REVOCATION_UNAVAILABLE);
      }
    };
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Completed write(
      DocumentSource document, PreparedSignature prepared, byte[] tail, OutputStream out) {
    try {
      MessageDigest digest = Hash.digest("SHA-256");
      SourcePass.copy(document, out, digest);
      if (!SourcePass.soFar(digest).equals(prepared.documentDigest())) {
        throw new EngineException(
            Fault.SOURCE_CHANGED, "The document is not the one that was prepared", null);
      }
      digest.update(tail);
      out.write(tail);
      out.flush();
      return new Completed(SourceReads.length(document) + tail.length, new Hash(digest.digest()));
    } catch (IOException e) {
      throw new EngineException(Fault.OUTPUT_FAILED, "The signed document cannot be written", e);
    }
  }
}
