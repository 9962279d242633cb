package vn.antin.signing.authority.est;

import java.security.cert.X509Certificate;
import java.time.Duration;

/** What becomes of a request. */
sealed interface Outcome {
  /** The certificate, made now or for the same request before. */
  record Issued(X509Certificate certificate) implements Outcome {}

  /** The same request is to be sent again after this time. */
  record Later(Duration after) implements Outcome {}

  /** Who sends it is not known to be a server that is allowed. */
  record Unauthorized() implements Outcome {}

  /** The server may not have that. */
  record Forbidden(String reason) implements Outcome {}

  /** The request is at fault. */
  record BadRequest(String reason) implements Outcome {}

  /** Too many certificates for one server. */
  record TooMany() implements Outcome {}

  /** Nobody knows whether a certificate came to be: an administrator has to look. */
  record Unknown() implements Outcome {}
}
