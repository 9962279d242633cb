package vn.antin.auth.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is read by {@code ?after=&limit=}.
 *
 * @param next the {@code after} of the next page; null on the last
 */
public record KeysetPage<T>(List<T> items, @Nullable String next) {
  private static final int MOST = 200;

  public KeysetPage {
    items = List.copyOf(items);
  }

  /** How many items a page holds when the caller asks for this many. */
  public static int size(int limit) {
    return Math.clamp(limit, 1, MOST);
  }

  /**
   * Makes a page of what was found when one more than the page holds was asked for.
   *
   * @param place names an item's place in the order; only of items that are shown
   */
  public static <T> KeysetPage<T> of(List<T> found, int size, Function<T, String> place) {
    List<T> page = found.subList(0, Math.min(size, found.size()));
    return new KeysetPage<>(page, found.size() > size ? place.apply(page.getLast()) : null);
  }

  /** The same page with other items. */
  public <R> KeysetPage<R> map(Function<? super T, ? extends R> change) {
    return new KeysetPage<>(items.stream().<R>map(change).toList(), next);
  }
}
