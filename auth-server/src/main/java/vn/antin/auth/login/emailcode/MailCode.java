package vn.antin.auth.login.emailcode;

import java.security.SecureRandom;
import java.util.Locale;

/** Eight random digits. Prints nothing. */
record MailCode(String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NUMBERS = 100_000_000;

  static MailCode random() {
    return new MailCode(String.format(Locale.ROOT, "%08d", RANDOM.nextInt(NUMBERS)));
  }

  /** What somebody typed, with or without spaces. */
  static MailCode typed(String text) {
    return new MailCode(text.replaceAll("[\\s-]", ""));
  }

  /** As it is read best. */
  String spaced() {
    return reveal.substring(0, 4) + " " + reveal.substring(4);
  }

  @Override
  public String toString() {
    return "MailCode";
  }
}
