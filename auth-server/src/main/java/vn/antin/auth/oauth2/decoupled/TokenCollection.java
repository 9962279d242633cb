package vn.antin.auth.oauth2.decoupled;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.issue.Issuance;
import vn.antin.auth.oauth2.issue.TokenRequest;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.oauth2.token.NewFamily;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.session.Sessions;

/** Lets a client collect, once, what an official has approved. */
@Component
final class TokenCollection {
  private final DecoupledRequests requests;
  private final Sessions sessions;
  private final TokenStore store;
  private final Issuance issuance;
  private final AuditLog audit;
  private final TransactionOperations transactions;
  private final OAuth2Properties properties;

  TokenCollection(
      DecoupledRequests requests,
      Sessions sessions,
      TokenStore store,
      Issuance issuance,
      AuditLog audit,
      TransactionOperations transactions,
      OAuth2Properties properties) {
    this.requests = requests;
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
    return sessions
        .find(approved.session())
        .flatMap(session ->
            issuance.begin(
                client,
                new NewFamily(
                    client.id(),
                    session,
                    scopes,
                    null,
                    null,
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
