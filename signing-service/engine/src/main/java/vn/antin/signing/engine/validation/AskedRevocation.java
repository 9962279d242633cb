package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.model.x509.revocation.Revocation;
import eu.europa.esig.dss.model.x509.revocation.crl.CRL;
import eu.europa.esig.dss.model.x509.revocation.ocsp.OCSP;
import eu.europa.esig.dss.spi.x509.revocation.RevocationSource;
import eu.europa.esig.dss.spi.x509.revocation.RevocationToken;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.revocation.RevocationData;

/**
 * What our source knows of withdrawn certificates, in the form DSS wants. DSS asks only about
 * certificates whose chain ends at an anchor; each is asked about once in a validation.
 */
final class AskedRevocation {

  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private final vn.antin.signing.engine.revocation.RevocationSource source;
  private final Instant now;
  private final DSSDocument[] listsAtHand;
  private final Map<CertificateToken, RevocationData> known = new HashMap<>();

  AskedRevocation(
      vn.antin.signing.engine.revocation.RevocationSource source,
      DSSDocument[] listsAtHand,
      Instant now) {
    this.source = source;
    this.listsAtHand = listsAtHand;
    this.now = now;
  }

  RevocationSource<OCSP> responses() {
    return (certificate, issuer) ->
        latest(
            new ExternalResourcesOCSPSource(documents(data(certificate, issuer).ocspResponses()))
                .getRevocationTokens(certificate, issuer).stream()
                    .filter(token -> mayTell(token.getIssuerCertificateToken(), issuer))
                    .toList());
  }

  /** DSS asks for no list where it has a response, whoever made it. */
  private static boolean mayTell(@Nullable CertificateToken teller, CertificateToken issuer) {
    if (teller == null) {
      return false;
    }
    try {
      List<String> purposes = teller.getCertificate().getExtendedKeyUsage();
      return teller.getPublicKey().equals(issuer.getPublicKey())
          || (purposes != null && purposes.contains(OCSP_SIGNING));
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  RevocationSource<CRL> lists() {
    return (certificate, issuer) -> {
      RevocationToken<CRL> asked =
          latest(
              new ExternalResourcesCRLSource(documents(data(certificate, issuer).crls()))
                  .getRevocationTokens(certificate, issuer));
      return asked != null
          ? asked
          : latest(
              new ExternalResourcesCRLSource(listsAtHand).getRevocationTokens(certificate, issuer));
    };
  }

  private RevocationData data(CertificateToken certificate, CertificateToken issuer) {
    return known.computeIfAbsent(
        certificate, c -> source.find(c.getCertificate(), issuer.getCertificate(), now));
  }

  private static DSSDocument[] documents(List<byte[]> encoded) {
    return encoded.stream().map(InMemoryDocument::new).toArray(DSSDocument[]::new);
  }

  private static <R extends Revocation> @Nullable RevocationToken<R> latest(
      List<RevocationToken<R>> tokens) {
    return tokens.stream()
        .filter(token -> token.getThisUpdate() != null)
        .max(Comparator.comparing(RevocationToken::getThisUpdate))
        .orElse(null);
  }
}
