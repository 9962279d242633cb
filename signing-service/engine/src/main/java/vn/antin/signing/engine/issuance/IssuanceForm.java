package vn.antin.signing.engine.issuance;

import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.issuance.IssuanceStep.Reason;
import vn.antin.signing.engine.issuance.IssuanceStep.Refused;
import vn.antin.signing.engine.issuance.IssuanceStep.Written;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.BrokenPdf;

/**
 * The form of an issuance by prepared fields: {@link #lay} before the leader signs the field {@link
 * #LEADER} as certification with P=2, {@link #fill} after that, then the agency signs {@link
 * #SEAL}. Both signature fields carry their lock. Thread-safe: nothing is kept between calls.
 */
public final class IssuanceForm {

  /** The field for number and notation. */
  public static final String NUMBER = "antin-number";

  /** The field for place and date. */
  public static final String DATE = "antin-date";

  /** The field of the leader's signature. */
  public static final String LEADER = "antin-leader";

  /** The field of the agency's signature. */
  public static final String SEAL = "antin-seal";

  static final Set<String> NAMES = Set.of(NUMBER, DATE, LEADER, SEAL);

  /** What is filled after the leader has signed, and so is not locked by the leader. */
  static final List<String> LATER = List.of(NUMBER, DATE, SEAL);

  private IssuanceForm() {}

  /**
   * Lays down all fields of an issuance with their fonts, appearances and locks.
   *
   * @throws EngineException when the source fails or the output does
   */
  public static IssuanceStep lay(DocumentSource document, IssuancePlan plan, OutputStream out) {
    return onFile(document, file -> new FormLayer(file).lay(plan), out);
  }

  /**
   * Writes number and notation, and place and date, after the leader has signed and before the
   * agency does. Only values and appearances change.
   *
   * @throws EngineException when the source fails or the output does
   */
  public static IssuanceStep fill(
      DocumentSource document, String number, String date, OutputStream out) {
    return onFile(document, file -> new FormFiller(file).fill(number, date), out);
  }

  /** What is done to an opened document. */
  interface Step {
    StepResult on(PdfFile file);
  }

  static IssuanceStep onFile(DocumentSource document, Step step, OutputStream out) {
    StepResult result;
    try {
      result =
          switch (PdfFile.open(document)) {
            case Opening.Opened(PdfFile file) -> step.on(file);
            case Opening.Refused(var verdict) ->
                StepResult.refused(Reason.UNUSABLE, verdict.toString());
          };
    } catch (BrokenPdf e) {
      result = StepResult.refused(Reason.UNUSABLE, e.detail());
    }
    return switch (result) {
      case StepResult.No(Refused refused) -> refused;
      case StepResult.Yes yes ->
          new Written(Revision.write(document, yes.tail(), out), yes.warnings());
    };
  }
}
