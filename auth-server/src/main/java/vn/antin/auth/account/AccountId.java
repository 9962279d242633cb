package vn.antin.auth.account;

import java.util.UUID;

/** Names an account for life; the {@code sub} of every token about it. */
public record AccountId(UUID value) {
  /** Reads the form that {@link #toString} writes. */
  public static AccountId of(String text) {
    return new AccountId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
