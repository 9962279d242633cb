package vn.antin.auth.oauth2.client;

import java.util.Locale;

/** How strictly a client is held. */
public enum ClientProfile {
  /** RFC 9700. */
  STANDARD,
  /** FAPI 2.0 Security Profile. */
  FAPI2_SECURITY,
  /** FAPI 2.0 Security Profile and Message Signing. */
  FAPI2_MESSAGE_SIGNING;

  /** Whether FAPI 2.0 applies. */
  public boolean fapi() {
    return this != STANDARD;
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ClientProfile of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
