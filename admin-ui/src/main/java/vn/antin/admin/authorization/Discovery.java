package vn.antin.admin.authorization;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.admin.upstream.Upstream;

/**
 * The auth-server's discovery document, fetched when first needed: we start while it is down.
 * Thread-safe.
 */
@Component
public final class Discovery {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Caller NOBODY = new Caller(null, "en", "unknown");

  private final Upstream authServer;
  private final Installation installation;
  private final InstantSource clock;
  private volatile @Nullable Fetched fetched;

  private record Fetched(Metadata metadata, Instant at) {}

  Discovery(
      @Qualifier("authServer") Upstream authServer,
      Installation installation,
      InstantSource clock) {
    this.authServer = authServer;
    this.installation = installation;
    this.clock = clock;
  }

  /** The document, at most ten minutes old. */
  public Metadata metadata() {
    return notOlderThan(KEPT);
  }

  /**
   * The document from a server that answered within the last seconds. Asked before a browser is
   * sent there: our page about an outage is more help than the browser's.
   */
  public Metadata answering() {
    return notOlderThan(FRESH);
  }

  private Metadata notOlderThan(Duration age) {
    var known = fetched;
    var now = clock.instant();
    if (known != null && known.at().plus(age).isAfter(now)) {
      return known.metadata();
    }
    var answer = authServer.get("/.well-known/openid-configuration", NOBODY, Metadata.class);
    return switch (answer) {
      case Answer.Granted<Metadata>(var metadata) -> {
        if (!Objects.equals(metadata.issuer(), installation.authServerIssuer().toString())) {
          throw new Unreachable(
              Part.AUTH_SERVER,
              "its issuer is "
                  + metadata.issuer()
                  + ", antin.auth-server-issuer says "
                  + installation.authServerIssuer());
        }
        fetched = new Fetched(metadata, now);
        yield metadata;
      }
      case Answer.Refused<Metadata>(var problem) ->
          throw new Unreachable(
              Part.AUTH_SERVER, "discovery answered with status " + problem.status());
    };
  }
}
