package vn.antin.auth.login.broker;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;

/** Fetches what upstreams publish, metadata and keys, and keeps it for a while. Thread-safe. */
@Component
final class Providers {
  private static final int LARGEST = 256 * 1024;
  private static final int MOST_KEYS = 100;

  /** An unknown key makes us look again, but not more often than this. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Outbound outbound;
  private final Broker settings;
  private final JsonMapper json;
  private final InstantSource clock;
  private final Map<URI, Kept<ProviderMetadata>> metadata = new ConcurrentHashMap<>();
  private final Map<URI, Kept<JWKSet>> keys = new ConcurrentHashMap<>();

  Providers(Outbound outbound, Broker settings, JsonMapper json, InstantSource clock) {
    this.outbound = outbound;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  private record Kept<T>(T content, Instant fetched) {}

  ProviderMetadata metadata(Upstream upstream) throws BrokerFault {
    Kept<ProviderMetadata> known = metadata.get(upstream.issuer());
    Instant now = clock.instant();
    if (known != null && known.fetched.plus(settings.metadataLifetime()).isAfter(now)) {
      return known.content;
    }
    String issuer = upstream.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    String body = fetch(URI.create(base + "/.well-known/openid-configuration"));
    ProviderMetadata fetched = ProviderMetadata.parse(body, upstream, json);
    metadata.put(upstream.issuer(), new Kept<>(fetched, now));
    return fetched;
  }

  /**
   * The upstream's keys.
   *
   * @param missing whether the key needed was not among those given before, for a new look
   */
  JWKSet keys(ProviderMetadata of, boolean missing) throws BrokerFault {
    Kept<JWKSet> known = keys.get(of.keys());
    Instant now = clock.instant();
    Duration lifetime = missing ? PAUSE : settings.metadataLifetime();
    if (known != null && known.fetched.plus(lifetime).isAfter(now)) {
      return known.content;
    }
    JWKSet fetched = parse(fetch(of.keys()));
    keys.put(of.keys(), new Kept<>(fetched, now));
    return fetched;
  }

  private static JWKSet parse(String body) throws BrokerFault {
    @Nullable JWKSet set = null;
    try {
      set = JWKSet.parse(body).toPublicJWKSet();
    } catch (ParseException e) {
      // Told below.
    }
    if (set == null || set.size() > MOST_KEYS) {
      throw new BrokerFault(
          BrokerFault.Kind.UNREACHABLE,
          "expected a JWK set with at most %d keys".formatted(MOST_KEYS));
    }
    return set;
  }

  private String fetch(URI address) throws BrokerFault {
    return switch (outbound.get(address, "application/json", LARGEST)) {
      case Answer.Ok ok -> ok.body();
      case Answer.Refused(String reason) ->
          throw new BrokerFault(BrokerFault.Kind.UNREACHABLE, reason);
      case Answer.Failed(int _, String reason) ->
          throw new BrokerFault(BrokerFault.Kind.UNREACHABLE, address + ": " + reason);
    };
  }
}
