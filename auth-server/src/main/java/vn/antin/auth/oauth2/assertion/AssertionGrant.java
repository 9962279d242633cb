package vn.antin.auth.oauth2.assertion;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.issue.DerivedToken;
import vn.antin.auth.oauth2.issue.Grant;
import vn.antin.auth.oauth2.issue.Issuance;
import vn.antin.auth.oauth2.issue.TokenRequest;

/** {@code grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer}. */
@Component
final class AssertionGrant implements Grant {
  /** What stands for a login or a power of an official's own. */
  private static final Set<String> NEVER = Set.of("openid", "admin", "credential");

  private final TrustedIssuers issuers;
  private final Accounts accounts;
  private final Issuance issuance;
  private final AuditLog audit;

  AssertionGrant(TrustedIssuers issuers, Accounts accounts, Issuance issuance, AuditLog audit) {
    this.issuers = issuers;
    this.accounts = accounts;
    this.issuance = issuance;
    this.audit = audit;
  }

  @Override
  public String type() {
    return AuthorizationGrantType.JWT_BEARER.getValue();
  }

  @Override
  public @Nullable Authentication read(HttpServletRequest request) {
    if (!type().equals(request.getParameter("grant_type"))) {
      return null;
    }
    String[] assertion = request.getParameterValues("assertion");
    String[] scope = request.getParameterValues("scope");
    Authentication client = SecurityContextHolder.getContext().getAuthentication();
    if (client == null
        || assertion == null
        || assertion.length != 1
        || assertion[0].isEmpty()
        || (scope != null && scope.length > 1)) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_REQUEST, "expected one assertion and one scope", null));
    }
    return new AssertionRequest(
        client,
        assertion[0],
        scope == null || scope[0].isBlank()
            ? Set.of()
            : new LinkedHashSet<>(Arrays.asList(scope[0].strip().split(" +"))));
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    AssertionRequest request = (AssertionRequest) presented;
    Client client = issuance.clientFor(request);
    Set<String> most =
        client.scopes().stream()
            .filter(scope -> !NEVER.contains(scope))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> scopes = request.scopes().isEmpty() ? most : request.scopes();
    if (scopes.isEmpty() || !most.containsAll(scopes)) {
      throw issuance.refused(
          request,
          OAuth2ErrorCodes.INVALID_SCOPE,
          "expected scopes that the client has and that need no login of the official");
    }
    TrustedIssuers.Vouched vouched =
        issuers
            .read(request.assertion(), client)
            .orElseThrow(() -> invalid(request, "the assertion is not believed"));
    Account official =
        accounts
            .find(vouched.official())
            .filter(Account::active)
            .orElseThrow(() -> invalid(request, "the assertion speaks of no active official"));
    audit.append(
        new AuditEvent(
            "oauth2.assertion-accepted",
            client.id(),
            official.id().toString(),
            Map.of("issuer", vouched.issuer(), "scope", String.join(" ", new TreeSet<>(scopes))),
            Map.of()));
    TokenRequest details = TokenRequest.of(request);
    return issuance.answer(
        request,
        DerivedToken.of(client, official.id(), scopes)
            .audience(details.resources())
            .confirmation(details.confirmation())
            .build(),
        Map.of());
  }

  private OAuth2AuthenticationException invalid(AssertionRequest request, String description) {
    return issuance.refused(request, OAuth2ErrorCodes.INVALID_GRANT, description);
  }

  @Override
  public boolean supports(Class<?> type) {
    return AssertionRequest.class.isAssignableFrom(type);
  }
}
