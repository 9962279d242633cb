package vn.antin.auth.approval;

import java.util.Locale;

/** What an official said. */
enum Decision {
  APPROVED,
  DENIED;

  static Decision of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
