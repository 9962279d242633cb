package vn.antin.auth.oauth2.registration;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientTable;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.client.SecretDigest;
import vn.antin.auth.oauth2.token.TokenStore;

/** Clients that register and manage themselves (RFC 7591, RFC 7592). */
@Component
final class DynamicRegistration {
  /** RFC 7592 §2.2: these are ours to say. */
  private static final Set<String> OURS =
      Set.of(
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at");

  private final ClientRules rules;
  private final RegistrationTable table;
  private final InitialTokens initialTokens;
  private final ClientTable rows;
  private final Clients clients;
  private final TokenStore tokens;
  private final RegistrationProperties properties;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final InstantSource clock;

  DynamicRegistration(
      ClientRules rules,
      RegistrationTable table,
      InitialTokens initialTokens,
      ClientTable rows,
      Clients clients,
      TokenStore tokens,
      RegistrationProperties properties,
      TransactionTemplate transaction,
      AuditLog audit,
      InstantSource clock) {
    this.rules = rules;
    this.table = table;
    this.initialTokens = initialTokens;
    this.rows = rows;
    this.clients = clients;
    this.tokens = tokens;
    this.properties = properties;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A client as its owner is told about it.
   *
   * @param secret only when it was made just now
   */
  record Registered(
      Client client, Instant issuedAt, RegistrationToken token, @Nullable NewSecret secret) {}

  Registered register(
      Map<String, Object> document, @Nullable RegistrationToken initial, String address) {
    admit(initial);
    ClientDescription description = describe(document);
    NewSecret secret =
        description.authentication().secret()
            ? NewSecret.create(description.authentication())
            : null;
    Client client =
        description.client(
            ClientIds.create("c-"),
            ClientKind.DYNAMIC,
            secret == null ? List.of() : List.of(secret.stored()));
    RegistrationToken token = RegistrationToken.create();
    Instant now = clock.instant();
    transaction.executeWithoutResult(status -> {
      UUID spent =
          initial == null
              ? null
              : initialTokens.spend(initial).orElseThrow(RegistrationRefused::token);
      rows.put(client, now);
      table.insert(client.id(), token, spent);
      audit.append(
          new AuditEvent(
              "oauth2.client-registered",
              client.id(),
              client.id(),
              facts(client, spent),
              Map.of("address", address, "name", client.name())));
    });
    return new Registered(client, now, token, secret);
  }

  private static Map<String, String> facts(Client client, @Nullable UUID initialToken) {
    return Map.of(
        "by",
        "registration",
        "authentication",
        client.authentication().value(),
        "redirect_uris",
        String.join(" ", new TreeSet<>(client.redirectUris())),
        "initial_token",
        initialToken == null ? "" : initialToken.toString());
  }

  private void admit(@Nullable RegistrationToken initial) {
    switch (properties.mode()) {
      case CLOSED ->
          throw RegistrationRefused.forbidden("clients are registered by administrators");
      case TOKEN -> {
        if (initial == null || !initialTokens.good(initial)) {
          throw RegistrationRefused.token();
        }
      }
      case OPEN -> {
        if (initial != null && !initialTokens.good(initial)) {
          throw RegistrationRefused.token();
        }
      }
    }
    if (initial == null && table.unused() >= properties.unused()) {
      throw RegistrationRefused.busy(properties.unusedLifetime());
    }
  }

  private ClientDescription describe(Map<String, Object> document) {
    if (document.get("software_statement") != null) {
      throw RegistrationRefused.request(
          "unapproved_software_statement", "this server trusts no issuer of software statements");
    }
    return switch (rules.check(document, ClientKind.DYNAMIC)) {
      case ClientRules.Ruling.Accepted(ClientDescription description) -> description;
      case ClientRules.Ruling.Refused(List<MetadataFault> faults) ->
          throw RegistrationRefused.metadata(faults);
    };
  }

  Registered read(String clientId, @Nullable RegistrationToken token) {
    RegistrationToken presented = presented(token);
    RegistrationTable.Managed managed =
        enabled(table.find(clientId, presented).orElseThrow(RegistrationRefused::token));
    Client client = rows.findAny(clientId).orElseThrow(RegistrationRefused::token);
    return new Registered(client, managed.createdAt(), presented, null);
  }

  /** Replaces everything the client has registered (RFC 7592 §2.2). */
  Registered replace(
      String clientId, @Nullable RegistrationToken token, Map<String, Object> document) {
    Registered before = read(clientId, token);
    if (!clientId.equals(document.get("client_id"))) {
      throw RegistrationRefused.request(MetadataFault.METADATA, "client_id: expected its own");
    }
    for (String member : OURS) {
      if (document.containsKey(member)) {
        throw RegistrationRefused.request(
            MetadataFault.METADATA, member + ": expected it not to be sent");
      }
    }
    Object secretSent = document.get("client_secret");
    if (secretSent != null && !known(before.client(), secretSent)) {
      throw RegistrationRefused.request(
          MetadataFault.METADATA, "client_secret: expected the one it has");
    }
    ClientDescription description = describe(document);
    Registered after =
        Objects.requireNonNull(
            transaction.execute(status -> {
              enabled(table.lock(clientId, before.token()).orElseThrow(RegistrationRefused::token));
              Client current = rows.findAny(clientId).orElseThrow(RegistrationRefused::token);
              NewSecret secret = secretFor(description, current);
              Client client =
                  description.client(
                      clientId,
                      ClientKind.DYNAMIC,
                      secret == null ? current.secrets() : List.of(secret.stored()));
              if (!client.equals(current)) {
                rows.put(client, clock.instant());
                append("oauth2.client-changed", current, client);
              }
              return new Registered(client, before.issuedAt(), before.token(), secret);
            }));
    clients.changed();
    return after;
  }

  private static boolean known(Client client, Object secret) {
    SecretDigest digest = SecretDigest.of(String.valueOf(secret));
    return client.secrets().stream().anyMatch(mine -> mine.digest().equals(digest));
  }

  /** A new one when the method needs another kind of secret than the client has; else null. */
  private static @Nullable NewSecret secretFor(ClientDescription wanted, Client current) {
    boolean readable = wanted.authentication() == ClientAuthentication.CLIENT_SECRET_JWT;
    boolean fits =
        !current.secrets().isEmpty()
            && current.secrets().stream().allMatch(s -> (s.readable() != null) == readable);
    return wanted.authentication().secret() && !fits
        ? NewSecret.create(wanted.authentication())
        : null;
  }

  /** Takes the client out, and all that was ever granted to it (RFC 7592 §2.3). */
  void delete(String clientId, @Nullable RegistrationToken token) {
    RegistrationToken presented = presented(token);
    transaction.executeWithoutResult(status -> {
      enabled(table.lock(clientId, presented).orElseThrow(RegistrationRefused::token));
      tokens.endAllOf(clientId, "client removed");
      table.delete(clientId);
      audit.append(
          new AuditEvent(
              "oauth2.client-removed", clientId, clientId, Map.of("by", "registration"), Map.of()));
    });
    clients.changed();
  }

  private void append(String type, Client before, Client after) {
    audit.append(
        new AuditEvent(
            type,
            after.id(),
            after.id(),
            Map.of(
                "by", "registration", "members", String.join(" ", ClientChange.of(before, after))),
            Map.of()));
  }

  private static RegistrationToken presented(@Nullable RegistrationToken token) {
    if (token == null) {
      throw RegistrationRefused.token();
    }
    return token;
  }

  private static RegistrationTable.Managed enabled(RegistrationTable.Managed managed) {
    if (!managed.enabled()) {
      throw RegistrationRefused.forbidden("the client has been switched off");
    }
    return managed;
  }
}
