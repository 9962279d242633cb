package vn.antin.signing.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/** What a certificate of each kind contains (RFC 5280). */
enum Profile {
  ROOT(Duration.ofDays(20 * 365), KeyUsage.keyCertSign | KeyUsage.cRLSign, 1),
  ISSUING(Duration.ofDays(10 * 365), KeyUsage.keyCertSign | KeyUsage.cRLSign, 0),
  SIGNER(Duration.ofDays(3 * 365), KeyUsage.digitalSignature | KeyUsage.nonRepudiation, -1);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Duration lifetime;
  private final int keyUsage;
  private final int pathLength;

  Profile(Duration lifetime, int keyUsage, int pathLength) {
    this.lifetime = lifetime;
    this.keyUsage = keyUsage;
    this.pathLength = pathLength;
  }

  /** Issues a certificate; a root is issued by its own name and key. */
  @SuppressWarnings("JavaUtilDate") // BouncyCastle's builder takes no other type.
  X509Certificate issue(
      X500Name issuer,
      PublicKey issuerKey,
      ContentSigner signer,
      X500Name subject,
      PublicKey key,
      Instant now) {
    try {
      var from = now.minus(SKEW);
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serialNumber(),
              Date.from(from),
              Date.from(from.plus(lifetime)),
              subject,
              key);
      var utils = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, constraints());
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key));
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuerKey));
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (IOException | CertificateException | java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("a certificate could not be built", e);
    }
  }

  private BasicConstraints constraints() {
    return pathLength < 0 ? new BasicConstraints(false) : new BasicConstraints(pathLength);
  }

  /** 127 random bits: positive, not guessable, far from the limit of 20 octets. */
  private static BigInteger serialNumber() {
    BigInteger serial;
    do {
      serial = new BigInteger(127, RANDOM);
    } while (serial.bitLength() < 64);
    return serial;
  }
}
