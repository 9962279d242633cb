package vn.antin.auth.oauth2.endpoint;

/** Paths of the protocol. */
final class Endpoints {
  static final String AUTHORIZE = "/oauth2/authorize";
  static final String PUSH = "/oauth2/par";
  static final String TOKEN = "/oauth2/token";
  static final String INTROSPECT = "/oauth2/introspect";
  static final String REVOKE = "/oauth2/revoke";
  static final String DEVICE_AUTHORIZATION = "/oauth2/device_authorization";
  static final String BACKCHANNEL_AUTHENTICATION = "/oauth2/bc-authorize";
  static final String JWKS = "/oauth2/jwks";
  static final String JWKS_PAST = "/oauth2/jwks/past";
  static final String USERINFO = "/userinfo";
  static final String LOGOUT = "/connect/logout";

  static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

  private Endpoints() {}
}
