package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.revocation.RevocationSource;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** The trust domains in the form DSS wants, made once. Thread-safe: only read after it is made. */
final class Authorities {

  private final CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
  private final CommonCertificateSource intermediates = new CommonCertificateSource();
  private final DSSDocument[] lists;
  private final Map<String, TrustDomain> domainOfAnchor = new HashMap<>();

  Authorities(TrustDomains domains) {
    List<DSSDocument> encoded = new ArrayList<>();
    for (TrustDomain domain : domains.all()) {
      for (X509Certificate anchor : domain.anchors()) {
        CertificateToken token = anchors.addCertificate(new CertificateToken(anchor));
        domainOfAnchor.putIfAbsent(token.getDSSIdAsString(), domain);
      }
      domain
          .intermediates()
          .forEach(issuer -> intermediates.addCertificate(new CertificateToken(issuer)));
      domain.revocationLists().forEach(list -> encoded.add(encoded(list)));
    }
    this.lists = encoded.toArray(DSSDocument[]::new);
  }

  private static DSSDocument encoded(X509CRL list) {
    try {
      return new InMemoryDocument(list.getEncoded());
    } catch (CRLException e) {
      throw new IllegalArgumentException("A revocation list that cannot be encoded", e);
    }
  }

  /**
   * For one validation.
   *
   * @param revocation who is asked besides the lists at hand; null for nobody
   */
  CertificateVerifier verifier(@Nullable RevocationSource revocation, Instant now) {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(anchors);
    verifier.setAdjunctCertSources(intermediates);
    if (revocation == null) {
      verifier.setCrlSource(new ExternalResourcesCRLSource(lists));
    } else {
      AskedRevocation asked = new AskedRevocation(revocation, lists, now);
      verifier.setOcspSource(asked.responses());
      verifier.setCrlSource(asked.lists());
    }
    return verifier;
  }

  /** The domain whose anchor ends this chain. */
  Optional<TrustDomain> vouching(List<CertificateWrapper> chain) {
    return chain.stream()
        .map(certificate -> Optional.ofNullable(domainOfAnchor.get(certificate.getId())))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
