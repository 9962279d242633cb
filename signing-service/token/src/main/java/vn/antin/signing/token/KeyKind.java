package vn.antin.signing.token;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of key that are made here. */
public enum KeyKind {
  RSA_2048("RSA", 2048),
  RSA_3072("RSA", 3072),
  EC_P256("EC", 256),
  EC_P384("EC", 384);

  private final String family;
  private final int bits;

  KeyKind(String family, int bits) {
    this.family = family;
    this.bits = bits;
  }

  /** {@code RSA} or {@code EC}, the JCA's word. */
  public String family() {
    return family;
  }

  /** Size of the modulus or of the curve. */
  public int bits() {
    return bits;
  }

  AlgorithmParameterSpec parameters() {
    return switch (this) {
      case RSA_2048, RSA_3072 -> new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
      case EC_P256 -> new ECGenParameterSpec("secp256r1");
      case EC_P384 -> new ECGenParameterSpec("secp384r1");
    };
  }

  static int bits(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength();
      case ECPublicKey ec -> ec.getParams().getOrder().bitLength();
      default -> 0;
    };
  }
}
