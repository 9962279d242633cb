package vn.antin.admin.home;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that end soon, as far as the official has not put the notices away.
 *
 * @param own those that the official signs with, one by one
 * @param others those that the official answers for, together for each role
 */
public record Endings(List<Ending> own, List<Gathered> others) {
  static final Endings NONE = new Endings(List.of(), List.of());

  private static final int SHOWN = 20;
  private static final Comparator<Ending> SOONEST =
      Comparator.comparing(Ending::validTo, Comparator.nullsLast(Comparator.naturalOrder()));

  public Endings {
    own = List.copyOf(own);
    others = List.copyOf(others);
  }

  /**
   * Certificates of others.
   *
   * @param number of the latest notice: putting it away puts all of them away
   * @param count how many certificates, at least
   * @param more whether there are further ones
   * @param soonest those that end first
   */
  public record Gathered(String role, long number, int count, boolean more, List<Ending> soonest) {
    public Gathered {
      soonest = List.copyOf(soonest);
    }

    public @Nullable Instant first() {
      return soonest.getFirst().validTo();
    }

    /** {@code 12}, or {@code 200+}. */
    public String counted() {
      return count + (more ? "+" : "");
    }

    /** Whether the soonest are not all. */
    public boolean further() {
      return more || count > soonest.size();
    }
  }

  static Endings of(List<Ending> notices, boolean more) {
    return new Endings(
        latest(notices, "holder"),
        Stream.of("administrator", "clerk")
            .flatMap(role -> gathered(role, latest(notices, role), more))
            .toList());
  }

  public boolean none() {
    return own.isEmpty() && others.isEmpty();
  }

  private static Stream<Gathered> gathered(String role, List<Ending> endings, boolean more) {
    return endings.stream().mapToLong(Ending::number).max().stream()
        .mapToObj(number ->
            new Gathered(
                role, number, endings.size(), more, endings.stream().limit(SHOWN).toList()));
  }

  /** The latest notice of each certificate, the soonest end first. */
  private static List<Ending> latest(List<Ending> notices, String role) {
    return notices.stream()
        .filter(notice -> role.equals(notice.role()))
        .collect(
            toMap(
                notice -> Objects.requireNonNullElse(notice.certificate(), ""),
                notice -> notice,
                (one, other) -> one.number() > other.number() ? one : other,
                LinkedHashMap::new))
        .values()
        .stream()
        .sorted(SOONEST)
        .toList();
  }
}
