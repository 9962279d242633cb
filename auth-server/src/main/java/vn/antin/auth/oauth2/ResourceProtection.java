package vn.antin.auth.oauth2;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/**
 * Guards resources of this server by its own access tokens (RFC 9068): bearer tokens (RFC 6750),
 * and those bound to a key (RFC 9449) or a client certificate (RFC 8705). The caller is then a
 * {@code Jwt}, with an authority {@code SCOPE_…} for each scope.
 */
public interface ResourceProtection {
  /**
   * Adds to a chain the reading of tokens and the challenges to whom it does not let in. What the
   * chain demands of whom is left to it.
   *
   * @param formAllowed whether a posted form may carry the token (RFC 6750 §2.2)
   */
  void protect(HttpSecurity http, boolean formAllowed, Refusal body) throws Exception;

  /** Writes the body of a refusal whose status and challenge stand already. */
  interface Refusal {
    void write(HttpServletResponse response) throws IOException;
  }
}
