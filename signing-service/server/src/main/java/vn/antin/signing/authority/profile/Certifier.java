package vn.antin.signing.authority.profile;

import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * The authority that signs, as its certificates show it.
 *
 * @param authority its name in addresses
 * @param keyIdentifier its subject key identifier
 * @param pathLength how many authorities may follow below it
 * @param own true when an authority signs its own certificate
 */
@SuppressWarnings("ArrayRecordComponent") // compared field by field where it matters
public record Certifier(
    String authority,
    X500Name name,
    PublicKey key,
    byte[] keyIdentifier,
    Instant notBefore,
    Instant notAfter,
    int pathLength,
    boolean own) {

  /** An authority with a certificate. */
  public static Certifier of(String authority, X509Certificate certificate) {
    try {
      var holder = new JcaX509CertificateHolder(certificate);
      return new Certifier(
          authority,
          holder.getSubject(),
          certificate.getPublicKey(),
          SubjectKeyIdentifier.getInstance(
                  holder.getExtension(Extension.subjectKeyIdentifier).getParsedValue())
              .getKeyIdentifier(),
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant(),
          certificate.getBasicConstraints(),
          false);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate has no encoding", e);
    }
  }

  /** An authority that is about to sign its own certificate. */
  public static Certifier self(String authority, X500Name name, PublicKey key) {
    return new Certifier(
        authority,
        name,
        key,
        keyIdentifier(key),
        Instant.MIN,
        Instant.MAX,
        Integer.MAX_VALUE,
        true);
  }

  /** RFC 5280 §4.2.1.2, method 1. */
  public static byte[] keyIdentifier(PublicKey key) {
    try {
      return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key).getKeyIdentifier();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no SHA-1", e);
    }
  }
}
