package vn.antin.signing.token;

/**
 * Which of the tokens behind a library is meant.
 *
 * @param by what it is found by
 * @param value the label or serial number, or the place in the list of tokens, from 0
 */
public record TokenPlace(By by, String value) {

  /** What a token is found by. */
  public enum By {
    LABEL,
    SERIAL,
    INDEX
  }

  public static TokenPlace labelled(String label) {
    return new TokenPlace(By.LABEL, label);
  }

  boolean is(Cryptoki.TokenInfo token, int index) {
    return switch (by) {
      case LABEL -> token.label().equals(value);
      case SERIAL -> token.serial().equals(value);
      case INDEX -> Integer.toString(index).equals(value);
    };
  }

  @Override
  public String toString() {
    return switch (by) {
      case LABEL -> "labelled '" + value + "'";
      case SERIAL -> "with serial number " + value;
      case INDEX -> "number " + value;
    };
  }
}
