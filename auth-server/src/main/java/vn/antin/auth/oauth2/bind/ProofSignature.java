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
import java.util.List;
import vn.antin.auth.oauth2.jose.Ed25519;

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
              && Ed25519.verifies(jwt, pair);
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
}
