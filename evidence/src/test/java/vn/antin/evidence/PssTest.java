package vn.antin.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RSASSA-PSS over a hash, against values that the JDK made over the message. */
final class PssTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  @ParameterizedTest
  @CsvSource({"2048,SHA-256", "2049,SHA-256", "3072,SHA-384", "2048,SHA-512"})
  void onlyTheStrictParametersPass(int bits, String digest) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    KeyPair key = generator.generateKeyPair();
    RSAPublicKey shown = (RSAPublicKey) key.getPublic();
    byte[] hash = Digests.of(digest).digest(MESSAGE);
    int length = hash.length;

    byte[] right = value(key, digest, digest, length);
    assertThat(Pss.verifies(shown, right, hash, digest)).isTrue();

    assertThat(Pss.verifies(shown, value(key, digest, digest, length - 1), hash, digest))
        .as("a shorter salt")
        .isFalse();
    assertThat(Pss.verifies(shown, value(key, digest, digest, 0), hash, digest)).isFalse();
    assertThat(Pss.verifies(shown, value(key, digest, "SHA-1", length), hash, digest))
        .as("another mask")
        .isFalse();
    assertThat(Pss.verifies(shown, right, Digests.of(digest).digest(), digest))
        .as("another hash")
        .isFalse();
    right[right.length / 2] ^= 1;
    assertThat(Pss.verifies(shown, right, hash, digest)).isFalse();
    assertThat(Pss.verifies(shown, new byte[right.length - 1], hash, digest)).isFalse();
    assertThat(Pss.verifies(shown, new byte[right.length], hash, digest)).isFalse();
  }

  private static byte[] value(KeyPair key, String digest, String mask, int salt) throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(mask), salt, 1));
    signature.initSign(key.getPrivate());
    signature.update(MESSAGE);
    return signature.sign();
  }
}
