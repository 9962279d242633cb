package vn.antin.ldap.entry;

import java.nio.charset.StandardCharsets;

/**
 * A password on its way to a check. It never appears in {@code toString}, so it cannot slip into a
 * log or an error message; {@link #reveal()} and {@link #revealUtf8()} are the only ways out and
 * are easy to search for.
 */
public final class Password {
  private final String value;

  private Password(String value) {
    this.value = value;
  }

  public static Password of(String value) {
    return new Password(value);
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  public String reveal() {
    return value;
  }

  /** The form that LDAP's simple bind carries (RFC 4513 §6.3.1). */
  public byte[] revealUtf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
