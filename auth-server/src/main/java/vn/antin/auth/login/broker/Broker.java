package vn.antin.auth.login.broker;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Login at other OpenID providers.
 *
 * @param upstreams by a short name that stands in their redirect URI, {@code
 *     ISSUER/login/broker/NAME/callback}; none by default
 * @param requestLifetime how long an official may take at an upstream
 * @param metadataLifetime how long an upstream's metadata is used before it is fetched again
 */
@ConfigurationProperties("antin.broker")
@Validated
record Broker(
    @DefaultValue @Valid Map<String, Upstream> upstreams,
    @DefaultValue("10m") Duration requestLifetime,
    @DefaultValue("1h") Duration metadataLifetime) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,29}");

  /** What a signature may be made with; a shared secret signs nothing here. */
  private static final Set<String> ALGORITHMS =
      Set.of("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");

  Broker {
    upstreams = Collections.unmodifiableMap(new TreeMap<>(upstreams));
    upstreams.forEach(Broker::verify);
  }

  private static void verify(String name, Upstream upstream) {
    String where = "antin.broker.upstreams." + name;
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          where + ": expected a name of small letters, digits and hyphens");
    }
    boolean byKey = upstream.proof() == Upstream.Proof.PRIVATE_KEY_JWT;
    if (byKey ? upstream.keyFile() == null : upstream.secretFile() == null) {
      throw new IllegalArgumentException(
          "%s: expected %s for %s"
              .formatted(where, byKey ? "key-file" : "secret-file", upstream.proof()));
    }
    if (!ALGORITHMS.containsAll(upstream.algorithms()) || upstream.algorithms().isEmpty()) {
      throw new IllegalArgumentException(
          "%s.algorithms: expected some of %s, found %s"
              .formatted(where, ALGORITHMS, upstream.algorithms()));
    }
    if (!upstream.scopes().contains("openid")) {
      throw new IllegalArgumentException(where + ".scopes: expected openid among them");
    }
  }
}
