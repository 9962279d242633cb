package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.problem.SigningException;

final class ForeignCertificatesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static KeyPair key(BigInteger exponent) throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(new RSAKeyGenParameterSpec(2048, exponent));
    return generator.generateKeyPair();
  }

  @SuppressWarnings("JavaUtilDate") // BouncyCastle's builder takes no other type.
  private static X509Certificate certificate(
      String issuer, KeyPair issuing, String subject, KeyPair key, boolean authority)
      throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.ONE,
            Date.from(NOW.minus(Duration.ofDays(1))),
            Date.from(NOW.plus(Duration.ofDays(1))),
            new X500Name("CN=" + subject),
            key.getPublic());
    if (authority) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withRSA").build(issuing.getPrivate())));
  }

  private static int issuers(BigInteger exponent) throws Exception {
    var top = key(RSAKeyGenParameterSpec.F4);
    var between = key(exponent);
    var root = certificate("Root", top, "Root", top, true);
    var sent = new StringBuilder();
    for (var each :
        List.of(
            certificate("Root", top, "Between", between, true),
            certificate("Between", between, "An", key(RSAKeyGenParameterSpec.F4), false))) {
      sent.append(Certificates.pem("CERTIFICATE", Certificates.encode(each))).append('\n');
    }
    return ForeignCertificates.read(sent.toString()).leaf(List.of(root), NOW).issuers().size();
  }

  @Test
  void aChainIsNotSearchedUnderKeysThatAreMadeToBeSlow() throws Exception {
    assertThat(issuers(RSAKeyGenParameterSpec.F4)).isEqualTo(2);
    assertThatThrownBy(() -> issuers(BigInteger.TWO.pow(32).add(BigInteger.valueOf(15))))
        .isInstanceOfSatisfying(
            SigningException.class,
            e -> assertThat(e.facts().get("reason")).isEqualTo("chain-unknown"));
  }
}
