package vn.antin.standalone;

/** A fault that stops the launcher; the message says what was found and what to do. */
final class StandaloneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the launcher stops; decides the exit code. */
  enum Code {
    /** The command line was wrong. */
    USAGE(2),
    /** This machine lacks something or something on it is in the way. */
    ENVIRONMENT(1),
    /** A part of the house did not start or did not stay. */
    PART(1);

    private final int exitCode;

    Code(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  private final Code code;

  StandaloneException(Code code, String message) {
    super(message);
    this.code = code;
  }

  StandaloneException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  int exitCode() {
    return code.exitCode;
  }
}
