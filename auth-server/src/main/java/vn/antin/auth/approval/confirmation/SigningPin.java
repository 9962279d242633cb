package vn.antin.auth.approval.confirmation;

import java.util.Optional;
import java.util.regex.Pattern;

/** A new signing PIN: six to twelve digits that are not the first thing a thief would try. */
final class SigningPin {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{6,12}");
  private static final String RUNS = "01234567890123";
  private static final String RUNS_DOWN = "98765432109876";

  private final String value;

  private SigningPin(String value) {
    this.value = value;
  }

  /** Empty when {@code text} is not acceptable as a PIN. */
  static Optional<SigningPin> choose(String text) {
    boolean guessable =
        text.chars().distinct().count() < 3 || RUNS.contains(text) || RUNS_DOWN.contains(text);
    return DIGITS.matcher(text).matches() && !guessable
        ? Optional.of(new SigningPin(text))
        : Optional.empty();
  }

  String value() {
    return value;
  }

  @Override
  public String toString() {
    return "SigningPin[…]";
  }
}
