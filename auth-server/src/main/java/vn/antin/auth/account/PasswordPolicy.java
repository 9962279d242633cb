package vn.antin.auth.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password has to be: long, not one of those that guessers try first, not the user's
 * name. Nothing about character classes and no expiry, as NIST SP 800-63B-4 §3.1.1.2 says.
 */
public final class PasswordPolicy {
  /** Characters that a password has at least. */
  public static final int SHORTEST = 12;

  private static final int FEWEST_DIFFERENT = 5;
  private static final Set<String> COMMON = common();

  private PasswordPolicy() {}

  /** Why a password is refused. */
  public enum Weakness {
    SHORT,
    LONG,
    COMMON,
    NAME
  }

  /** What is wrong with this password for this user; empty when it may be used. */
  public static Optional<Weakness> weakness(Password password, String username) {
    String typed = password.reveal();
    String plain = typed.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    if (typed.codePointCount(0, typed.length()) < SHORTEST) {
      return Optional.of(Weakness.SHORT);
    }
    if (typed.length() >= Password.LONGEST) {
      return Optional.of(Weakness.LONG);
    }
    if (plain.codePoints().distinct().count() < FEWEST_DIFFERENT || COMMON.contains(plain)) {
      return Optional.of(Weakness.COMMON);
    }
    // A short name turns up in innocent phrases.
    return username.length() >= 4 && plain.contains(username.toLowerCase(Locale.ROOT))
        ? Optional.of(Weakness.NAME)
        : Optional.empty();
  }

  private static Set<String> common() {
    try (InputStream list = PasswordPolicy.class.getResourceAsStream("/common-passwords.txt")) {
      if (list == null) {
        throw new IllegalStateException("common-passwords.txt is missing from the jar");
      }
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n"))
          .map(String::strip)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
