package vn.antin.signing.engine.validation.isolation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** Trust domains between processes. */
final class TrustWire {

  private TrustWire() {}

  static void write(WireWriter to, TrustDomains domains) throws IOException {
    to.list(
        domains.all(),
        domain -> {
          to.text(domain.id());
          to.text(domain.vietnamese());
          to.text(domain.english());
          to.text(domain.version());
          to.list(domain.anchors(), each -> to.bytes(encoded(each)));
          to.list(domain.intermediates(), each -> to.bytes(encoded(each)));
          to.list(domain.revocationLists(), each -> to.bytes(encoded(each)));
          to.instant(domain.from());
          to.instant(domain.until());
        });
  }

  static TrustDomains read(WireReader from) throws IOException {
    return new TrustDomains(
        from.list(() ->
            new TrustDomain(
                from.text(),
                from.text(),
                from.text(),
                from.text(),
                from.list(() -> certificate(from.bytes())),
                from.list(() -> certificate(from.bytes())),
                from.list(() -> list(from.bytes())),
                from.instant(),
                from.instant())));
  }

  static byte[] encoded(X509Certificate certificate) throws IOException {
    try {
      return certificate.getEncoded();
    } catch (CertificateException e) {
      throw new IOException("A certificate that cannot be encoded", e);
    }
  }

  private static byte[] encoded(X509CRL list) throws IOException {
    try {
      return list.getEncoded();
    } catch (CRLException e) {
      throw new IOException("A revocation list that cannot be encoded", e);
    }
  }

  static X509Certificate certificate(byte[] der) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IOException("No certificate", e);
    }
  }

  private static X509CRL list(byte[] der) throws IOException {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    } catch (CertificateException | CRLException e) {
      throw new IOException("No revocation list", e);
    }
  }
}
