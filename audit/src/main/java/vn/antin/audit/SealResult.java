package vn.antin.audit;

/**
 * What one run of the sealer did.
 *
 * @param seals how many seals were made
 * @param entries how many rows they cover
 * @param kept whether all roots are outside the database now
 * @param signed whether all seals have their signature now
 */
public record SealResult(int seals, int entries, Step kept, Step signed) {

  /** How a step ended. */
  public sealed interface Step {}

  /** Nothing is left to do. */
  public record Done() implements Step {}

  /**
   * Something is left; the next run tries again.
   *
   * @param reason for the operator's log
   */
  public record Delayed(String reason) implements Step {}

  /**
   * The database does not contain a root that was kept outside: it was cut, rewritten, or restored
   * from a backup. An alarm; nothing is signed until the two agree again.
   *
   * @param reason for the operator's log
   */
  public record Contradicted(String reason) implements Step {}

  /** Whether the log needs a human now. */
  public boolean alarm() {
    return kept instanceof Contradicted;
  }
}
