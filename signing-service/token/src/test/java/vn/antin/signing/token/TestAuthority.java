package vn.antin.signing.token;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A throw-away issuer of certificates. */
record TestAuthority(X509Certificate certificate, KeyPair keys) {

  static TestAuthority named(String name) throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    return new TestAuthority(certify(name, name, keys.getPublic(), keys), keys);
  }

  X509Certificate issue(String subject, PublicKey publicKey) throws Exception {
    String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
    return certify(issuer, subject, publicKey, keys);
  }

  private static X509Certificate certify(
      String issuer, String subject, PublicKey publicKey, KeyPair keys) throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    new BigInteger(100, new SecureRandom()),
                    Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2046-01-01T00:00:00Z")),
                    new X500Name("CN=" + subject),
                    publicKey)
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }
}
