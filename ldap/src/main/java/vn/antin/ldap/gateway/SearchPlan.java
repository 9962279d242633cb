package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies in the scope of a search.
 *
 * @param fixed entries of our own
 * @param sources entries of the application, in the order they are sent
 * @param mustExist the base itself is an entry of the application and may be missing
 */
record SearchPlan(List<Entry> fixed, List<Source> sources, boolean mustExist) {
  /** Entries of one kind, limited to one when the base names it. */
  record Source(EntryKind kind, Condition restriction) {}

  static SearchPlan of(Place place, SearchScope scope, Entries entries, Entry subschema) {
    boolean base = scope.equals(SearchScope.BASE) || scope.equals(SearchScope.SUB);
    boolean children = scope.equals(SearchScope.ONE) || !scope.equals(SearchScope.BASE);
    boolean grandchildren = children && !scope.equals(SearchScope.ONE);
    List<Entry> fixed = new ArrayList<>();
    List<Source> sources = new ArrayList<>();
    boolean mustExist = false;
    switch (place) {
      case Place.Suffix() -> {
        addIf(base, fixed, entries.suffix());
        addIf(children, fixed, entries.people());
        addIf(children, fixed, entries.units());
        addIf(grandchildren, sources, every(EntryKind.PERSON));
        addIf(grandchildren, sources, every(EntryKind.UNIT));
      }
      case Place.People() -> {
        addIf(base, fixed, entries.people());
        addIf(children, sources, every(EntryKind.PERSON));
      }
      case Place.Units() -> {
        addIf(base, fixed, entries.units());
        addIf(children, sources, every(EntryKind.UNIT));
      }
      case Place.OnePerson(String username) -> {
        addIf(base, sources, one(EntryKind.PERSON, Field.USERNAME, username));
        mustExist = base;
      }
      case Place.OneUnit(String code) -> {
        addIf(base, sources, one(EntryKind.UNIT, Field.UNIT_CODE, code));
        mustExist = base;
      }
      case Place.Subschema() -> addIf(base, fixed, subschema);
      case Place.RootDse(), Place.Nowhere() -> {}
    }
    return new SearchPlan(fixed, sources, mustExist);
  }

  private static Source every(EntryKind kind) {
    return new Source(kind, Condition.ALWAYS);
  }

  private static Source one(EntryKind kind, Field field, String value) {
    return new Source(kind, new Condition.Equal(field, value));
  }

  private static <T> void addIf(boolean wanted, List<T> list, T element) {
    if (wanted) {
      list.add(element);
    }
  }
}
