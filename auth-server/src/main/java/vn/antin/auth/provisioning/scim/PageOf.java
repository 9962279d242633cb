package vn.antin.auth.provisioning.scim;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for (RFC 7644 §3.4.2).
 *
 * @param start of the first resource, from 1
 * @param count the most resources; 0 asks for their number alone
 */
record PageOf(
    @Nullable String filter,
    @Nullable String sortBy,
    boolean descending,
    int start,
    int count,
    Resources.View view) {
  static final int MOST = 200;

  static PageOf of(
      @Nullable String filter,
      @Nullable String sortBy,
      @Nullable String sortOrder,
      @Nullable Integer startIndex,
      @Nullable Integer count,
      Resources.View view) {
    boolean descending =
        sortOrder != null && sortOrder.toLowerCase(Locale.ROOT).equals("descending");
    return new PageOf(
        filter,
        sortBy,
        descending,
        startIndex == null ? 1 : Math.max(1, startIndex),
        count == null ? 100 : Math.clamp(count, 0, MOST),
        view);
  }

  /** The expression to sort by; the attribute must have one value. */
  String order(Function<String, @Nullable Attribute> attributes, String id) {
    if (sortBy == null || sortBy.isBlank()) {
      return id;
    }
    Attribute attribute = attributes.apply(sortBy);
    if (attribute == null || attribute.among() != null) {
      throw ScimFault.invalidValue("cannot be sorted by " + sortBy);
    }
    return attribute.sql() + (descending ? " DESC" : "") + " NULLS LAST, " + id;
  }
}
