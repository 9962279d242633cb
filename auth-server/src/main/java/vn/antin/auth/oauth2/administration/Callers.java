package vn.antin.auth.oauth2.administration;

import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;
import vn.antin.auth.account.AccountId;

/** Who calls the API. */
final class Callers {
  private Callers() {}

  /** The official whom the token is about; an application that calls for itself may nothing. */
  static Actor of(Jwt token) {
    try {
      return new Actor.Official(AccountId.of(Objects.requireNonNullElse(token.getSubject(), "")));
    } catch (IllegalArgumentException e) {
      throw ClientProblem.notAdministrator();
    }
  }
}
