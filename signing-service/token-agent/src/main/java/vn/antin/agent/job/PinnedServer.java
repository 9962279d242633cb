package vn.antin.agent.job;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server that this machine was told of at installation.
 *
 * @param url its address, without a slash at the end
 * @param keys thumbprints (RFC 7638) of the keys that sign its jobs
 * @param authority file with the roots that its TLS certificate must lead to; null for the JDK's
 */
public record PinnedServer(String url, Set<String> keys, @Nullable Path authority) {
  public PinnedServer {
    keys = Set.copyOf(keys);
  }

  /** How links call it. */
  public String name() {
    return URI.create(url).getRawAuthority().toLowerCase(Locale.ROOT);
  }

  PinnedServer knowing(Set<String> all) {
    return new PinnedServer(url, all, authority);
  }
}
