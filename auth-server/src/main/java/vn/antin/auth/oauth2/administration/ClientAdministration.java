package vn.antin.auth.oauth2.administration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.ClientTable;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.registration.ClientChange;
import vn.antin.auth.oauth2.registration.ClientDescription;
import vn.antin.auth.oauth2.registration.ClientIds;
import vn.antin.auth.oauth2.registration.ClientRules;
import vn.antin.auth.oauth2.registration.InitialTokens;
import vn.antin.auth.oauth2.registration.NewSecret;
import vn.antin.auth.oauth2.token.TokenStore;

/** Everything that administrators do to clients; each in one transaction with its permission. */
@Component
final class ClientAdministration {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{1,62}");
  private static final Pattern UUID_SHAPED =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int MOST_USES = 10_000;
  private static final int LONGEST_LABEL = 200;
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(366);
  private static final Set<String> CONFIGURED = Set.of("house", "sample");

  private final AdministrationTable table;
  private final ClientTable rows;
  private final Clients clients;
  private final ClientRules rules;
  private final TokenStore tokens;
  private final InitialTokens initialTokens;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final InstantSource clock;

  ClientAdministration(
      AdministrationTable table,
      ClientTable rows,
      Clients clients,
      ClientRules rules,
      TokenStore tokens,
      InitialTokens initialTokens,
      TransactionTemplate transaction,
      AuditLog audit,
      InstantSource clock) {
    this.table = table;
    this.rows = rows;
    this.clients = clients;
    this.rules = rules;
    this.tokens = tokens;
    this.initialTokens = initialTokens;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** A client and, when one was made just now, its new secret. */
  record Written(Client client, @Nullable NewSecret secret) {}

  /** Does something if the actor may; both in one transaction. */
  <T> T as(Actor actor, Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          if (actor instanceof Actor.Official(AccountId account) && !table.allows(account)) {
            throw ClientProblem.notAdministrator();
          }
          return work.get();
        }));
  }

  Written create(Actor actor, @Nullable String id, Map<String, Object> document) {
    String chosen = id == null || id.isBlank() ? ClientIds.create("app-") : id.strip();
    if (!ID.matcher(chosen).matches() || UUID_SHAPED.matcher(chosen).matches()) {
      throw ClientProblem.malformed(
          "id: expected 2 to 63 lower-case letters, digits, or . _ - and a letter or digit first");
    }
    ClientDescription description = describe(actor, document);
    NewSecret secret = secretFor(description, List.of());
    return as(
        actor,
        () -> {
          table.reserve(chosen);
          if (table.find(chosen).isPresent()) {
            throw ClientProblem.taken();
          }
          Client client =
              description.client(
                  chosen,
                  ClientKind.REGISTERED,
                  secret == null ? List.of() : List.of(secret.stored()));
          rows.put(client, clock.instant());
          append(actor, "oauth2.client-registered", chosen, Map.of());
          return new Written(client, secret);
        });
  }

  /** Replaces everything; what needs another kind of secret gets one. */
  Written replace(Actor actor, String id, long version, Map<String, Object> document) {
    ClientDescription description = describe(actor, document);
    Written written =
        as(
            actor,
            () -> {
              AdministrationTable.Row row = changeable(id);
              if (row.version() != version) {
                throw ClientProblem.changed();
              }
              Client before = rows.findAny(id).orElseThrow(ClientProblem::unknown);
              NewSecret secret = secretFor(description, before.secrets());
              // Once an administrator has decided about it, it does not manage itself any more.
              Client after =
                  description.client(
                      id,
                      ClientKind.REGISTERED,
                      secret == null ? before.secrets() : List.of(secret.stored()));
              table.endSelfManagement(id);
              Set<String> changed = ClientChange.of(before, after);
              if (!changed.isEmpty()) {
                rows.put(after, clock.instant());
                append(
                    actor,
                    "oauth2.client-changed",
                    id,
                    Map.of("members", String.join(" ", changed)));
              }
              return new Written(after, secret);
            });
    clients.changed();
    return written;
  }

  /** A new secret; the one in force is accepted for the overlap, others no longer. */
  Written rotate(Actor actor, String id, Duration overlap) {
    Written written =
        as(
            actor,
            () -> {
              changeable(id);
              Client before = rows.findAny(id).orElseThrow(ClientProblem::unknown);
              if (!before.authentication().secret()) {
                throw ClientProblem.noSecret();
              }
              NewSecret secret = NewSecret.create(before.authentication());
              Instant end = clock.instant().plus(overlap);
              List<ClientSecret> secrets = new ArrayList<>(List.of(secret.stored()));
              before.secrets().stream()
                  .filter(former -> former.expiresAt() == null && !overlap.isZero())
                  .findFirst()
                  .ifPresent(former -> secrets.add(former.until(end)));
              Client after =
                  before.toBuilder()
                      .authentication(before.authentication(), secrets.toArray(ClientSecret[]::new))
                      .build();
              rows.put(after, clock.instant());
              append(
                  actor,
                  "oauth2.client-secret-rotated",
                  id,
                  Map.of("former-accepted-until", end.toString()));
              return new Written(after, secret);
            });
    clients.changed();
    return written;
  }

  /** Switches a client on or off; off ends at once all that was granted to it. */
  void enable(Actor actor, String id, boolean enabled) {
    as(
        actor,
        () -> {
          AdministrationTable.Row row = table.lock(id).orElseThrow(ClientProblem::unknown);
          if (row.kind().equals("house")) {
            throw ClientProblem.configured();
          }
          if (row.enabled() != enabled) {
            table.enable(id, enabled);
            // On again, too: a request under way at the moment of switching off left nothing.
            int ended = tokens.endAllOf(id, "client switched off");
            append(
                actor,
                enabled ? "oauth2.client-enabled" : "oauth2.client-disabled",
                id,
                Map.of("ended", Integer.toString(ended)));
          }
          return row;
        });
    clients.changed();
  }

  void delete(Actor actor, String id) {
    as(
        actor,
        () -> {
          AdministrationTable.Row row = changeable(id);
          if (row.enabled()) {
            throw ClientProblem.enabled();
          }
          tokens.endAllOf(id, "client removed");
          table.delete(id);
          append(actor, "oauth2.client-removed", id, Map.of());
          return row;
        });
    clients.changed();
  }

  List<InitialTokens.Listed> initialTokens(Actor actor) {
    return as(actor, initialTokens::list);
  }

  InitialTokens.Made createInitialToken(Actor actor, String label, int uses, Duration lifetime) {
    if (uses < 1
        || uses > MOST_USES
        || !lifetime.isPositive()
        || lifetime.compareTo(LONGEST_LIFETIME) > 0
        || label.length() > LONGEST_LABEL) {
      throw ClientProblem.malformed(
          "expected 1 to %d uses, 1 to %d days and a label of at most %d characters"
              .formatted(MOST_USES, LONGEST_LIFETIME.toDays(), LONGEST_LABEL));
    }
    return as(
        actor,
        () -> {
          InitialTokens.Made made = initialTokens.create(label, uses, lifetime);
          append(
              actor,
              "oauth2.initial-token-made",
              made.id().toString(),
              Map.of("uses", Integer.toString(uses), "lifetime", lifetime.toString()));
          return made;
        });
  }

  void deleteInitialToken(Actor actor, UUID id) {
    as(
        actor,
        () -> {
          if (!initialTokens.delete(id)) {
            throw ClientProblem.unknown();
          }
          append(actor, "oauth2.initial-token-removed", id.toString(), Map.of());
          return id;
        });
  }

  private AdministrationTable.Row changeable(String id) {
    AdministrationTable.Row row = table.lock(id).orElseThrow(ClientProblem::unknown);
    if (CONFIGURED.contains(row.kind())) {
      throw ClientProblem.configured();
    }
    return row;
  }

  /** Rules may have to fetch a document, so they are asked outside of any transaction. */
  private ClientDescription describe(Actor actor, Map<String, Object> document) {
    as(actor, () -> true);
    return switch (rules.check(document, ClientKind.REGISTERED)) {
      case ClientRules.Ruling.Accepted(ClientDescription description) -> description;
      case ClientRules.Ruling.Refused(var faults) -> throw ClientProblem.faults(faults);
    };
  }

  private static @Nullable NewSecret secretFor(
      ClientDescription wanted, List<ClientSecret> present) {
    ClientAuthentication method = wanted.authentication();
    boolean readable = method == ClientAuthentication.CLIENT_SECRET_JWT;
    boolean fits =
        !present.isEmpty() && present.stream().allMatch(s -> (s.readable() != null) == readable);
    return method.secret() && !fits ? NewSecret.create(method) : null;
  }

  private void append(Actor actor, String type, String client, Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("by", actor.by());
    audit.append(new AuditEvent(type, actor.id(), client, all, Map.of()));
  }
}
