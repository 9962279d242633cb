package vn.antin.auth.login;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** An authorization request too large to be parked; it has to be pushed (RFC 9126). */
@ResponseStatus(HttpStatus.URI_TOO_LONG)
final class RequestTooLargeToPark extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RequestTooLargeToPark() {
    super("an authorization request over " + ParkedRequest.LARGEST + " bytes has to be pushed");
  }
}
