package vn.antin.signing.token;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of key that are made here. */
public enum KeyKind {
  RSA_2048("RSA", 2048),
  RSA_3072("RSA", 3072),
  RSA_4096("RSA", 4096),
  EC_P256("EC", 256),
  EC_P384("EC", 384),
  EC_P521("EC", 521),
  ED25519("EdDSA", 255),
  /** Only where {@link SigningAlgorithm#experimental()}. */
  ML_DSA_65("ML-DSA", 0);

  private final String family;
  private final int bits;

  KeyKind(String family, int bits) {
    this.family = family;
    this.bits = bits;
  }

  /** The word for it in the API and in configuration, such as {@code ec-p256}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<KeyKind> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }

  /** {@code RSA}, {@code EC}, {@code EdDSA} or {@code ML-DSA}, the JCA's word. */
  public String family() {
    return family;
  }

  /** Size of the modulus or of the curve; 0 where there is neither. */
  public int bits() {
    return bits;
  }

  AlgorithmParameterSpec parameters() {
    return switch (this) {
      case RSA_2048, RSA_3072, RSA_4096 ->
          new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
      case EC_P256 -> new ECGenParameterSpec("secp256r1");
      case EC_P384 -> new ECGenParameterSpec("secp384r1");
      case EC_P521 -> new ECGenParameterSpec("secp521r1");
      case ED25519 -> NamedParameterSpec.ED25519;
      case ML_DSA_65 -> NamedParameterSpec.ML_DSA_65;
    };
  }

  static int bits(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength();
      case ECPublicKey ec -> ec.getParams().getOrder().bitLength();
      case EdECPublicKey edwards -> edwards.getParams().getName().equals("Ed25519") ? 255 : 448;
      default -> 0;
    };
  }

  /** The name of the parameter set of keys that have one, such as {@code Ed25519}. */
  static String parameterSet(PublicKey key) {
    return key.getParams() instanceof NamedParameterSpec named ? named.getName() : "";
  }
}
