package vn.antin.auth.oauth2.registration;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A registration request is answered with an error (RFC 7591 §3.2.2, RFC 7592 §3, RFC 6750 §3). */
final class RegistrationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String error;
  private final long retryAfterSeconds;

  private RegistrationRefused(
      HttpStatus status, String error, String description, Duration retryAfter) {
    super(description);
    this.status = status;
    this.error = error;
    this.retryAfterSeconds = retryAfter.toSeconds();
  }

  static RegistrationRefused metadata(List<MetadataFault> faults) {
    MetadataFault first = faults.getFirst();
    return request(first.error(), first.member() + ": " + first.detail());
  }

  static RegistrationRefused request(String error, String description) {
    return new RegistrationRefused(HttpStatus.BAD_REQUEST, error, description, Duration.ZERO);
  }

  static RegistrationRefused token() {
    return new RegistrationRefused(
        HttpStatus.UNAUTHORIZED,
        "invalid_token",
        "the token is missing or not good",
        Duration.ZERO);
  }

  static RegistrationRefused forbidden(String description) {
    return new RegistrationRefused(
        HttpStatus.FORBIDDEN, "access_denied", description, Duration.ZERO);
  }

  static RegistrationRefused busy(Duration wait) {
    return new RegistrationRefused(
        HttpStatus.TOO_MANY_REQUESTS,
        "temporarily_unavailable",
        "too many registrations",
        wait.plusSeconds(1));
  }

  HttpStatus status() {
    return status;
  }

  String error() {
    return error;
  }

  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
