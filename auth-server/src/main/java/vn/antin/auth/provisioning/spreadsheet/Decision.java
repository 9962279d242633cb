package vn.antin.auth.provisioning.spreadsheet;

/** What came of an administrator's decision about an import. */
public sealed interface Decision {
  /** It is taken; the work goes on by itself. */
  record Taken() implements Decision {}

  /** There is no such import within the caller's scope. */
  record Unknown() implements Decision {}

  /** Somebody has changed it since the caller read it. */
  record Changed() implements Decision {}

  /** Its state does not allow that, or its time is over. */
  record NotNow() implements Decision {}

  /** Nothing is accepted. */
  record Nothing() implements Decision {}

  /** One's own import is released by somebody else. */
  record Self() implements Decision {}

  /**
   * The brake: too many would leave.
   *
   * @param leaving how many would
   * @param active of how many
   * @param second whether a second administrator has to release it; otherwise the number is to be
   *     confirmed
   */
  record Braked(int leaving, int active, boolean second) implements Decision {}
}
