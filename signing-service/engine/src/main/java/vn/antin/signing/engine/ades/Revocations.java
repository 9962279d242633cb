package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.model.x509.revocation.Revocation;
import eu.europa.esig.dss.spi.x509.revocation.OfflineRevocationSource;
import eu.europa.esig.dss.spi.x509.revocation.RevocationSource;
import eu.europa.esig.dss.spi.x509.revocation.RevocationToken;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.revocation.RevocationData;

/** Our news of withdrawn certificates as DSS asks for them, once for OCSP and once for CRLs. */
final class Revocations<R extends Revocation> implements RevocationSource<R> {

  private static final long serialVersionUID = 1L;

  private final transient LongTerm ports;
  private final transient Findings findings;
  private final transient Instant at;
  private final transient Function<RevocationData, @Nullable OfflineRevocationSource<R>> proof;

  private Revocations(
      LongTerm ports,
      Findings findings,
      Instant at,
      Function<RevocationData, @Nullable OfflineRevocationSource<R>> proof) {
    this.ports = ports;
    this.findings = findings;
    this.at = at;
    this.proof = proof;
  }

  static RevocationSource<eu.europa.esig.dss.model.x509.revocation.ocsp.OCSP> ocsp(
      LongTerm ports, Findings findings, Instant at) {
    return new Revocations<>(
        ports,
        findings,
        at,
        data ->
            data.ocspResponses().isEmpty()
                ? null
                : new ExternalResourcesOCSPSource(streams(data.ocspResponses())));
  }

  static RevocationSource<eu.europa.esig.dss.model.x509.revocation.crl.CRL> crl(
      LongTerm ports, Findings findings, Instant at) {
    return new Revocations<>(
        ports,
        findings,
        at,
        data ->
            data.crls().isEmpty() ? null : new ExternalResourcesCRLSource(streams(data.crls())));
  }

  private static InputStream[] streams(List<byte[]> encoded) {
    return encoded.stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new);
  }

  @Override
  public @Nullable RevocationToken<R> getRevocationToken(
      CertificateToken certificate, CertificateToken issuer) {
    OfflineRevocationSource<R> found =
        proof.apply(
            findings.revocation(
                ports.revocation(), certificate.getCertificate(), issuer.getCertificate(), at));
    return found == null ? null : found.getRevocationToken(certificate, issuer);
  }
}
