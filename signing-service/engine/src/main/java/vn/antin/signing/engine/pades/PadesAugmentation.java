package vn.antin.signing.engine.pades;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import vn.antin.signing.engine.Augmentation;
import vn.antin.signing.engine.Augmentation.Reason;
import vn.antin.signing.engine.Augmentation.Refused;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.EngineException.Fault;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.SourceReads;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.timestamp.TimeStampException;

/**
 * Makes the signatures of a signed PDF, ours or another's, checkable for longer by appending to it
 * (ETSI EN 319 142-1 section 6). The document is read as a stream. Thread-safe.
 */
public final class PadesAugmentation {

  private final LongTermUpdates updates;

  public PadesAugmentation(LongTerm longTerm, InstantSource clock) {
    this.updates = new LongTermUpdates(longTerm, clock);
  }

  /**
   * Lifts all signatures to a level: B-T by a document time-stamp, B-LT by validation data, B-LTA
   * by both. Doing B-LTA again renews it: the validation data of the last time-stamp are added and
   * a new one is put over everything. Validation data and document time-stamps are allowed by every
   * certification (ISO 32000-2 section 12.8.2.2).
   *
   * @param level above B-B
   * @throws EngineException when the source or the output fails; then what was written must be
   *     thrown away
   */
  public Augmentation augment(DocumentSource document, Level level, OutputStream out) {
    if (level == Level.B_B) {
      throw new IllegalArgumentException("Every signature is of level B-B");
    }
    try {
      return switch (PdfFile.open(document)) {
        case Opening.Refused(var verdict) -> new Refused(Reason.UNUSABLE, verdict.toString());
        case Opening.Opened(PdfFile file) -> {
          if (file.signatureFields().stream().allMatch(field -> field.signature().isEmpty())) {
            yield new Refused(Reason.NOT_SIGNED, "The document carries no signature");
          }
          yield switch (updates.extend(document, level, true)) {
            case LongTermUpdates.Outcome.Failed(Reason reason, String detail) ->
                new Refused(reason, detail);
            case LongTermUpdates.Outcome.Made(byte[] appended) -> write(document, appended, out);
          };
        }
      };
    } catch (BrokenPdf e) {
      return new Refused(Reason.UNUSABLE, e.damage() + ": " + e.detail());
    } catch (TimeStampException e) {
      return new Refused(Reason.TIME_STAMP_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Augmentation write(DocumentSource document, byte[] appended, OutputStream out) {
    try {
      MessageDigest digest = Hash.digest("SHA-256");
      SourcePass.copy(document, out, digest);
      digest.update(appended);
      out.write(appended);
      out.flush();
      return new Augmentation.Augmented(
          SourceReads.length(document) + appended.length, new Hash(digest.digest()));
    } catch (IOException e) {
      throw new EngineException(Fault.OUTPUT_FAILED, "The document cannot be written", e);
    }
  }
}
