package vn.antin.signing.authority.est;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/** Certificates in a message that nobody signs (RFC 5272 §4.1, RFC 8551 §3.8). */
final class CertsOnly {
  private CertsOnly() {}

  /** In this order, which DER would not keep. */
  static byte[] of(Collection<X509Certificate> certificates) {
    try {
      var generator = new CMSSignedDataGenerator();
      generator.addCertificates(new JcaCertStore(certificates));
      return generator.generate(new CMSAbsentContent()).getEncoded(ASN1Encoding.DL);
    } catch (CertificateEncodingException | CMSException | IOException e) {
      throw new IllegalStateException("certificates could not be written", e);
    }
  }
}
