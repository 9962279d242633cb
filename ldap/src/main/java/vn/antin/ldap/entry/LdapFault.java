package vn.antin.ldap.entry;

import org.jspecify.annotations.Nullable;

/**
 * A fault of set-up that stops the jar's work before it began. The message is for the operator:
 * what was expected, what was found; never a password.
 */
public final class LdapFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Code {
    /** The file with trusted certificates cannot be read or holds none. */
    TRUST_FILE,
    /** The JVM cannot provide TLS. */
    TLS,
    /** The gateway cannot listen at the address and port it was given. */
    LISTEN
  }

  private final Code code;

  public LdapFault(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
