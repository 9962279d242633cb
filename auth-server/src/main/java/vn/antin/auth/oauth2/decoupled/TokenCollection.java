package vn.antin.auth.oauth2.decoupled;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.SignatureQuestions;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.issue.Issuance;
import vn.antin.auth.oauth2.issue.TokenRequest;
import vn.antin.auth.oauth2.token.ApprovedDetails;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.oauth2.token.NewFamily;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.session.Sessions;

/** Lets a client collect, once, what an official has approved. */
@Component
final class TokenCollection {
  private final DecoupledRequests requests;
  private final Clients clients;
  private final ObjectProvider<SignatureQuestions> approvals;
  private final Sessions sessions;
  private final TokenStore store;
  private final Issuance issuance;
  private final AuditLog audit;
  private final TransactionOperations transactions;
  private final OAuth2Properties properties;

  TokenCollection(
      DecoupledRequests requests,
      Clients clients,
      ObjectProvider<SignatureQuestions> approvals,
      Sessions sessions,
      TokenStore store,
      Issuance issuance,
      AuditLog audit,
      TransactionOperations transactions,
      OAuth2Properties properties) {
    this.requests = requests;
    this.clients = clients;
    this.approvals = approvals;
    this.sessions = sessions;
    this.store = store;
    this.issuance = issuance;
    this.audit = audit;
    this.transactions = transactions;
    this.properties = properties;
  }

  /** Polls; the transaction commits whatever the outcome. */
  Collected collect(Poll poll, Client client, TokenRequest request) {
    return transactions.execute(status ->
        switch (requests.poll(poll.kind(), poll.secret(), client.id())) {
          case Polled.Approved approved -> begin(approved, client, request);
          case Polled.Waiting() ->
              new Collected.Refused("authorization_pending", "the official has not decided yet");
          case Polled.Hurried() ->
              new Collected.Refused("slow_down", "wait five seconds longer between two requests");
          case Polled.Denied() ->
              new Collected.Refused(
                  OAuth2ErrorCodes.ACCESS_DENIED, "the official has refused the request");
          case Polled.Expired() ->
              new Collected.Refused("expired_token", "the official has not decided in time");
          case Polled.Replayed replayed -> {
            end(replayed, poll.kind(), client);
            yield refused("it has been used; every token that came of it has been revoked");
          }
          case Polled.Unknown() -> refused(poll.kind().parameter() + " is not known");
        });
  }

  private Collected begin(Polled.Approved approved, Client client, TokenRequest request) {
    // What the client may ask for can have shrunk since it asked.
    Set<String> scopes = approved.scopes();
    if (!client.scopes().containsAll(scopes)) {
      return refused("the client may no longer ask for these scopes");
    }
    if (approved.application() != null) {
      return signature(approved, approved.application(), request);
    }
    return begin(approved, client, scopes, null, request);
  }

  /** What was approved on the page goes to the system that it names, once. */
  private Collected signature(Polled.Approved approved, String application, TokenRequest request) {
    Client holder =
        clients.find(application).filter(each -> each.scopes().contains("credential")).orElse(null);
    if (holder == null) {
      return refused("the application may no longer ask for signatures");
    }
    return Optional.ofNullable(approvals.getIfAvailable())
        .flatMap(gate -> gate.collect(approved.id()))
        .map(grant ->
            begin(
                approved,
                holder,
                Set.of("credential"),
                new ApprovedDetails(grant.grant(), grant.authorizationDetails(), grant.answer()),
                request))
        .orElseGet(() -> new Collected.Refused("expired_token", "the approval has ended"));
  }

  private Collected begin(
      Polled.Approved approved,
      Client holder,
      Set<String> scopes,
      @Nullable ApprovedDetails details,
      TokenRequest request) {
    return sessions
        .find(approved.session())
        .flatMap(session ->
            issuance.begin(
                holder,
                new NewFamily(
                    holder.id(),
                    session,
                    scopes,
                    null,
                    details,
                    request.resources(),
                    null,
                    properties.familyLifetime()),
                request.confirmation()))
        .<Collected>map(started -> {
          requests.remember(approved.id(), started.family().id());
          return new Collected.Tokens(started);
        })
        .orElseGet(() -> refused("the session in which it was approved has ended"));
  }

  /** Somebody holds a copy: what the first one got is worth nothing any more. */
  private void end(Polled.Replayed replayed, RequestKind kind, Client client) {
    @Nullable FamilyId family = replayed.family();
    boolean ended = family != null && store.revoke(family, kind.parameter() + " used again");
    audit.append(
        new AuditEvent(
            "oauth2." + kind.column() + "-reused",
            client.id(),
            replayed.id().toString(),
            Map.of("client", client.id(), "revoked", Boolean.toString(ended)),
            Map.of()));
  }

  private static Collected refused(String description) {
    return new Collected.Refused(OAuth2ErrorCodes.INVALID_GRANT, description);
  }
}
