package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.aia.AIASource;
import java.util.Set;
import java.util.stream.Collectors;
import vn.antin.signing.engine.revocation.RevocationSource;

/** Our way to issuers that nobody embedded, as DSS asks for them. */
final class Issuers implements AIASource {

  private static final long serialVersionUID = 1L;

  private final transient RevocationSource source;

  Issuers(RevocationSource source) {
    this.source = source;
  }

  @Override
  public Set<CertificateToken> getCertificatesByAIA(CertificateToken certificate) {
    return source.issuer(certificate.getCertificate()).stream()
        .map(CertificateToken::new)
        .collect(Collectors.toSet());
  }
}
