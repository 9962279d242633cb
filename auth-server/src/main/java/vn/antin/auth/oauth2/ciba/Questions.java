package vn.antin.auth.oauth2.ciba;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.QuestionAnswers;
import vn.antin.auth.oauth2.SignatureQuestion;
import vn.antin.auth.oauth2.SignatureQuestions;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.decoupled.AskedRequest;
import vn.antin.auth.oauth2.decoupled.Decisions;
import vn.antin.auth.oauth2.decoupled.DecoupledRequests;
import vn.antin.auth.oauth2.decoupled.NewRequest;
import vn.antin.auth.oauth2.decoupled.PollSecret;
import vn.antin.auth.oauth2.decoupled.RequestKind;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;
import vn.antin.auth.web.ClientAddress;

/** Puts questions into officials' inboxes and takes their answers. */
@Component
final class Questions implements QuestionAnswers {
  private final DecoupledRequests requests;
  private final Sessions sessions;
  private final Clients clients;
  private final ObjectProvider<SignatureQuestions> approvals;
  private final Decisions decisions;
  private final Pings pings;
  private final AuditLog audit;
  private final CibaProperties properties;
  private final TransactionOperations transactions;
  private final MeterRegistry meters;

  Questions(
      DecoupledRequests requests,
      Sessions sessions,
      Clients clients,
      ObjectProvider<SignatureQuestions> approvals,
      Decisions decisions,
      Pings pings,
      AuditLog audit,
      CibaProperties properties,
      TransactionOperations transactions,
      MeterRegistry meters) {
    this.requests = requests;
    this.sessions = sessions;
    this.clients = clients;
    this.approvals = approvals;
    this.decisions = decisions;
    this.pings = pings;
    this.audit = audit;
    this.properties = properties;
    this.transactions = transactions;
    this.meters = meters;
  }

  /** Asks; empty when the official has too many open questions. */
  Optional<PollSecret> ask(
      BackchannelParameters parameters,
      NewRequest.@Nullable Signature signature,
      Client client,
      AccountId official,
      Duration lifetime,
      ClientAddress address) {
    UUID id = UUID.randomUUID();
    PollSecret secret = PollSecret.create();
    Set<String> scopes = parameters.words("scope");
    String application = signature == null ? client.id() : signature.application();
    @Nullable String token = parameters.one("client_notification_token");
    NewRequest request =
        new NewRequest(
            id,
            secret,
            client.id(),
            scopes,
            address,
            lifetime,
            properties.interval(),
            new NewRequest.ToAccount(
                official,
                parameters.one("binding_message"),
                wanted(parameters),
                CibaRules.ping(client) && token != null ? pings.wrap(id, token, secret) : null,
                signature));
    boolean asked =
        transactions.execute(status -> {
          if (!room(official, application, signature != null)) {
            return false;
          }
          requests.ask(request);
          audit.append(
              new AuditEvent(
                  "oauth2.ciba-asked",
                  client.id(),
                  id.toString(),
                  Map.of(
                      "official", official.toString(),
                      "application", application,
                      "signatures", Integer.toString(signature == null ? 0 : signature.count()),
                      "scope", String.join(" ", new TreeSet<>(scopes))),
                  Map.of("address", address.value())));
          return true;
        });
    meters
        .counter("antin.oauth2.decoupled.asked", "kind", "ciba", "outcome", asked ? "ok" : "full")
        .increment();
    return asked ? Optional.of(secret) : Optional.empty();
  }

  private boolean room(AccountId official, String application, boolean signature) {
    return requests.roomForOfficial(
            official, application, properties.openPerOfficial(), properties.openPerClient())
        && (!signature || requests.roomForSignatures(application, properties.openSignatures()));
  }

  /** The weakest of the levels that the client would take; those of others are passed over. */
  private static @Nullable Assurance wanted(BackchannelParameters parameters) {
    return parameters.words("acr_values").stream()
        .flatMap(value -> Assurance.of(value).stream())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The page on which a signature is approved; empty when its application is gone. */
  Optional<String> page(AskedRequest request, Session session) {
    return transactions.execute(status ->
        requests
            .details(request.id())
            .flatMap(details ->
                clients
                    .find(request.application())
                    .map(application ->
                        new SignatureQuestion(
                            request.id(),
                            application.id(),
                            application.name(),
                            session,
                            details,
                            request.bindingMessage(),
                            "/inbox/" + request.id(),
                            request.expiresAt())))
            .flatMap(question ->
                Optional.ofNullable(approvals.getIfAvailable()).map(gate -> gate.open(question))));
  }

  @Override
  public boolean answer(UUID question, SessionId session, boolean approved) {
    return sessions
        .find(session)
        .flatMap(found ->
            requests.open(question, found.account()).map(asked -> answer(asked, found, approved)))
        .orElse(false);
  }

  /** Takes an official's answer and lets the client know; false when it comes too late. */
  boolean answer(AskedRequest request, Session session, boolean approved) {
    return transactions.execute(status -> {
      boolean recorded = decisions.record(RequestKind.CIBA, request, session, approved);
      if (recorded) {
        pings.announce(request);
      }
      return recorded;
    });
  }
}
