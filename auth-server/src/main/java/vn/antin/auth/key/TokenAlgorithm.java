package vn.antin.auth.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** How tokens are signed: RFC 7518 §3, RFC 8037 (Ed25519), RFC 9964 (ML-DSA). */
public enum TokenAlgorithm {
  ES256("ES256", "EC", "SHA256withECDSAinP1363Format", "SHA-256"),
  RS256("RS256", "RSA", "SHA256withRSA", "SHA-256"),
  PS256("PS256", "RSA", "RSASSA-PSS", "SHA-256"),
  EDDSA("EdDSA", "Ed25519", "Ed25519", "SHA-512"),
  ML_DSA_65("ML-DSA-65", "ML-DSA-65", "ML-DSA-65", "SHA-512");

  private static final int RSA_BITS = 2048;

  private final String jose;
  private final String family;
  private final String jca;
  private final String hash;

  TokenAlgorithm(String jose, String family, String jca, String hash) {
    this.jose = jose;
    this.family = family;
    this.jca = jca;
    this.hash = hash;
  }

  /** The algorithm with this registered JOSE name, if it is one of ours. */
  public static Optional<TokenAlgorithm> named(String jose) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.jose.equals(jose)).findFirst();
  }

  /** The registered JOSE name. */
  public String jose() {
    return jose;
  }

  /** The JCA's name of the hash for {@code at_hash} (OpenID Connect Core §3.1.3.6). */
  public String hash() {
    return hash;
  }

  /** The JCA's name of the keys. */
  String family() {
    return family;
  }

  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      switch (this) {
        case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
        case RS256, PS256 ->
            generator.initialize(new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
        case EDDSA, ML_DSA_65 -> {
          // The name says it all.
        }
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 makes keys for " + jose, e);
    }
  }

  byte[] sign(PrivateKey key, byte[] input) {
    try {
      Signature signature = signature();
      signature.initSign(key);
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of ours does not sign " + jose, e);
    }
  }

  /** Whether the value is this key's signature over the input; a malformed one is not. */
  public boolean verify(PublicKey key, byte[] input, byte[] value) {
    try {
      Signature signature = signature();
      signature.initVerify(key);
      signature.update(input);
      return signature.verify(value);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of ours does not verify " + jose, e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(jca);
    if (this == PS256) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    return signature;
  }
}
