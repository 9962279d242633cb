package vn.antin.auth.oauth2.authorize;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.oauth2.ApprovalDemand;
import vn.antin.auth.oauth2.ApprovalGate;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.Ruling;
import vn.antin.auth.oauth2.access.Admission;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.consent.Consents;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.oauth2.request.CredentialParameters;
import vn.antin.auth.oauth2.request.PushedRequests;
import vn.antin.auth.oauth2.token.ApprovedDetails;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.NewCode;
import vn.antin.auth.oauth2.token.NewFamily;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.session.Session;

/** Gives the code to a client whose official is known, once the official has agreed. */
@Component
final class AuthorizeIssuer {
  private static final Duration FAPI_CODE = Duration.ofSeconds(60);

  private final TokenStore store;
  private final Consents consents;
  private final PushedRequests pushedRequests;
  private final Optional<ApprovalGate> approvals;
  private final TransactionOperations transactions;
  private final Admission admission;
  private final OAuth2Properties properties;

  AuthorizeIssuer(
      TokenStore store,
      Consents consents,
      PushedRequests pushedRequests,
      ObjectProvider<ApprovalGate> approvals,
      TransactionOperations transactions,
      Admission admission,
      OAuth2Properties properties) {
    this.store = store;
    this.consents = consents;
    this.pushedRequests = pushedRequests;
    this.approvals = Optional.ofNullable(approvals.getIfAvailable());
    this.transactions = transactions;
    this.admission = admission;
    this.properties = properties;
  }

  /** Decides; empty when session or account have ended meanwhile. */
  Optional<Decision> issue(Asked asked, Session session) {
    return transactions.execute(status -> issue(asked, session, status));
  }

  /** The official says no. */
  Decision deny(Asked asked) {
    Decision denied = asked.reply().refuse("access_denied", "the official has refused");
    return asked.pushed() == null || pushedRequests.consume(asked.pushed())
        ? denied
        : new Decision.Reject(Rejection.REQUEST_GONE);
  }

  private Optional<Decision> issue(Asked asked, Session session, TransactionStatus status) {
    if (!admission.admits(asked.client().id(), session.account())) {
      return Optional.of(
          asked.reply().refuse("access_denied", "this system is not open to the official's unit"));
    }
    AuthorizeParameters request = asked.request();
    String details = request.one("authorization_details");
    if (!asked.scopes().contains("credential")) {
      if (mustAsk(asked, session)) {
        return Optional.of(
            asked.silent()
                ? asked.reply().refuse("consent_required", "the official has to agree")
                : new Decision.Ask(ConsentPage.address(asked.came())));
      }
      ApprovedDetails agreed = details == null ? null : new ApprovedDetails(null, details, null);
      return code(asked, session, asked.scopes(), agreed, status);
    }
    if (approvals.isEmpty()) {
      return Optional.of(
          asked
              .reply()
              .refuse("invalid_authorization_details", "approvals are not available here"));
    }
    Client client = asked.client();
    ApprovalDemand demand =
        new ApprovalDemand(
            client.id(),
            client.name(),
            session,
            CredentialParameters.asked(request),
            request.digestText(),
            asked.came().address());
    return switch (approvals.get().rule(demand)) {
      case Ruling.Ask(String page) ->
          Optional.of(
              asked.silent()
                  ? asked.reply().refuse("interaction_required", "the official has to approve")
                  : new Decision.Ask(page));
      case Ruling.Denied() -> Optional.of(deny(asked));
      case Ruling.Invalid(String description) ->
          Optional.of(asked.reply().refuse("invalid_authorization_details", description));
      case Ruling.Approved(var grant, String approved, var answer) ->
          code(
              asked,
              session,
              Set.of("credential"),
              new ApprovedDetails(grant, approved, answer),
              status);
    };
  }

  /**
   * A system of the house need not ask; others once, again for more, always for particulars. A
   * program on the official's own machine asks each time: any other there could pass for it (RFC
   * 8252 §8.6).
   */
  private boolean mustAsk(Asked asked, Session session) {
    boolean always =
        asked.prompts("consent")
            || RedirectUris.couldBeAnyones(asked.client(), asked.reply().redirectUri())
            || (!asked.client().firstParty() && !asked.details().isEmpty());
    return (always && !asked.done().consented(session))
        || (!asked.client().firstParty()
            && !consents.covers(session.account(), asked.client(), asked.wanted()));
  }

  /** FAPI 2.0 Security Profile §5.3.2.2 allows a minute. */
  private Duration codeLifetime(Client client) {
    Duration usual = properties.codeLifetime();
    return client.profile().fapi() && usual.compareTo(FAPI_CODE) > 0 ? FAPI_CODE : usual;
  }

  private Optional<Decision> code(
      Asked asked,
      Session session,
      Set<String> scopes,
      @Nullable ApprovedDetails approval,
      TransactionStatus status) {
    AuthorizeParameters request = asked.request();
    Optional<Handle> code =
        store.open(
            new NewFamily(
                asked.client().id(),
                session,
                scopes,
                request.one("nonce"),
                approval,
                new TreeSet<>(request.all("resource")),
                asked.grantedClaims().json(),
                asked.wish().stated(session.assurance()).orElse(null),
                properties.familyLifetime()),
            new NewCode(
                codeLifetime(asked.client()),
                asked.reply().redirectUri(),
                request.one("code_challenge"),
                request.one("dpop_jkt")));
    if (code.isPresent() && asked.pushed() != null && !pushedRequests.consume(asked.pushed())) {
      // Another tab was faster: one pushed request, one code.
      status.setRollbackOnly();
      return Optional.of(new Decision.Reject(Rejection.REQUEST_GONE));
    }
    return code.map(asked.reply()::issue);
  }
}
