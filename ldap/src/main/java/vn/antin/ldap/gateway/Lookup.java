package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.Entry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Fetches entries through the port, within what the reader may see. */
final class Lookup {
  private final AccountsPort accounts;
  private final Entries entries;
  private final Readers readers;

  Lookup(AccountsPort accounts, Entries entries, Readers readers) {
    this.accounts = accounts;
    this.entries = entries;
    this.readers = readers;
  }

  /** An entry and the key it is ordered by. */
  record Row(String key, Entry entry) {}

  SearchOutcome<Row> rows(
      EntryKind kind,
      Condition condition,
      Cursor cursor,
      int limit,
      Duration timeLimit,
      BindOutcome.Accepted reader) {
    boolean everything = readers.mayRead(reader.username());
    String after = cursor.after().isEmpty() ? null : cursor.after();
    return switch (kind) {
      case PERSON -> {
        Condition seen =
            everything
                ? condition
                : Condition.all(List.of(condition, new Condition.HasId(reader.id())));
        yield map(
            accounts.people(reader.id(), new PageRequest(seen, after, limit, timeLimit)),
            person -> new Row(person.username(), entries.person(person)));
      }
      case UNIT -> {
        Condition seen = everything ? condition : Condition.NEVER;
        yield map(
            accounts.units(reader.id(), new PageRequest(seen, after, limit, timeLimit)),
            unit -> new Row(unit.code(), entries.unit(unit)));
      }
    };
  }

  private static <T> SearchOutcome<Row> map(SearchOutcome<T> outcome, Function<T, Row> row) {
    return switch (outcome) {
      case SearchOutcome.Found<T>(List<T> rows) ->
          new SearchOutcome.Found<>(rows.stream().map(row).toList());
      case SearchOutcome.TimedOut<T>() -> new SearchOutcome.TimedOut<>();
      case SearchOutcome.ReaderGone<T>() -> new SearchOutcome.ReaderGone<>();
    };
  }
}
