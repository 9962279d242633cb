package vn.antin.auth.org;

import org.jspecify.annotations.Nullable;

/**
 * Which officials are looked for.
 *
 * @param words parts of the name, user name, address, code or telephone in this order, with or
 *     without diacritics; empty for all
 * @param active only those in use, or only those that are not; null for both
 * @param unit only those with a post there or below, now or to come
 */
public record PeopleQuery(String words, @Nullable Boolean active, @Nullable UnitId unit) {
  /** Everybody. */
  public static final PeopleQuery ALL = new PeopleQuery("", null, null);

  public PeopleQuery {
    words = words.strip();
  }
}
