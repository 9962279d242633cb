package vn.antin.signing.key;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;

/** Lets BouncyCastle build a certificate whose signature comes from a token. */
public final class TokenContentSigner implements ContentSigner {
  private final Keys keys;
  private final KeyLabel label;
  private final SigningAlgorithm algorithm;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  public TokenContentSigner(Keys keys, KeyLabel label, SigningAlgorithm algorithm) {
    this.keys = keys;
    this.label = label;
    this.algorithm = algorithm;
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return identifier(algorithm);
  }

  /** What such signatures say they are. */
  public static AlgorithmIdentifier identifier(SigningAlgorithm algorithm) {
    return new DefaultSignatureAlgorithmIdentifierFinder().find(name(algorithm));
  }

  @Override
  public OutputStream getOutputStream() {
    return content;
  }

  @Override
  public byte[] getSignature() {
    return switch (keys.sign(label, algorithm, content.toByteArray())) {
      case SigningOutcome.Signed(var value) -> value.bytes();
      case SigningOutcome.Refused(var reason, var detail) ->
          throw Problem.TOKEN_UNREACHABLE.because(reason + ": " + detail);
      case SigningOutcome.Unknown(var detail) -> throw Problem.TOKEN_UNREACHABLE.because(detail);
    };
  }

  /** The name BouncyCastle has for it. */
  private static String name(SigningAlgorithm algorithm) {
    var digest = algorithm.digest().replace("SHA-", "SHA");
    return switch (algorithm.scheme()) {
      case RSA_PKCS1 -> digest + "withRSA";
      case RSA_PSS -> digest + "withRSAandMGF1";
      case ECDSA -> digest + "withECDSA";
      case ED25519 -> "Ed25519";
      case ML_DSA -> "ML-DSA-65";
    };
  }
}
