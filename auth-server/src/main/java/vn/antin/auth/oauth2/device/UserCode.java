package vn.antin.auth.oauth2.device;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.antin.auth.digest.Digest;

/**
 * What an official types from a device's screen: eight of twenty consonants (RFC 8628 §6.1), 34
 * bits, which spell no word and are hard to misread.
 *
 * @param letters without the hyphen
 */
record UserCode(String letters) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int LENGTH = 8;

  /** Longer input is not looked at. */
  private static final int LONGEST_INPUT = 40;

  static UserCode random() {
    return new UserCode(
        RANDOM
            .ints(LENGTH, 0, ALPHABET.length())
            .mapToObj(index -> ALPHABET.substring(index, index + 1))
            .collect(Collectors.joining()));
  }

  /**
   * Reads what was typed, in any case, with or without the hyphen; empty when it cannot be a code.
   * What a Vietnamese keyboard makes of consonants (W → Ư, DD → Đ, a following S → acute) is
   * undone.
   */
  static Optional<UserCode> parse(String typed) {
    if (typed.length() > LONGEST_INPUT) {
      return Optional.empty();
    }
    String letters =
        Normalizer.normalize(typed, Normalizer.Form.NFD)
            .toUpperCase(Locale.ROOT)
            .chars()
            .mapToObj(UserCode::meant)
            .collect(Collectors.joining());
    return letters.length() == LENGTH
            && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)
        ? Optional.of(new UserCode(letters))
        : Optional.empty();
  }

  private static String meant(int typed) {
    return switch (typed) {
      case ' ', '\t', '-', '\u2010', '\u2011', '\u2013', '\u2014' -> "";
      case 'Đ' -> "DD";
      // The U of Ư; its horn stands for the W that was pressed.
      case 'U' -> "";
      case '\u031b' -> "W";
      case '\u0301' -> "S";
      case '\u0300' -> "F";
      case '\u0309' -> "R";
      case '\u0303' -> "X";
      case '\u0323' -> "J";
      default -> Character.toString(typed);
    };
  }

  /** As it is shown. */
  String shown() {
    return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
  }

  byte[] hash() {
    return Digest.sha256(letters);
  }

  @Override
  public String toString() {
    return "UserCode";
  }
}
