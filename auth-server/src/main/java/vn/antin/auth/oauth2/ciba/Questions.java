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
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.decoupled.AskedRequest;
import vn.antin.auth.oauth2.decoupled.Decisions;
import vn.antin.auth.oauth2.decoupled.DecoupledRequests;
import vn.antin.auth.oauth2.decoupled.NewRequest;
import vn.antin.auth.oauth2.decoupled.PollSecret;
import vn.antin.auth.oauth2.decoupled.RequestKind;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.web.ClientAddress;

/** Puts questions into officials' inboxes and takes their answers. */
@Component
final class Questions {
  private final DecoupledRequests requests;
  private final Decisions decisions;
  private final Pings pings;
  private final AuditLog audit;
  private final CibaProperties properties;
  private final TransactionOperations transactions;
  private final MeterRegistry meters;

  Questions(
      DecoupledRequests requests,
      Decisions decisions,
      Pings pings,
      AuditLog audit,
      CibaProperties properties,
      TransactionOperations transactions,
      MeterRegistry meters) {
    this.requests = requests;
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
      Client client,
      AccountId official,
      Duration lifetime,
      ClientAddress address) {
    UUID id = UUID.randomUUID();
    PollSecret secret = PollSecret.create();
    Set<String> scopes = parameters.words("scope");
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
                CibaRules.ping(client) && token != null ? pings.wrap(id, token, secret) : null));
    boolean asked =
        transactions.execute(status -> {
          if (!requests.roomForOfficial(
              official, client.id(), properties.openPerOfficial(), properties.openPerClient())) {
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
                      "scope", String.join(" ", new TreeSet<>(scopes))),
                  Map.of("address", address.value())));
          return true;
        });
    meters
        .counter("antin.oauth2.decoupled.asked", "kind", "ciba", "outcome", asked ? "ok" : "full")
        .increment();
    return asked ? Optional.of(secret) : Optional.empty();
  }

  /** The weakest of the levels that the client would take; those of others are passed over. */
  private static @Nullable Assurance wanted(BackchannelParameters parameters) {
    return parameters.words("acr_values").stream()
        .flatMap(value -> Assurance.of(value).stream())
        .min(Comparator.naturalOrder())
        .orElse(null);
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
