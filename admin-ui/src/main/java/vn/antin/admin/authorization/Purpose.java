package vn.antin.admin.authorization;

/** What a flow is for; a state made for one cannot end the other. */
public enum Purpose {
  LOGIN("login", "/login/callback", "openid profile email service admin"),
  SIGN("sign", "/sign/callback", "credential");

  private final String key;
  private final String callback;
  private final String scope;

  Purpose(String key, String callback, String scope) {
    this.key = key;
    this.callback = callback;
    this.scope = scope;
  }

  String key() {
    return key;
  }

  String callback() {
    return callback;
  }

  String scope() {
    return scope;
  }
}
