package vn.antin.auth.oauth2.exchange;

import java.util.Optional;

/** Token type identifiers (RFC 8693 §3) that are understood. */
enum TokenType {
  ACCESS_TOKEN,
  JWT,
  ID_TOKEN;

  static Optional<TokenType> of(String uri) {
    for (TokenType type : values()) {
      if (type.uri().equals(uri)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  String uri() {
    return "urn:ietf:params:oauth:token-type:"
        + switch (this) {
          case ACCESS_TOKEN -> "access_token";
          case JWT -> "jwt";
          case ID_TOKEN -> "id_token";
        };
  }
}
