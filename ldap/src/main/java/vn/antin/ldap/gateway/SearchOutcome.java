package vn.antin.ldap.gateway;

import java.util.List;

/** What came of asking the application for entries. */
public sealed interface SearchOutcome<T> {
  /** The rows in order, at most as many as asked for. */
  record Found<T>(List<T> rows) implements SearchOutcome<T> {
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /** The time limit passed first. */
  record TimedOut<T>() implements SearchOutcome<T> {}

  /** The account that the connection is bound as may no longer be used. */
  record ReaderGone<T>() implements SearchOutcome<T> {}
}
