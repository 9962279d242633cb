package vn.antin.auth.oauth2.bind;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks a signature by the key that came with it. Only asymmetric algorithms, and each only with
 * its own kind of key; those that FAPI 2.0 allows (§5.4.1).
 */
final class ProofSignature {
  /** The names that metadata gives. */
  static final List<String> ALGORITHMS = List.of("ES256", "PS256", "EdDSA");

  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 4096;
  private static final int LONGEST_EXPONENT = 64;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 §4). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ED25519_LENGTH = 32;

  private ProofSignature() {}

  static boolean verifies(SignedJWT jwt, JWK key) throws JOSEException {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    return switch (key) {
      case ECKey ec ->
          algorithm.equals(JWSAlgorithm.ES256)
              && ec.getCurve().equals(Curve.P_256)
              && jwt.verify(new ECDSAVerifier(ec));
      case RSAKey rsa ->
          algorithm.equals(JWSAlgorithm.PS256)
              && reasonable(rsa)
              && jwt.verify(new RSASSAVerifier(rsa));
      case OctetKeyPair pair ->
          (algorithm.equals(JWSAlgorithm.EdDSA) || algorithm.equals(JWSAlgorithm.Ed25519))
              && pair.getCurve().equals(Curve.Ed25519)
              && verifies(jwt, pair);
      default -> false;
    };
  }

  /** Anyone may send a key: one that takes long to verify with is refused. */
  private static boolean reasonable(RSAKey key) {
    int bits = key.size();
    return bits >= SHORTEST_RSA
        && bits <= LONGEST_RSA
        && key.getPublicExponent().decodeToBigInteger().bitLength() <= LONGEST_EXPONENT;
  }

  private static boolean verifies(SignedJWT jwt, OctetKeyPair key) {
    byte[] point = key.getDecodedX();
    if (point.length != ED25519_LENGTH) {
      return false;
    }
    byte[] encoded =
        ByteBuffer.allocate(ED25519.length + ED25519_LENGTH).put(ED25519).put(point).array();
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      signature.update(jwt.getSigningInput());
      return signature.verify(jwt.getSignature().decode());
    } catch (GeneralSecurityException e) {
      // Not a point of the curve, or not 64 bytes of signature.
      return false;
    }
  }
}
