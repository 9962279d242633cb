package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.alert.ExceptionOnStatusAlert;
import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.validation.PaddedCms;

/** What DSS is given to work on one document. */
record Workbench(CommonCertificateVerifier verifier, @Nullable TSPSource timeStamps) {

  static {
    StrictContainers.install();
    PaddedCms.install();
  }

  /**
   * Workbench of one document.
   *
   * @param known certificates that may be part of a chain
   * @param at when revocation is asked for
   */
  static Workbench of(
      @Nullable LongTerm ports, Findings findings, List<X509Certificate> known, Instant at) {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    CommonCertificateSource certificates = new CommonCertificateSource();
    known.forEach(certificate -> certificates.addCertificate(new CertificateToken(certificate)));
    verifier.setAdjunctCertSources(certificates);
    // Whom to trust is the validator's matter; what is embedded must be complete for every chain.
    verifier.setCheckRevocationForUntrustedChains(true);
    verifier.setAlertOnMissingRevocationData(new ExceptionOnStatusAlert());
    verifier.setAlertOnRevokedCertificate(new ExceptionOnStatusAlert());
    verifier.setAlertOnInvalidTimestamp(new ExceptionOnStatusAlert());
    // DSS asks the machine's clock.
    verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
    verifier.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert());
    if (ports == null) {
      return new Workbench(verifier, null);
    }
    verifier.setOcspSource(Revocations.ocsp(ports, findings, at));
    verifier.setCrlSource(Revocations.crl(ports, findings, at));
    verifier.setAIASource(new Issuers(ports.revocation()));
    return new Workbench(verifier, new TimeStamps(ports.timeStamps(), findings));
  }
}
