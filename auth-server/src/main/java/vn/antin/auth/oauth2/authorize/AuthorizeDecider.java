package vn.antin.auth.oauth2.authorize;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.oauth2.ApprovalDemand;
import vn.antin.auth.oauth2.ApprovalGate;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.Ruling;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.token.ApprovedDetails;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.NewCode;
import vn.antin.auth.oauth2.token.NewFamily;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.session.Session;

/** Decides about authorization requests; the one place that does. */
@Component
final class AuthorizeDecider {
  private final Clients clients;
  private final TokenStore store;
  private final IdTokenHints hints;
  private final Optional<ApprovalGate> approvals;
  private final TransactionOperations transactions;
  private final OAuth2Properties properties;
  private final InstantSource clock;

  AuthorizeDecider(
      Clients clients,
      TokenStore store,
      IdTokenHints hints,
      ObjectProvider<ApprovalGate> approvals,
      TransactionOperations transactions,
      OAuth2Properties properties,
      InstantSource clock) {
    this.clients = clients;
    this.store = store;
    this.hints = hints;
    this.approvals = Optional.ofNullable(approvals.getIfAvailable());
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  /** Decides, given who is logged in. */
  Decision decide(AuthorizeParameters request, @Nullable Session session) {
    if (request.tooLarge()) {
      return new Decision.Reject(Rejection.TOO_LARGE);
    }
    String clientId = request.one("client_id");
    Client client = clientId == null ? null : clients.find(clientId).orElse(null);
    if (client == null) {
      return new Decision.Reject(Rejection.UNKNOWN_CLIENT);
    }
    String redirectUri = request.one("redirect_uri");
    if (redirectUri == null || !client.redirectUris().contains(redirectUri)) {
      return new Decision.Reject(Rejection.UNREGISTERED_REDIRECT_URI);
    }
    Reply reply = new Reply(redirectUri, request.one("state"));
    return AuthorizeRules.check(request, client)
        .map(fault -> reply.refuse(fault.error(), fault.description()))
        .orElseGet(() -> decide(request, client, reply, session));
  }

  private Decision decide(
      AuthorizeParameters request, Client client, Reply reply, @Nullable Session session) {
    boolean silent = request.words("prompt").contains("none");
    if (session == null) {
      return login(reply, silent, false);
    }
    String hint = request.one("id_token_hint");
    if (hint != null && hints.read(hint).isEmpty()) {
      return reply.refuse("invalid_request", "id_token_hint is not an ID token of this server");
    }
    if (wantsFreshLogin(request, session)) {
      return login(reply, silent, true);
    }
    Decision decision =
        transactions.execute(status -> issue(request, client, reply, session, silent));
    return decision;
  }

  private boolean wantsFreshLogin(AuthorizeParameters request, Session session) {
    Set<String> prompt = request.words("prompt");
    String maxAge = request.one("max_age");
    String hint = request.one("id_token_hint");
    return prompt.contains("login")
        || prompt.contains("select_account")
        || (maxAge != null
            && Duration.between(session.authenticatedAt(), clock.instant()).toSeconds()
                > Long.parseLong(maxAge))
        || (hint != null
            && hints
                .read(hint)
                .filter(token -> session.account().toString().equals(token.getSubject()))
                .isEmpty());
  }

  private Decision issue(
      AuthorizeParameters request, Client client, Reply reply, Session session, boolean silent) {
    String details = request.one("authorization_details");
    if (details == null) {
      return code(request, client, reply, session, request.words("scope"), null, silent);
    }
    if (approvals.isEmpty()) {
      return reply.refuse("invalid_authorization_details", "approvals are not available here");
    }
    ApprovalDemand demand =
        new ApprovalDemand(
            client.id(), client.name(), session, details, request.digest(), request.address());
    return switch (approvals.get().rule(demand)) {
      case Ruling.Ask(String page) ->
          silent
              ? reply.refuse("interaction_required", "the official has to approve")
              : new Decision.AskApproval(page);
      case Ruling.Denied() -> reply.refuse("access_denied", "the official has refused");
      case Ruling.Invalid(String description) ->
          reply.refuse("invalid_authorization_details", description);
      case Ruling.Approved(var grant, String approved) ->
          code(
              request,
              client,
              reply,
              session,
              Set.of("credential"),
              new ApprovedDetails(grant, approved),
              silent);
    };
  }

  private Decision code(
      AuthorizeParameters request,
      Client client,
      Reply reply,
      Session session,
      Set<String> scopes,
      @Nullable ApprovedDetails approval,
      boolean silent) {
    Optional<Handle> code =
        store.open(
            new NewFamily(
                client.id(),
                session,
                scopes,
                request.one("nonce"),
                approval,
                Set.of(),
                null,
                properties.familyLifetime()),
            new NewCode(
                properties.codeLifetime(),
                reply.redirectUri(),
                request.one("code_challenge"),
                null));
    return code.<Decision>map(reply::issue).orElseGet(() -> login(reply, silent, false));
  }

  private static Decision login(Reply reply, boolean silent, boolean fresh) {
    return silent
        ? reply.refuse("login_required", "the official has to log in")
        : new Decision.LogIn(fresh);
  }

  /** Where answers to the client go. */
  private record Reply(String redirectUri, @Nullable String state) {
    Decision refuse(String error, String description) {
      return new Decision.Refuse(redirectUri, state, error, description);
    }

    Decision issue(Handle code) {
      return new Decision.Issue(redirectUri, state, code);
    }
  }
}
