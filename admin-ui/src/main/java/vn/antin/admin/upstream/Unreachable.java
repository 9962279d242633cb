package vn.antin.admin.upstream;

/** A service did not answer, or answered with a fault of its own; nothing the official did. */
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Part part;

  /** For an answer that is no answer, such as a gateway's 502. */
  public Unreachable(Part part, String detail) {
    super(part.key() + ": " + detail);
    this.part = part;
  }

  /** For a connection that failed. */
  public Unreachable(Part part, Throwable cause) {
    super(part.key() + " did not answer", cause);
    this.part = part;
  }

  public Part part() {
    return part;
  }
}
