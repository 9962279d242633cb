package vn.antin.auth.oauth2.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.issue.DerivedToken;
import vn.antin.auth.oauth2.issue.Grant;
import vn.antin.auth.oauth2.issue.Issuance;
import vn.antin.auth.oauth2.issue.TokenRequest;

/** {@code grant_type=urn:ietf:params:oauth:grant-type:token-exchange}. */
@Component
final class ExchangeGrant implements Grant {
  private static final String INVALID_TARGET = "invalid_target";

  private final PresentedTokens tokens;
  private final Issuance issuance;
  private final AuditLog audit;

  ExchangeGrant(PresentedTokens tokens, Issuance issuance, AuditLog audit) {
    this.tokens = tokens;
    this.issuance = issuance;
    this.audit = audit;
  }

  @Override
  public String type() {
    return AuthorizationGrantType.TOKEN_EXCHANGE.getValue();
  }

  @Override
  public @Nullable Authentication read(HttpServletRequest request) {
    if (!type().equals(request.getParameter("grant_type"))) {
      return null;
    }
    Authentication client = SecurityContextHolder.getContext().getAuthentication();
    if (client == null) {
      throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT));
    }
    return new ExchangeRequest(client, ExchangeParameters.of(request));
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    ExchangeRequest request = (ExchangeRequest) presented;
    Client client = issuance.clientFor(request);
    if (client.authentication() == ClientAuthentication.NONE) {
      throw issuance.refused(
          request, OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "a public client cannot exchange tokens");
    }
    ExchangeParameters wanted = request.parameters();
    TokenRequest details = TokenRequest.of(request);
    Subject subject =
        tokens
            .subject(wanted.subject(), client)
            .filter(found -> ExchangeRules.mayBring(client, found, details.confirmation()))
            .orElseThrow(() ->
                invalid(request, "subject_token is not in force or not for this client to bring"));
    if (!ExchangeRules.staysBound(subject, details.confirmation())) {
      throw invalid(request, "subject_token is bound to a key: prove one of your own (RFC 9449)");
    }
    Map<String, Object> actor = null;
    if (wanted.actor() != null) {
      actor =
          tokens
              .actor(wanted.actor(), client)
              .orElseThrow(
                  () -> invalid(request, "actor_token is not in force or not of this client"));
    }
    Set<String> targets = new TreeSet<>(wanted.targets());
    targets.addAll(details.resources());
    if (!ExchangeRules.mayTarget(client, targets)) {
      throw issuance.refused(
          request, INVALID_TARGET, "the client may not have tokens for this audience");
    }
    Set<String> most = ExchangeRules.scopes(client, subject);
    Set<String> scopes = wanted.scopes().isEmpty() ? most : wanted.scopes();
    if (scopes.isEmpty() || !most.containsAll(scopes)) {
      throw issuance.refused(
          request,
          OAuth2ErrorCodes.INVALID_SCOPE,
          "expected scopes that both the subject token and this client have");
    }
    Map<String, Object> act =
        ExchangeRules.actors(client, subject, actor)
            .orElseThrow(() -> invalid(request, "too many have acted on this token before"));
    record(client, subject, actor, act, scopes, targets);
    return issuance.answer(
        request,
        DerivedToken.of(client, subject.family(), scopes)
            .audience(targets.isEmpty() ? subject.audience() : targets)
            .notAfter(subject.expiresAt())
            .confirmation(details.confirmation())
            .claim("act", act)
            .build(),
        Map.of("issued_token_type", wanted.issued().uri()));
  }

  private void record(
      Client client,
      Subject subject,
      @Nullable Map<String, Object> actor,
      Map<String, Object> act,
      Set<String> scopes,
      Set<String> targets) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", ExchangeRules.impersonates(client, actor) ? "impersonation" : "delegation");
    facts.put("official", subject.family().account().toString());
    facts.put("token-of", subject.clientId());
    facts.put("acting", ExchangeRules.readable(act));
    facts.put("scope", String.join(" ", new TreeSet<>(scopes)));
    facts.put("audience", String.join(" ", targets.isEmpty() ? subject.audience() : targets));
    audit.append(
        new AuditEvent(
            "oauth2.token-exchanged",
            client.id(),
            subject.family().id().value().toString(),
            facts,
            Map.of()));
  }

  private OAuth2AuthenticationException invalid(ExchangeRequest request, String description) {
    return issuance.refused(request, OAuth2ErrorCodes.INVALID_REQUEST, description);
  }

  @Override
  public boolean supports(Class<?> type) {
    return ExchangeRequest.class.isAssignableFrom(type);
  }
}
