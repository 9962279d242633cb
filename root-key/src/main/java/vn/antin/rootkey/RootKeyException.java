package vn.antin.rootkey;

/** The root key could not be read or created, or a wrapped secret does not open under it. */
public final class RootKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for callers that act on it. */
  public enum Code {
    /** There is no file at the configured place. */
    MISSING,
    /** A file is already there; a root key is never overwritten. */
    ALREADY_EXISTS,
    /** Someone other than the owner may read or write the file. */
    PERMISSIONS_TOO_WIDE,
    /** The file does not hold 32 bytes in base64. */
    MALFORMED,
    /** The file cannot be read or written. */
    UNREADABLE,
    /** The blob was wrapped under another root key. */
    OTHER_KEY,
    /** The blob was changed, cut, or belongs to another context. */
    NOT_AUTHENTIC
  }

  private final Code code;

  RootKeyException(Code code, String message) {
    super(message);
    this.code = code;
  }

  RootKeyException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The kind of failure; the message says the rest and holds no secret. */
  public Code code() {
    return code;
  }
}
