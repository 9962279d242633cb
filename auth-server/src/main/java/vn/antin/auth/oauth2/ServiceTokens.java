package vn.antin.auth.oauth2;

/** Access tokens with which this server calls signing-service. */
public interface ServiceTokens {
  /**
   * A fresh token: {@code sub auth-server}, audience signing-service, this one scope, 5 minutes.
   */
  String mint(String scope);
}
