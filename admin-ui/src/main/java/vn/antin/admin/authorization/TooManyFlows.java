package vn.antin.admin.authorization;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** One network address has started thousands of flows and finished none of them. */
@ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
public final class TooManyFlows extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyFlows() {
    super("too many unfinished authorization flows from one address");
  }
}
