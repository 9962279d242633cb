package vn.antin.auth.oauth2.issue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.access.Admission;
import vn.antin.auth.oauth2.bind.Resources;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.HandleKind;
import vn.antin.auth.oauth2.token.NewFamily;
import vn.antin.auth.oauth2.token.TokenStore;

/** What grants of other packages issue tokens with. */
@Component
public final class Issuance {
  private final TokenStore store;
  private final Administration administration;
  private final Admission admission;
  private final AccessTokens accessTokens;
  private final Resources resources;
  private final GrantAnswer answer;
  private final OAuth2Properties properties;
  private final InstantSource clock;

  Issuance(
      TokenStore store,
      Administration administration,
      Admission admission,
      AccessTokens accessTokens,
      Resources resources,
      GrantAnswer answer,
      OAuth2Properties properties,
      InstantSource clock) {
    this.store = store;
    this.administration = administration;
    this.admission = admission;
    this.accessTokens = accessTokens;
    this.resources = resources;
    this.answer = answer;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * A family that has begun without a code.
   *
   * @param refresh its first refresh token, if the client gets any
   * @param approval the one token of an approved signature; null for a login
   */
  public record Started(
      Family family,
      @Nullable Handle refresh,
      @Nullable Handle approval,
      Administered administers) {}

  /**
   * The authenticated client, if it may use this grant.
   *
   * @throws OAuth2AuthenticationException otherwise
   */
  public Client clientFor(OAuth2AuthorizationGrantAuthenticationToken request) {
    return answer.clientFor(request);
  }

  /** An error of the token endpoint, counted. */
  public OAuth2AuthenticationException refused(
      OAuth2AuthorizationGrantAuthenticationToken request, String error, String description) {
    return answer.refused(request.getGrantType().getValue(), error, description);
  }

  /**
   * Opens a family in the caller's transaction; empty when session or account have ended or the
   * official may not use this system.
   *
   * @param confirmation the key that its tokens are bound to
   */
  public Optional<Started> begin(
      Client client, NewFamily request, @Nullable Confirmation confirmation) {
    if (!admission.admits(client.id(), request.session().account())) {
      return Optional.empty();
    }
    return store
        .begin(request)
        .map(family -> confirmation == null ? family : store.bind(family, confirmation))
        .map(family -> started(family, client));
  }

  private Started started(Family family, Client client) {
    boolean approval = family.approval() != null && family.approval().grant() != null;
    Instant end = clock.instant().plus(properties.accessTokenLifetime());
    return new Started(
        family,
        !approval && client.grantTypes().contains("refresh_token")
            ? store.issue(family, HandleKind.REFRESH, family.endsAt())
            : null,
        approval ? store.issue(family, HandleKind.ACCESS, end) : null,
        administration.of(family.account(), family.scopes()));
  }

  /** Answers with the first tokens of a family. */
  public Authentication answer(
      OAuth2AuthorizationGrantAuthenticationToken request, Started started) {
    Family family = started.family();
    if (started.approval() != null) {
      return answer.of(request, new Outcome.GrantedApproval(family, started.approval()), null);
    }
    Outcome outcome =
        resources
            .narrow(clientFor(request), family.resources(), TokenRequest.of(request).resources())
            .<Outcome>map(audience ->
                new Outcome.Granted(
                    family,
                    resources.scopesFor(audience, family.scopes()),
                    audience,
                    started.refresh(),
                    started.administers()))
            .orElseGet(() ->
                new Outcome.Refused("invalid_target", "resource goes beyond the authorization"));
    return answer.of(request, outcome, null);
  }

  /** Reads an access token of ours; empty unless it is in force. Its family may have ended. */
  public Optional<Jwt> read(String accessToken) {
    return accessTokens.read(accessToken);
  }

  /**
   * Answers with a token that comes of something else than the official's own yes.
   *
   * @param more further members of the answer
   */
  public Authentication answer(
      OAuth2AuthorizationGrantAuthenticationToken request,
      DerivedToken wanted,
      Map<String, Object> more) {
    return answer.of(
        request, wanted.withScopes(resources.scopesFor(wanted.audience(), wanted.scopes())), more);
  }
}
