package vn.antin.auth.oauth2.client;

import java.util.Locale;

/**
 * How a client authenticates at our endpoints; the names are those of OpenID Connect Core §9 and
 * RFC 8705 §2.
 */
public enum ClientAuthentication {
  CLIENT_SECRET_BASIC,
  CLIENT_SECRET_POST,
  CLIENT_SECRET_JWT,
  PRIVATE_KEY_JWT,
  TLS_CLIENT_AUTH,
  SELF_SIGNED_TLS_CLIENT_AUTH,
  NONE;

  /** Whether it rests on a secret that we share with the client. */
  public boolean secret() {
    return switch (this) {
      case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, CLIENT_SECRET_JWT -> true;
      case PRIVATE_KEY_JWT, TLS_CLIENT_AUTH, SELF_SIGNED_TLS_CLIENT_AUTH, NONE -> false;
    };
  }

  /** The registered name. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a registered name.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ClientAuthentication of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
