package vn.antin.auth.oauth2.token;

import java.util.Map;

/** The key without which a token is worthless (RFC 7800). */
public sealed interface Confirmation {
  /** The value of the claim {@code cnf}. */
  Map<String, Object> claim();

  /**
   * Proven by DPoP (RFC 9449 §6.1).
   *
   * @param thumbprint of the JWK (RFC 7638), SHA-256 in base64url
   */
  record DpopKey(String thumbprint) implements Confirmation {
    @Override
    public Map<String, Object> claim() {
      return Map.of("jkt", thumbprint);
    }
  }

  /**
   * Proven by mutual TLS (RFC 8705 §3.1).
   *
   * @param thumbprint SHA-256 of the certificate's DER form, in base64url
   */
  record Certificate(String thumbprint) implements Confirmation {
    @Override
    public Map<String, Object> claim() {
      return Map.of("x5t#S256", thumbprint);
    }
  }
}
