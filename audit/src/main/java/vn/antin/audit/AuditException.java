package vn.antin.audit;

/** The log could not be written, sealed or read; nothing of it was lost. */
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What failed, for callers that act on it. */
  public enum Code {
    /** The database refused or could not be reached. */
    DATABASE,
    /** The place outside the database could not be read or written. */
    SINK,
    /** A file or option given by the operator cannot be used; the message says why. */
    INPUT
  }

  private final Code code;

  public AuditException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public AuditException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The kind of failure. */
  public Code code() {
    return code;
  }
}
