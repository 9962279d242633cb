package vn.antin.signing.engine.timestamp;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time-stamping authority.
 *
 * @param policy the policy to ask for (dotted OID); null for the authority's own choice
 * @param anchors the token's certificate must lead to one of these; empty when that is left to
 *     validation
 */
public record TimeStampServer(URI address, @Nullable String policy, List<X509Certificate> anchors) {

  public TimeStampServer {
    anchors = List.copyOf(anchors);
    if (policy != null && !policy.matches("[0-2](\\.\\d{1,39}){1,32}")) {
      throw new IllegalArgumentException("A policy is a dotted OID, found " + policy);
    }
  }

  public static TimeStampServer of(URI address) {
    return new TimeStampServer(address, null, List.of());
  }
}
