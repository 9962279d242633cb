package vn.antin.auth.oauth2.request;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
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
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.jose.ClientKeySets;

/**
 * Checks what a client has signed, by the keys that it registered or publishes; what else a header
 * says of keys ({@code jku}, {@code x5u}, {@code jwk}, {@code x5c}) is not looked at (RFC 8725
 * §3.10).
 */
@Component
final class ClientSignature {
  private static final int SHORTEST_RSA = 2048;
  private static final int ED25519_LENGTH = 32;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 §4). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final ClientKeySets keySets;

  ClientSignature(ClientKeySets keySets) {
    this.keySets = keySets;
  }

  /** Whether a key of the client's has signed this; a {@code kid} must be one of theirs. */
  boolean verifies(SignedJWT jwt, Client client) {
    List<JWK> candidates = candidates(jwt.getHeader(), keySets.of(client));
    if (candidates.isEmpty()) {
      candidates = candidates(jwt.getHeader(), keySets.refreshed(client));
    }
    return candidates.stream().anyMatch(key -> verifies(jwt, key));
  }

  private static List<JWK> candidates(JWSHeader header, JWKSet keys) {
    JWKMatcher.Builder fitting =
        new JWKMatcher.Builder()
            .keyUses(KeyUse.SIGNATURE, null)
            .algorithms(header.getAlgorithm(), null);
    if (header.getKeyID() != null) {
      fitting.keyID(header.getKeyID());
    }
    return new JWKSelector(fitting.build()).select(keys);
  }

  private static boolean verifies(SignedJWT jwt, JWK key) {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    try {
      return switch (key) {
        case ECKey ec ->
            algorithm.equals(JWSAlgorithm.ES256)
                && ec.getCurve().equals(Curve.P_256)
                && jwt.verify(new ECDSAVerifier(ec));
        case RSAKey rsa ->
            (algorithm.equals(JWSAlgorithm.PS256) || algorithm.equals(JWSAlgorithm.RS256))
                && rsa.size() >= SHORTEST_RSA
                && jwt.verify(new RSASSAVerifier(rsa));
        case OctetKeyPair pair ->
            algorithm.equals(JWSAlgorithm.EdDSA)
                && pair.getCurve().equals(Curve.Ed25519)
                && jwt.getHeader().getCriticalParams() == null
                && verifies(jwt, pair);
        default -> false;
      };
    } catch (JOSEException e) {
      return false;
    }
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
