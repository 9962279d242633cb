package vn.antin.signing.authority.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.authority.lint.Linted.EC;
import static vn.antin.signing.authority.lint.Linted.ISSUER;
import static vn.antin.signing.authority.lint.Linted.OFFICIAL;
import static vn.antin.signing.authority.lint.Linted.RSA;
import static vn.antin.signing.authority.lint.Linted.changed;
import static vn.antin.signing.authority.lint.Linted.official;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Random;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import vn.antin.signing.authority.profile.Wish;

final class KeyRulesTest {
  @Test
  void weakKeysAreFound() throws Exception {
    var random = new Random(7);
    var p = BigInteger.probablePrime(1024, random);
    assertThat(official(key(p.multiply(p.nextProbablePrime())))).contains("rsa-close-primes");
    var large = BigInteger.probablePrime(1024, random);
    assertThat(
            official(
                key(
                    large
                        .multiply(BigInteger.probablePrime(1015, random))
                        .multiply(BigInteger.valueOf(503)))))
        .contains("rsa-small-factor");
    assertThat(official(key(faulty(random).multiply(faulty(random))))).contains("rsa-roca");
    var exponent =
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    ((java.security.interfaces.RSAPublicKey) RSA).getModulus(),
                    BigInteger.valueOf(3)));
    assertThat(official(new Wish(OFFICIAL, exponent))).containsExactly("rsa-exponent");
    assertThat(official(key(BigInteger.probablePrime(1024, random)))).contains("key-kind");
    assertThat(official(new Wish(OFFICIAL, ISSUER.key()))).containsExactly("issuers-key");
  }

  private static Wish key(BigInteger modulus) throws Exception {
    return new Wish(
        OFFICIAL,
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537))));
  }

  /** A prime as the faulty library made them: k·M + 65537^a mod M. */
  private static BigInteger faulty(Random random) {
    var product = BigInteger.ONE;
    var prime = BigInteger.TWO;
    for (int i = 0; i < 71; i++) {
      product = product.multiply(prime);
      prime = prime.nextProbablePrime();
    }
    while (true) {
      var power = BigInteger.valueOf(65_537).modPow(new BigInteger(200, random), product);
      var factor =
          new BigInteger(1024 - product.bitLength(), random).setBit(1024 - product.bitLength());
      var candidate = factor.multiply(product).add(power);
      if (candidate.isProbablePrime(20)) {
        return candidate;
      }
    }
  }

  @Test
  void pointsOffTheCurveAndUnnamedCurvesAreFound() throws Exception {
    var info = SubjectPublicKeyInfo.getInstance(EC.getEncoded());
    var point = info.getPublicKeyData().getOctets();
    point[40] ^= 1;
    assertThat(
            changed(it ->
                it.setSubjectPublicKeyInfo(new SubjectPublicKeyInfo(info.getAlgorithm(), point))))
        .isNotEmpty();
    var named =
        org.bouncycastle.asn1.x9.X9ECParameters.getInstance(
            org.bouncycastle.asn1.sec.SECNamedCurves.getByName("secp256r1"));
    assertThat(
            changed(it ->
                it.setSubjectPublicKeyInfo(
                    new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(info.getAlgorithm().getAlgorithm(), named),
                        info.getPublicKeyData().getOctets()))))
        .isNotEmpty();
  }
}
