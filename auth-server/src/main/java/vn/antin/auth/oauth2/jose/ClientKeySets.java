package vn.antin.auth.oauth2.jose;

import com.nimbusds.jose.jwk.JWKSet;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;

/**
 * The public keys of clients. What a client publishes at its {@code jwks_uri} is fetched when
 * needed and remembered on this node for five minutes. Thread-safe.
 */
@Component
public final class ClientKeySets {
  private static final Logger LOG = LoggerFactory.getLogger(ClientKeySets.class);
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_KEYS = 100;
  private static final int MOST_REMEMBERED = 10_000;

  private final Outbound outbound;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Map<URI, PublishedKeys> published = new ConcurrentHashMap<>();

  ClientKeySets(Outbound outbound, MeterRegistry meters, InstantSource clock) {
    this.outbound = outbound;
    this.meters = meters;
    this.clock = clock;
  }

  /** The client's keys; empty when it has none or they cannot be fetched. */
  public JWKSet of(Client client) {
    return of(client.keys());
  }

  /** The keys, whoever's they are. */
  public JWKSet of(ClientKeys keys) {
    return switch (keys) {
      case ClientKeys.None() -> new JWKSet();
      case ClientKeys.Inline(JWKSet set) -> set;
      case ClientKeys.At(URI address) -> at(address).current(clock.instant());
    };
  }

  /**
   * The client's keys after a look whether it has published new ones, for when a {@code kid} is not
   * among those of {@link #of}. Looks at most once in 30 seconds.
   */
  public JWKSet refreshed(Client client) {
    return refreshed(client.keys());
  }

  /** The keys, whoever's they are, looked at again as above. */
  public JWKSet refreshed(ClientKeys keys) {
    return keys instanceof ClientKeys.At(URI address)
        ? at(address).refreshed(clock.instant())
        : of(keys);
  }

  private PublishedKeys at(URI address) {
    if (published.size() > MOST_REMEMBERED) {
      published.clear();
    }
    return published.computeIfAbsent(address, unknown -> new PublishedKeys(() -> fetch(address)));
  }

  private Optional<JWKSet> fetch(URI address) {
    Optional<JWKSet> fetched =
        switch (outbound.get(address, "application/jwk-set+json, application/json", LONGEST)) {
          case Answer.Ok ok -> parse(address, ok.body());
          case Answer.Refused(String reason) -> failed(address, reason);
          case Answer.Failed failed -> failed(address, failed.reason());
        };
    meters
        .counter(
            "antin.oauth2.client.keys.fetched", "outcome", fetched.isPresent() ? "ok" : "failed")
        .increment();
    return fetched;
  }

  private static Optional<JWKSet> parse(URI address, String body) {
    try {
      JWKSet keys = JWKSet.parse(body);
      return keys.size() > MOST_KEYS
          ? failed(address, "more than " + MOST_KEYS + " keys")
          : Optional.of(keys.toPublicJWKSet());
    } catch (ParseException e) {
      return failed(address, "expected a JWK set");
    }
  }

  private static Optional<JWKSet> failed(URI address, String reason) {
    LOG.warn("client keys at {} cannot be fetched: {}", address, reason);
    return Optional.empty();
  }
}
