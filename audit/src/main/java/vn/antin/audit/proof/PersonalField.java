package vn.antin.audit.proof;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One erasable value beside a row. The row's hash covers {@link #commitment} only; salt and value
 * are erased together, and 32 random bytes of salt keep anyone from guessing the value afterwards.
 */
public final class PersonalField {
  /** Bytes of salt. */
  public static final int SALT_LENGTH = 32;

  private final String name;
  private final byte[] salt;
  private final String value;

  public PersonalField(String name, byte[] salt, String value) {
    if (salt.length != SALT_LENGTH) {
      throw new IllegalArgumentException("A salt has 32 bytes, not " + salt.length);
    }
    this.name = name;
    this.salt = salt.clone();
    this.value = value;
  }

  public String name() {
    return name;
  }

  public byte[] salt() {
    return salt.clone();
  }

  public String value() {
    return value;
  }

  /** What the row keeps of this field. */
  public Hash commitment() {
    return Hash.sha256(
        new CanonicalEncoding("antin-audit-personal-v1")
            .fixed(salt)
            .text(name)
            .text(value)
            .toBytes());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PersonalField field
        && name.equals(field.name)
        && value.equals(field.value)
        && Arrays.equals(salt, field.salt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, value, Arrays.hashCode(salt));
  }

  /** Names the field; the value is personal data and stays out of logs. */
  @Override
  public String toString() {
    return "PersonalField[" + name + "]";
  }
}
