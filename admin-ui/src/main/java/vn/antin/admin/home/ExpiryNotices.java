package vn.antin.admin.home;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that end soon, as far as the official has not put the notices away.
 *
 * @param own those that the official signs with, one by one
 * @param others those that the official answers for, together for each role
 */
public record ExpiryNotices(List<ExpiryNotice> own, List<Gathered> others) {
  static final ExpiryNotices NONE = new ExpiryNotices(List.of(), List.of());

  private static final int SHOWN = 20;
  private static final Comparator<ExpiryNotice> SOONEST =
      Comparator.comparing(ExpiryNotice::validTo, Comparator.nullsLast(Comparator.naturalOrder()));

  public ExpiryNotices {
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
  public record Gathered(
      String role, long number, int count, boolean more, List<ExpiryNotice> soonest) {
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

  static ExpiryNotices of(List<ExpiryNotice> notices, boolean more) {
    return new ExpiryNotices(
        in("holder", notices),
        Stream.of("administrator", "clerk")
            .flatMap(role -> gathered(role, in(role, notices), more))
            .toList());
  }

  public boolean none() {
    return own.isEmpty() && others.isEmpty();
  }

  private static Stream<Gathered> gathered(String role, List<ExpiryNotice> notices, boolean more) {
    return notices.stream().mapToLong(ExpiryNotice::number).max().stream()
        .mapToObj(number ->
            new Gathered(
                role, number, notices.size(), more, notices.stream().limit(SHOWN).toList()));
  }

  /** In that role, the soonest end first. */
  private static List<ExpiryNotice> in(String role, List<ExpiryNotice> notices) {
    return notices.stream().filter(notice -> role.equals(notice.role())).sorted(SOONEST).toList();
  }
}
