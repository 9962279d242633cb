package vn.antin.signing.authserver;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * No usable answer came from auth-server. Callers turn it into the problem that fits what they were
 * doing; nothing may be decided on the strength of a missing answer.
 */
public final class AuthServerUnreachable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  AuthServerUnreachable(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  private AuthServerUnreachable(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The body of an error answer stays out of the message: it is not ours to log. */
  static AuthServerUnreachable during(String call, RestClientException cause) {
    return cause instanceof RestClientResponseException answer
        ? new AuthServerUnreachable(
            call + " was answered with status " + answer.getStatusCode().value(),
            answer.getStatusCode().value(),
            cause)
        : new AuthServerUnreachable(call + " was not answered", cause);
  }

  /** The HTTP status of the answer, 0 when none came. */
  public int status() {
    return status;
  }
}
