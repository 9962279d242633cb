package vn.antin.auth.oauth2.authenticate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.jose.ClientKeySets;
import vn.antin.auth.oauth2.jose.Ed25519;

/**
 * Checks what clients have signed with their registered keys. Keys that a token brings along or
 * points to ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}) are never looked at. Thread-safe.
 */
@Component
public final class ClientSignatures {
  private static final int MOST_TRIED = 8;
  private static final int SHORTEST_RSA = 2_048;
  private static final int LONGEST_RSA = 8_192;
  private static final int LONGEST_EXPONENT = 64;
  private final ClientKeySets sets;
  private final ECKey nobody;

  ClientSignatures(ClientKeySets sets) throws JOSEException {
    this.sets = sets;
    this.nobody = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
  }

  /**
   * Whether one of the client's keys verifies this; when none fits, the client's published keys are
   * fetched anew once.
   */
  public boolean verifies(Client client, SignedJWT jwt) {
    if (jwt.getHeader().getCriticalParams() != null
        || !jwt.getHeader().isBase64URLEncodePayload()) {
      // Nothing that a token could call critical is understood here (RFC 7515 §4.1.11).
      return false;
    }
    if (verifies(sets.of(client), jwt)) {
      return true;
    }
    return client.keys() instanceof ClientKeys.At && verifies(sets.refreshed(client), jwt);
  }

  /** Takes about the time of a check, for a client that does not exist. */
  void pretend(SignedJWT jwt) {
    verifies(nobody, jwt, JWSAlgorithm.ES256);
  }

  private static boolean verifies(JWKSet keys, SignedJWT jwt) {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    String id = jwt.getHeader().getKeyID();
    List<JWK> fitting =
        keys.getKeys().stream()
            .filter(key -> id == null || id.equals(key.getKeyID()))
            .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
            .filter(key -> key.getAlgorithm() == null || sameAlgorithm(key, algorithm))
            .limit(MOST_TRIED)
            .toList();
    return fitting.stream().anyMatch(key -> verifies(key, jwt, algorithm));
  }

  private static boolean sameAlgorithm(JWK key, JWSAlgorithm algorithm) {
    return key.getAlgorithm().getName().equals(algorithm.getName())
        || (edwards(algorithm) && edwards(JWSAlgorithm.parse(key.getAlgorithm().getName())));
  }

  /** EdDSA is the name in RFC 8037, Ed25519 that in RFC 9864. */
  private static boolean edwards(JWSAlgorithm algorithm) {
    return algorithm.equals(JWSAlgorithm.EdDSA) || algorithm.equals(JWSAlgorithm.Ed25519);
  }

  private static boolean verifies(JWK key, SignedJWT jwt, JWSAlgorithm algorithm) {
    try {
      return switch (key) {
        case ECKey curve ->
            JWSAlgorithm.Family.EC.contains(algorithm)
                && verifies(new ECDSAVerifier(curve), jwt, algorithm);
        case RSAKey rsa ->
            JWSAlgorithm.Family.RSA.contains(algorithm)
                && rsa.size() >= SHORTEST_RSA
                && rsa.size() <= LONGEST_RSA
                // A client chooses its key: one that takes long to check with is no key.
                && rsa.getPublicExponent().decodeToBigInteger().bitLength() <= LONGEST_EXPONENT
                && verifies(new RSASSAVerifier(rsa), jwt, algorithm);
        case OctetKeyPair pair ->
            edwards(algorithm)
                && pair.getCurve().equals(Curve.Ed25519)
                && Ed25519.verifies(jwt, pair);
        default -> false;
      };
    } catch (JOSEException unusable) {
      return false;
    }
  }

  private static boolean verifies(JWSVerifier verifier, SignedJWT jwt, JWSAlgorithm algorithm)
      throws JOSEException {
    return verifier.supportedJWSAlgorithms().contains(algorithm) && jwt.verify(verifier);
  }
}
