package vn.antin.auth.api;

import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.server.ResponseStatusException;
import vn.antin.auth.account.AccountId;

/** The official who calls. */
public record Caller(AccountId account) {
  /** An application that calls for itself has no posts and no power here. */
  public static Caller of(Jwt token) {
    try {
      return new Caller(AccountId.of(Objects.requireNonNullElse(token.getSubject(), "")));
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "the token is not about an official", e);
    }
  }
}
