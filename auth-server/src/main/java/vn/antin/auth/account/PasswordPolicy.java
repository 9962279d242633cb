package vn.antin.auth.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password has to be: long, not one of those that guessers try first, not made of the
 * names around it. Nothing about character classes and no expiry unless a province wants them, as
 * NIST SP 800-63B-4 §3.1.1.2 says.
 */
public final class PasswordPolicy {
  /** Characters that a password has at least when it opens the account alone. */
  public static final int SHORTEST = 15;

  /** Characters that it has at least when a second factor is always demanded besides. */
  public static final int SHORTEST_OF_TWO = 8;

  /** Characters that it has at most. */
  public static final int MOST = 128;

  private static final int FEWEST_DIFFERENT = 5;

  /** Of longer ones the beginning says enough, and judging all would take its time. */
  private static final int JUDGED = 40;

  /** Guesses that a patient stranger gets, and one who stole the hashes in a quick hour. */
  private static final double ENOUGH_GUESSES = 1e8;

  /** What guessers here try first; their own lists are English. */
  private static final List<String> VIETNAMESE =
      List.of(
          "matkhau",
          "anhyeuem",
          "emyeuanh",
          "vietnam",
          "hanoi",
          "saigon",
          "hochiminh",
          "danang",
          "quantri",
          "canbo",
          "congchuc",
          "giadinh",
          "tinhyeu",
          "xinchao",
          "khongbiet",
          "khongco",
          "chucmung",
          "hanhphuc",
          "conyeu",
          "meyeu",
          "bome",
          "mayman",
          "taikhoan",
          "dangnhap");

  private static final List<String> PRODUCT = List.of("antin", "ấn tín", "an tin");
  private static final Set<String> COMMON = common();
  private static final Zxcvbn GUESSER = new Zxcvbn();

  private PasswordPolicy() {}

  /** Why a password is refused. */
  public enum Weakness {
    SHORT,
    LONG,
    COMMON,
    /** It is made of names that are known of its owner. */
    NAME,
    /** The province wants more kinds of characters. */
    CLASSES
  }

  /**
   * What a password is measured by.
   *
   * @param shortest characters that it has at least
   * @param classes of lower case, upper case, digits and others, how many it has at least; 0 for
   *     any
   * @param words names of its owner, their unit and what else is known of them
   */
  public record Measure(int shortest, int classes, Collection<String> words) {
    public Measure {
      words = List.copyOf(words);
    }
  }

  /** What is wrong with this password for this user where it stands alone. */
  public static Optional<Weakness> weakness(Password password, String username) {
    return weakness(password, new Measure(SHORTEST, 0, List.of(username)));
  }

  /** What is wrong with this password; empty when it may be used. */
  public static Optional<Weakness> weakness(Password password, Measure measure) {
    String typed = password.reveal();
    int length = typed.codePointCount(0, typed.length());
    if (length < measure.shortest()) {
      return Optional.of(Weakness.SHORT);
    }
    if (length > MOST) {
      return Optional.of(Weakness.LONG);
    }
    String plain = plain(typed);
    if (plain.codePoints().distinct().count() < FEWEST_DIFFERENT || COMMON.contains(plain)) {
      return Optional.of(Weakness.COMMON);
    }
    List<String> names = names(measure.words());
    if (madeOf(plain, names, measure.shortest())) {
      return Optional.of(Weakness.NAME);
    }
    if (guesses(plain, names) < ENOUGH_GUESSES) {
      return Optional.of(Weakness.COMMON);
    }
    return classes(typed) < measure.classes() ? Optional.of(Weakness.CLASSES) : Optional.empty();
  }

  /** Without case, spaces and Vietnamese marks, as guessers write it. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .replace('đ', 'd')
        .replace('Đ', 'D')
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", "");
  }

  /** The names and all runs of their parts; a short one turns up in innocent phrases. */
  private static List<String> names(Collection<String> words) {
    Set<String> names = new HashSet<>();
    for (String word : words) {
      names.add(plain(word));
      List<String> parts =
          Arrays.stream(word.split("[\\s.@_,-]+")).map(PasswordPolicy::plain).limit(12).toList();
      for (int first = 0; first < parts.size(); first++) {
        for (int end = first + 1; end <= parts.size(); end++) {
          names.add(String.join("", parts.subList(first, end)));
        }
      }
    }
    PRODUCT.stream().map(PasswordPolicy::plain).forEach(names::add);
    // The longest first: what is left of it is not taken apart by a shorter one.
    return names.stream()
        .filter(name -> name.length() >= 4)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** Whether too little is left when the names are taken out. */
  private static boolean madeOf(String plain, List<String> names, int shortest) {
    String rest = plain;
    for (String name : names) {
      rest = rest.replace(name, "");
    }
    return rest.length() < plain.length() && rest.length() < Math.min(shortest, 10) - 2;
  }

  private static double guesses(String plain, List<String> names) {
    String judged = plain.substring(0, Math.min(plain.length(), JUDGED));
    List<String> tried = new ArrayList<>(VIETNAMESE);
    tried.addAll(names);
    return GUESSER.measure(judged, tried).getGuesses();
  }

  private static int classes(String typed) {
    long lower = typed.codePoints().filter(Character::isLowerCase).limit(1).count();
    long upper = typed.codePoints().filter(Character::isUpperCase).limit(1).count();
    long digit = typed.codePoints().filter(Character::isDigit).limit(1).count();
    long other = typed.codePoints().filter(c -> !Character.isLetterOrDigit(c)).limit(1).count();
    return (int) (lower + upper + digit + other);
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
