package vn.antin.signing.token;

import java.util.Set;
import vn.antin.signing.token.SigningOutcome.Reason;

/**
 * The return code inside an exception of SunPKCS11, whose own type is not public: its message
 * begins with the code's name.
 */
record Ckr(String name) {

  /** Codes that say the key was not used (PKCS #11 2.40 section 5.1). */
  private static final Set<String> NOT_SIGNED =
      Set.of(
          "CKR_KEY_HANDLE_INVALID",
          "CKR_OBJECT_HANDLE_INVALID",
          "CKR_SESSION_HANDLE_INVALID",
          "CKR_SESSION_CLOSED",
          "CKR_SESSION_COUNT",
          "CKR_USER_NOT_LOGGED_IN",
          "CKR_TOKEN_NOT_PRESENT",
          "CKR_CRYPTOKI_NOT_INITIALIZED",
          "CKR_PIN_EXPIRED");

  /** Codes after which this login is of no use any more. */
  private static final Set<String> CONNECTION_LOST =
      Set.of(
          "CKR_SESSION_HANDLE_INVALID",
          "CKR_SESSION_CLOSED",
          "CKR_USER_NOT_LOGGED_IN",
          "CKR_TOKEN_NOT_PRESENT",
          "CKR_DEVICE_REMOVED",
          "CKR_DEVICE_ERROR",
          "CKR_OBJECT_HANDLE_INVALID",
          "CKR_KEY_HANDLE_INVALID");

  static Ckr of(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      String message = e.getMessage();
      if (message != null && message.startsWith("CKR_")) {
        return new Ckr(message.split("[^A-Z0-9_]", 2)[0]);
      }
    }
    return new Ckr("CKR_unknown (" + thrown + ")");
  }

  boolean connectionLost() {
    return CONNECTION_LOST.contains(name);
  }

  boolean pinLocked() {
    return name.equals("CKR_PIN_LOCKED");
  }

  boolean pinWrong() {
    return name.equals("CKR_PIN_INCORRECT")
        || name.equals("CKR_PIN_INVALID")
        || name.equals("CKR_PIN_LEN_RANGE");
  }

  SigningOutcome outcome(String what) {
    String detail = what + ": " + name;
    if (name.startsWith("CKR_MECHANISM_") || name.startsWith("CKR_KEY_FUNCTION_NOT_PERMITTED")) {
      return new SigningOutcome.Refused(Reason.ALGORITHM_NOT_SUPPORTED, detail);
    }
    return NOT_SIGNED.contains(name)
        ? new SigningOutcome.Refused(Reason.UNAVAILABLE, detail)
        : new SigningOutcome.Unknown(detail);
  }
}
