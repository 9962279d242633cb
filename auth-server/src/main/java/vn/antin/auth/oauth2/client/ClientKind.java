package vn.antin.auth.oauth2.client;

import java.util.Locale;

/** Where a client comes from. */
public enum ClientKind {
  /** One of our own services; its row follows the configuration. */
  HOUSE,
  /** Belongs to the sample province. */
  SAMPLE,
  /** Registered by an administrator. */
  REGISTERED,
  /** Registered itself (RFC 7591). */
  DYNAMIC;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ClientKind of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
