package vn.antin.auth.org;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the people feed.
 *
 * @param transaction number of the transaction that wrote the last change read
 * @param rank which kind of change that was; the kinds follow each other within a transaction
 * @param id what it was about
 */
public record FeedCursor(String transaction, int rank, UUID id) {
  /** Before the first change. */
  public static final FeedCursor START = new FeedCursor("0", 0, new UUID(0, 0));

  private static final UUID LOWEST = new UUID(0, 0);
  private static final UUID HIGHEST = new UUID(-1, -1);
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19})\\.([0-6])\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /** Reads the form that {@link #toString} writes. */
  public static Optional<FeedCursor> read(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new FeedCursor(
                form.group(1), Integer.parseInt(form.group(2)), UUID.fromString(form.group(3))))
        : Optional.empty();
  }

  /** After which id changes of a kind go on within the same transaction. */
  UUID idWithin(int kind) {
    return kind < rank ? HIGHEST : kind > rank ? LOWEST : id;
  }

  @Override
  public String toString() {
    return transaction + "." + rank + "." + id;
  }
}
