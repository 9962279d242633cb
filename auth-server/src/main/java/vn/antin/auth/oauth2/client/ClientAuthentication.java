package vn.antin.auth.oauth2.client;

import java.util.Locale;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** How a client authenticates at our endpoints; the names are those of OpenID Connect. */
public enum ClientAuthentication {
  CLIENT_SECRET_BASIC,
  CLIENT_SECRET_POST,
  PRIVATE_KEY_JWT,
  NONE;

  boolean secret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
  }

  /** A secret is the same secret in the header and in the body. */
  boolean accepts(ClientAuthenticationMethod presented) {
    return secret()
        ? presented.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            || presented.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        : presented.getValue().equals(column());
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ClientAuthentication of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
