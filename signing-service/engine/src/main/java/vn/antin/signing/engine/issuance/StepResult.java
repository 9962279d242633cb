package vn.antin.signing.engine.issuance;

import java.util.List;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.engine.pdf.Tail;

/** An update that is ready to be written, or why there is none. */
sealed interface StepResult {

  record Yes(Tail tail, List<Warning> warnings) implements StepResult {}

  record No(IssuanceStep.Refused refused) implements StepResult {}

  static StepResult refused(IssuanceStep.Reason reason, String detail) {
    return new No(new IssuanceStep.Refused(reason, detail));
  }
}
