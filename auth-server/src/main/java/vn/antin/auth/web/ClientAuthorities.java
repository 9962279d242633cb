package vn.antin.auth.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The authorities of {@code antin.mtls.trust}, read anew when the file changes. Trust by them is
 * for client certificates alone. Thread-safe.
 */
@Component
public final class ClientAuthorities {
  private static final Logger LOG = LoggerFactory.getLogger(ClientAuthorities.class);
  private static final int LONGEST_PATH = 5;
  private static final Set<String> FOR_CLIENTS = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

  private final @Nullable Path file;
  private volatile Anchors anchors = new Anchors(FileTime.fromMillis(0), Set.of());

  ClientAuthorities(MutualTls settings) {
    this.file = settings.trust();
    if (file != null) {
      try {
        anchors = Anchors.read(file);
      } catch (IOException | GeneralSecurityException e) {
        throw new TlsRefusedException("antin.mtls.trust, " + file + ": " + e.getMessage(), e);
      }
    }
  }

  /** Whether any authority is trusted. */
  public boolean any() {
    return !current().isEmpty();
  }

  /**
   * Whether one of the authorities has issued the first certificate to a client, directly or
   * through the others, all in force at that time (RFC 5280 §6). Revocation lists are not asked.
   */
  public boolean vouchFor(List<X509Certificate> chain, Instant time) {
    Set<TrustAnchor> trusted = current();
    if (chain.isEmpty() || trusted.isEmpty()) {
      return false;
    }
    try {
      X509Certificate own = chain.getFirst();
      List<String> uses = own.getExtendedKeyUsage();
      if (uses != null && uses.stream().noneMatch(FOR_CLIENTS::contains)) {
        return false;
      }
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(own);
      PKIXBuilderParameters path = new PKIXBuilderParameters(trusted, target);
      path.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      path.setRevocationEnabled(false);
      path.setMaxPathLength(LONGEST_PATH);
      path.setDate(Date.from(time));
      return CertPathBuilder.getInstance("PKIX").build(path) != null;
    } catch (CertPathBuilderException | CertificateParsingException e) {
      LOG.debug("a client's certificate is not trusted: {}", e.getMessage());
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PKIX", e);
    }
  }

  private Set<TrustAnchor> current() {
    Anchors known = anchors;
    if (file != null) {
      try {
        if (!Files.getLastModifiedTime(file).equals(known.changed)) {
          known = Anchors.read(file);
          anchors = known;
        }
      } catch (IOException | GeneralSecurityException e) {
        LOG.warn("antin.mtls.trust, {}, keeps its former content: {}", file, e.toString());
      }
    }
    return known.trusted;
  }

  private record Anchors(FileTime changed, Set<TrustAnchor> trusted) {
    static Anchors read(Path file) throws IOException, GeneralSecurityException {
      FileTime changed = Files.getLastModifiedTime(file);
      try (InputStream in = Files.newInputStream(file)) {
        return new Anchors(
            changed,
            CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                .map(certificate -> new TrustAnchor((X509Certificate) certificate, null))
                .collect(Collectors.toUnmodifiableSet()));
      }
    }
  }
}
