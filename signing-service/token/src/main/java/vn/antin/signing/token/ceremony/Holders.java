package vn.antin.signing.token.ceremony;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who holds which share of a secret. Everybody may know it: a share is named by a commitment, a
 * hash that tells it from every other and says nothing of it.
 *
 * @param threshold how many shares bring the secret back
 * @param fingerprint tells the secret from others, 16 hexadecimal digits
 */
public record Holders(int threshold, String fingerprint, List<Holder> holders) {
  private static final Pattern SECRET =
      Pattern.compile("secret: ([0-9a-f]{16}), any ([0-9]{1,2}) of ([0-9]{1,2}) shares");
  private static final Pattern HOLDER =
      Pattern.compile("share ([0-9]{1,2}): (.+), commitment ([0-9a-f]{64})");
  private static final int LONGEST_NAME = 100;

  /** One operator with the share that was shown to them alone. */
  public record Holder(int number, String name, String commitment) {
    public Holder {
      name = name.strip();
      if (!named(name)) {
        throw new IllegalArgumentException("An operator has a name of 1 to 100 characters");
      }
    }

    static boolean named(String name) {
      return !name.isBlank()
          && name.strip().length() <= LONGEST_NAME
          && name.chars().noneMatch(Character::isISOControl);
    }

    /** Whether this is the same name, however it is typed. */
    boolean isOf(String other) {
      return folded(name).equals(folded(other));
    }

    private static String folded(String name) {
      return Normalizer.normalize(name, Normalizer.Form.NFKC)
          .toLowerCase(Locale.ROOT)
          .replaceAll("[\\p{Z}\\p{Cf}]+", " ")
          .strip();
    }

    @Override
    public String toString() {
      return "share %d: %s, commitment %s".formatted(number, name, commitment);
    }
  }

  public Holders {
    holders = List.copyOf(holders);
  }

  /** Lines of a record. */
  public String text() {
    return "secret: %s, any %d of %d shares\n".formatted(fingerprint, threshold, holders.size())
        + lines(holders);
  }

  static String lines(List<Holder> holders) {
    return holders.stream()
        .sorted(Comparator.comparingInt(Holder::number))
        .map(each -> each + "\n")
        .collect(Collectors.joining());
  }

  /**
   * Finds its lines in a record.
   *
   * @throws IllegalArgumentException when they are not there, or not all
   */
  public static Holders read(String record) {
    List<Holder> found = new ArrayList<>();
    Matcher secret = SECRET.matcher("");
    for (String line : record.lines().toList()) {
      Matcher holder = HOLDER.matcher(line);
      Matcher head = SECRET.matcher(line);
      if (head.matches()) {
        secret = head;
      } else if (holder.matches()) {
        found.add(new Holder(Integer.parseInt(holder.group(1)), holder.group(2), holder.group(3)));
      }
    }
    if (!secret.hasMatch() || found.size() != Integer.parseInt(secret.group(3))) {
      throw new IllegalArgumentException("The record does not tell who holds which share");
    }
    return new Holders(Integer.parseInt(secret.group(2)), secret.group(1), found);
  }

  Holder of(Share share) {
    return holders.stream()
        .filter(each -> each.number() == share.number())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no share %d of secret %s".formatted(share.number(), fingerprint)));
  }

  /**
   * Refuses a share that nobody here was given.
   *
   * @throws IllegalArgumentException saying what was expected, never the share
   */
  void require(Share share) {
    if (!share.fingerprint().equals(fingerprint) || share.threshold() != threshold) {
      throw new IllegalArgumentException(
          "Share %d is of another ceremony: it belongs to secret %s, expected %s"
              .formatted(share.number(), share.fingerprint(), fingerprint));
    }
    Holder holder = of(share);
    if (!holder.commitment().equals(share.commitment())) {
      throw new IllegalArgumentException(
          "Share %d is not the one that %s was given".formatted(share.number(), holder.name()));
    }
  }
}
