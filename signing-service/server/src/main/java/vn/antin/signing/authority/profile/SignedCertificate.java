package vn.antin.signing.authority.profile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.TBSCertificate;

/** Puts a certificate together from what was linted and the signature over it. */
public final class SignedCertificate {
  private SignedCertificate() {}

  /**
   * The certificate, compared with what was linted.
   *
   * @param linted the bytes that were linted and signed
   * @throws GeneralSecurityException when the signature is wrong or the certificate another
   */
  public static X509Certificate certificate(
      TBSCertificate content, byte[] linted, byte[] signature, PublicKey issuer)
      throws GeneralSecurityException {
    var parts = new ASN1EncodableVector();
    parts.add(content);
    parts.add(content.getSignature());
    parts.add(new DERBitString(signature));
    try {
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(
                          new DERSequence(parts).getEncoded(ASN1Encoding.DER)));
      certificate.verify(issuer);
      if (!Arrays.equals(certificate.getTBSCertificate(), linted)) {
        throw new GeneralSecurityException("the certificate is not the one that was linted");
      }
      return certificate;
    } catch (IOException e) {
      throw new GeneralSecurityException("the certificate cannot be encoded", e);
    }
  }
}
