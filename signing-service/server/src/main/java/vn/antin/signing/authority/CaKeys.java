package vn.antin.signing.authority;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.Residence;
import vn.antin.signing.key.TokenContentSigner;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.TokenKey;

/** Keys of authorities and of what they run, in the token. Thread-safe. */
public final class CaKeys {
  private static final int LARGE_RSA = 3072;

  private final Keys keys;

  CaKeys(Keys keys) {
    this.keys = keys;
  }

  /** A key that stays in the token itself. */
  public PublicKey generate(KeyLabel label, KeyKind kind, String owner) {
    return keys.generate(label, kind, Residence.RESIDENT, owner).publicKey();
  }

  /** The public half of a key that is there. */
  public Optional<PublicKey> find(KeyLabel label) {
    return keys.find(label).map(TokenKey::publicKey);
  }

  public void destroy(KeyLabel label) {
    keys.destroy(label);
  }

  /** A signer for BouncyCastle; whoever uses it has written its intent down. */
  public ContentSigner signer(KeyLabel label, PublicKey key) {
    return new TokenContentSigner(keys, label, algorithm(key));
  }

  public SigningOutcome sign(KeyLabel label, PublicKey key, byte[] bytes) {
    return keys.sign(label, algorithm(key), bytes);
  }

  /** What the signatures of this key say they are. */
  public static AlgorithmIdentifier identifier(PublicKey key) {
    return TokenContentSigner.identifier(algorithm(key));
  }

  /** A digest as strong as the key. */
  public static SigningAlgorithm algorithm(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() > 384 ->
          SigningAlgorithm.ECDSA_SHA512;
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() > 256 ->
          SigningAlgorithm.ECDSA_SHA384;
      case ECPublicKey _ -> SigningAlgorithm.ECDSA_SHA256;
      case RSAPublicKey rsa when rsa.getModulus().bitLength() >= LARGE_RSA ->
          SigningAlgorithm.RSA_PKCS1_SHA384;
      case RSAPublicKey _ -> SigningAlgorithm.RSA_PKCS1_SHA256;
      default -> throw Problem.INTERNAL.because("no authority has a key of " + key.getAlgorithm());
    };
  }
}
