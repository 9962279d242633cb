package vn.antin.agent;

/** A command line that cannot be understood; the message says why, in Vietnamese. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
