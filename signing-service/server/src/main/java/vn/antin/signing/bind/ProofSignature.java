package vn.antin.signing.bind;

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

/**
 * Checks a signature by the key that came with it. Only asymmetric algorithms, and each only with
 * its own kind of key; those that FAPI 2.0 allows (§5.4.1), which are auth-server's.
 */
final class ProofSignature {
  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 4096;
  private static final int LONGEST_EXPONENT = 64;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 §4). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ED25519 = 32;

  private ProofSignature() {}

  /** As {@code algs} names them. */
  static String names() {
    return "ES256 PS256 EdDSA";
  }

  static boolean verifies(SignedJWT jwt, JWK key) throws JOSEException {
    var algorithm = jwt.getHeader().getAlgorithm();
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
              && edwards(jwt, pair.getDecodedX());
      default -> false;
    };
  }

  /** Anyone may send a key: one that takes long to verify with is refused. */
  private static boolean reasonable(RSAKey key) {
    var bits = key.size();
    return bits >= SHORTEST_RSA
        && bits <= LONGEST_RSA
        && key.getPublicExponent().decodeToBigInteger().bitLength() <= LONGEST_EXPONENT;
  }

  /** With the JDK; Nimbus would want another library. */
  private static boolean edwards(SignedJWT jwt, byte[] point) {
    if (point.length != ED25519) {
      return false;
    }
    var encoded = ByteBuffer.allocate(PREFIX.length + ED25519).put(PREFIX).put(point).array();
    try {
      var signature = Signature.getInstance("Ed25519");
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
