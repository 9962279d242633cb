package vn.antin.auth.oauth2.decoupled;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.issue.Grant;
import vn.antin.auth.oauth2.issue.Issuance;
import vn.antin.auth.oauth2.issue.TokenRequest;

/** The token endpoint's side of the device grant and of CIBA. */
final class PollGrant implements Grant {
  private final RequestKind kind;
  private final TokenCollection collection;
  private final Issuance issuance;

  PollGrant(RequestKind kind, TokenCollection collection, Issuance issuance) {
    this.kind = kind;
    this.collection = collection;
    this.issuance = issuance;
  }

  @Override
  public String type() {
    return kind.grantType();
  }

  @Override
  public @Nullable Authentication read(HttpServletRequest request) {
    if (!kind.grantType().equals(request.getParameter("grant_type"))) {
      return null;
    }
    String[] given = request.getParameterValues(kind.parameter());
    Authentication client = SecurityContextHolder.getContext().getAuthentication();
    if (given == null || given.length != 1 || given[0].isEmpty() || client == null) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_REQUEST, "expected one " + kind.parameter(), null));
    }
    return Poll.of(kind, client, new PollSecret(given[0]));
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    Poll poll = (Poll) presented;
    Client client = issuance.clientFor(poll);
    return switch (collection.collect(poll, client, TokenRequest.of(poll))) {
      case Collected.Tokens(var started) -> issuance.answer(poll, started);
      case Collected.Refused(String error, String description) ->
          throw issuance.refused(poll, error, description);
    };
  }

  @Override
  public boolean supports(Class<?> type) {
    return Poll.type(kind).isAssignableFrom(type);
  }
}
