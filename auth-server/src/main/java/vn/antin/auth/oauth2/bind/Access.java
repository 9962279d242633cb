package vn.antin.auth.oauth2.bind;

import org.springframework.security.oauth2.jwt.Jwt;

/** Whether a request may use one of our resources. */
sealed interface Access {
  /** By this token, of which the caller has shown to be the owner. */
  record Granted(Jwt token) implements Access {}

  /** Nobody says who calls. */
  record Anonymous() implements Access {}

  /**
   * The token is no good.
   *
   * @param scheme in which the caller should try again: Bearer or DPoP
   * @param error of RFC 6750 §3.1 or RFC 9449 §7.1
   * @param description for the client's developer; no quotes, nothing that came with the request
   */
  record Refused(int status, String scheme, String error, String description) implements Access {}
}
