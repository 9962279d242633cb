package vn.antin.auth.login.certificate;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;

/**
 * Fetches revocation lists and keeps them for a while. Whose they are and whether they are in force
 * is for {@link Revocation} to judge. Thread-safe.
 */
@Component
final class RevocationLists {
  private static final Logger LOG = LoggerFactory.getLogger(RevocationLists.class);

  /** Addresses come from certificates that trusted authorities issued; still, not without end. */
  private static final int MOST_KEPT = 200;

  private final Outbound outbound;
  private final CertificateLogin settings;
  private final InstantSource clock;
  private final Map<URI, Kept> kept = new ConcurrentHashMap<>();

  RevocationLists(Outbound outbound, CertificateLogin settings, InstantSource clock) {
    this.outbound = outbound;
    this.settings = settings;
    this.clock = clock;
  }

  private record Kept(X509CRL list, Instant fetched) {}

  /** The lists that lie there and can be read. */
  Collection<X509CRL> at(Collection<URI> addresses) {
    return addresses.stream().flatMap(address -> at(address).stream()).toList();
  }

  private Optional<X509CRL> at(URI address) {
    Kept known = kept.get(address);
    Instant now = clock.instant();
    if (known != null && known.fetched.plus(settings.crlLifetime()).isAfter(now)) {
      return Optional.of(known.list);
    }
    X509CRL fetched = fetch(address);
    if (fetched == null) {
      return Optional.ofNullable(known).map(Kept::list);
    }
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(address, new Kept(fetched, now));
    return Optional.of(fetched);
  }

  private @Nullable X509CRL fetch(URI address) {
    int largest = Math.toIntExact(settings.largestCrl().toBytes());
    switch (outbound.getSigned(address, "application/pkix-crl", largest)) {
      case Answer.Ok ok -> {
        try {
          return (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(ok.content()));
        } catch (GeneralSecurityException e) {
          LOG.warn("{} is not a revocation list: {}", address, e.getMessage());
        }
      }
      case Answer.Refused(String reason) -> LOG.warn("No revocation list: {}", reason);
      case Answer.Failed(int _, String reason) ->
          LOG.warn("The revocation list {} cannot be fetched: {}", address, reason);
    }
    return null;
  }
}
