package vn.antin.signing.engine.command;

/** The call itself is wrong: nothing has been begun. The message is for whoever typed it. */
final class UsageFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageFault(String message) {
    super(message);
  }

  UsageFault(String message, Throwable cause) {
    super(message, cause);
  }
}
