package vn.antin.auth.oauth2.authenticate;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** A client was not believed. What the caller reads is the same whatever the reason. */
final class RefusedClientException extends OAuth2AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final String clientId;
  private final Refusal refusal;

  RefusedClientException(String clientId, Refusal refusal) {
    super(OAuth2ErrorCodes.INVALID_CLIENT);
    this.clientId = clientId;
    this.refusal = refusal;
  }

  /** Who was claimed. */
  String clientId() {
    return clientId;
  }

  Refusal refusal() {
    return refusal;
  }
}
