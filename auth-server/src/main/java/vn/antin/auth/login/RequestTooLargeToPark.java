package vn.antin.auth.login;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A request too large to be parked until after login. */
@ResponseStatus(HttpStatus.URI_TOO_LONG)
final class RequestTooLargeToPark extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RequestTooLargeToPark() {
    super("a request over " + ParkedRequest.LARGEST + " characters cannot be parked");
  }
}
