package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a filter into a {@link Condition}. RFC 4511 §4.5.1.7 knows three truth values; {@link
 * #when} therefore asks under which condition a filter is true, or is false, and an undefined item
 * (unknown attribute, missing matching rule, invalid value) is neither.
 */
final class FilterCompiler {
  private static final int MAX_ITEMS = 256;
  private static final int MAX_DEPTH = 32;

  private final Function<Filter, @Nullable Condition> items;

  /**
   * @param items the condition for one filter item; null when it is undefined
   */
  private FilterCompiler(Function<Filter, @Nullable Condition> items) {
    this.items = items;
  }

  /** The condition on the application's entries of one kind. */
  static Condition compile(Filter filter, EntryKind kind) {
    return new FilterCompiler(new FilterItem(kind)::condition).when(filter, true);
  }

  /** Whether an entry of our own, with all its attributes, belongs to the answer. */
  static boolean matches(Filter filter, Entry entry) {
    Function<Filter, @Nullable Condition> items =
        item -> {
          String name = item.getAttributeName();
          if (name == null || (AttributeName.of(name) == null && !entry.hasAttribute(name))) {
            return null;
          }
          try {
            return item.matchesEntry(entry) ? Condition.ALWAYS : Condition.NEVER;
          } catch (LDAPException undefined) {
            return null;
          }
        };
    return new FilterCompiler(items).when(filter, true).equals(Condition.ALWAYS);
  }

  /** Whether a filter has more items or levels than any client needs; checked before all else. */
  static boolean isTooComplex(Filter filter) {
    return count(filter, 1) > MAX_ITEMS;
  }

  private static int count(Filter filter, int depth) {
    if (depth > MAX_DEPTH) {
      return MAX_ITEMS + 1;
    }
    int items = 1;
    Filter negated = filter.getNOTComponent();
    if (negated != null) {
      items += count(negated, depth + 1);
    }
    for (Filter part : filter.getComponents()) {
      items += count(part, depth + 1);
      if (items > MAX_ITEMS) {
        return items;
      }
    }
    return items;
  }

  private Condition when(Filter filter, boolean wanted) {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND -> wanted ? allOf(filter, true) : anyOf(filter, false);
      case Filter.FILTER_TYPE_OR -> wanted ? anyOf(filter, true) : allOf(filter, false);
      case Filter.FILTER_TYPE_NOT -> {
        Filter inner = filter.getNOTComponent();
        yield inner == null ? Condition.NEVER : when(inner, !wanted);
      }
      default -> {
        Condition item = items.apply(filter);
        if (item == null) {
          yield Condition.NEVER;
        }
        yield wanted ? item : Condition.not(item);
      }
    };
  }

  private Condition allOf(Filter filter, boolean wanted) {
    return Condition.all(parts(filter, wanted));
  }

  private Condition anyOf(Filter filter, boolean wanted) {
    return Condition.any(parts(filter, wanted));
  }

  private List<Condition> parts(Filter filter, boolean wanted) {
    return Arrays.stream(filter.getComponents()).map(part -> when(part, wanted)).toList();
  }
}
