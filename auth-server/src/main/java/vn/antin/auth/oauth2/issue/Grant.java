package vn.antin.auth.oauth2.issue;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/** A grant of the token endpoint; every bean of this type is offered there. */
public interface Grant extends AuthenticationProvider {
  /** The value of {@code grant_type}. */
  String type();

  /**
   * Reads a request of this grant; null when it is of another.
   *
   * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException when it is
   *     malformed
   */
  @Nullable Authentication read(HttpServletRequest request);
}
