package vn.antin.auth.oauth2.decoupled;

import java.util.Locale;

/** How a question comes to the official. */
public enum RequestKind {
  /** The official types a code that a device shows (RFC 8628). */
  DEVICE("urn:ietf:params:oauth:grant-type:device_code", "device_code"),
  /** It lies in the official's inbox (OpenID Connect CIBA Core). */
  CIBA("urn:openid:params:grant-type:ciba", "auth_req_id");

  private final String grantType;
  private final String parameter;

  RequestKind(String grantType, String parameter) {
    this.grantType = grantType;
    this.parameter = parameter;
  }

  /** The {@code grant_type} with which the client polls. */
  public String grantType() {
    return grantType;
  }

  /** The name of what it polls with. */
  public String parameter() {
    return parameter;
  }

  /** The word for it in the table, the audit log and metrics. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
