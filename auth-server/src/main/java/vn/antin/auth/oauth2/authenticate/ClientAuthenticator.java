package vn.antin.auth.oauth2.authenticate;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.ClientSecrets;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.client.DynamicClientUsed;
import vn.antin.auth.oauth2.client.SecretDigest;

/**
 * Authenticates clients. PKCE is not looked at here: the code is spent first, by whoever redeems
 * it, so that a wrong verifier cannot be tried twice.
 *
 * <p>A refusal costs one reading of the database and one comparison, check of a signature or of a
 * certificate, whether the client exists or not; and so a secret that another node has just changed
 * is seen here before anyone is turned away.
 */
@Component
final class ClientAuthenticator {
  /** Compared with when the client is unknown, so that this takes the same time. */
  private static final SecretDigest NOBODY = SecretDigest.of(Instant.EPOCH.toString());

  private final Clients clients;
  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final CertificateCheck certificates;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final ApplicationEventPublisher events;

  ClientAuthenticator(
      Clients clients,
      ClientSecrets secrets,
      ClientAssertions assertions,
      CertificateCheck certificates,
      InstantSource clock,
      MeterRegistry meters,
      ApplicationEventPublisher events) {
    this.clients = clients;
    this.secrets = secrets;
    this.assertions = assertions;
    this.certificates = certificates;
    this.clock = clock;
    this.meters = meters;
    this.events = events;
  }

  /**
   * The client that shows this.
   *
   * @throws RefusedClientException when it does not prove it
   */
  AuthenticatedClient authenticate(ClientCredential shown) {
    Client client = clients.remembered(shown.clientId()).orElse(null);
    Optional<Refusal> refusal =
        client == null ? Optional.of(Refusal.UNKNOWN) : judge(shown, client);
    if (refusal.isPresent()) {
      Client read = clients.read(shown.clientId()).orElse(null);
      if (client == null || !client.equals(read)) {
        client = read;
        refusal = judge(shown, client);
      }
    }
    count(shown, refusal.isEmpty());
    if (client == null || refusal.isPresent()) {
      throw new RefusedClientException(shown.clientId(), refusal.orElse(Refusal.UNKNOWN));
    }
    if (client.kind() == ClientKind.DYNAMIC) {
      events.publishEvent(new DynamicClientUsed(client.id()));
    }
    return new AuthenticatedClient(client);
  }

  private Optional<Refusal> judge(ClientCredential shown, @Nullable Client client) {
    Optional<Refusal> refusal =
        switch (shown) {
          case ClientCredential.Secret secret -> judge(secret, client);
          case ClientCredential.Assertion assertion -> assertions.check(client, assertion);
          case ClientCredential.Name name -> judge(name, client);
        };
    if (client == null) {
      return Optional.of(Refusal.UNKNOWN);
    }
    return refusal.isEmpty() && client.profile().fapi() && weak(client.authentication())
        ? Optional.of(Refusal.TOO_WEAK)
        : refusal;
  }

  private Optional<Refusal> judge(ClientCredential.Secret shown, @Nullable Client client) {
    SecretDigest digest = SecretDigest.of(shown.secret());
    Instant now = clock.instant();
    boolean matches = NOBODY.matches(digest);
    if (client != null) {
      for (ClientSecret secret : client.secrets()) {
        matches |= secret.digest().matches(digest) && secret.inForce(now);
      }
    }
    if (client == null || !matches) {
      return Optional.of(Refusal.WRONG_SECRET);
    }
    if (!accepts(client, shown.method())) {
      return Optional.of(Refusal.OTHER_METHOD);
    }
    secrets.used(client.id(), digest);
    return Optional.empty();
  }

  private Optional<Refusal> judge(ClientCredential.Name shown, @Nullable Client client) {
    if (client == null) {
      certificates.vouchedFor(shown.chain());
      return Optional.of(Refusal.UNKNOWN);
    }
    return switch (client.authentication()) {
      case NONE -> Optional.empty();
      case TLS_CLIENT_AUTH -> certificates.issued(client, shown.chain());
      case SELF_SIGNED_TLS_CLIENT_AUTH -> certificates.registered(client, shown.chain());
      case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, CLIENT_SECRET_JWT, PRIVATE_KEY_JWT ->
          Optional.of(Refusal.NO_CREDENTIAL);
    };
  }

  /**
   * One method is registered and that one counts (OpenID Connect Registration §2). To a client that
   * an administrator has set up, a secret is the same secret in the header and in the body.
   */
  private static boolean accepts(Client client, ClientAuthentication shown) {
    ClientAuthentication registered = client.authentication();
    return registered == shown
        || (client.kind() != ClientKind.DYNAMIC
            && (registered == ClientAuthentication.CLIENT_SECRET_BASIC
                || registered == ClientAuthentication.CLIENT_SECRET_POST));
  }

  /** FAPI 2.0 Security Profile §5.3.2.1. */
  private static boolean weak(ClientAuthentication method) {
    return method.secret() || method == ClientAuthentication.NONE;
  }

  private void count(ClientCredential shown, boolean believed) {
    meters
        .counter(
            "antin.oauth2.client.authentication",
            "credential",
            shown.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            "outcome",
            believed ? "believed" : "refused")
        .increment();
  }
}
