package vn.antin.auth.oauth2.jose;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Checks Ed25519 signatures (RFC 8037 §3.1) with the JDK; Nimbus would want another library. */
public final class Ed25519 {
  private static final int KEY_LENGTH = 32;

  /** SubjectPublicKeyInfo of a key up to the key itself (RFC 8410 §4). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** Whether this key, of the curve Ed25519, has signed this; the header is not looked at. */
  public static boolean verifies(SignedJWT jwt, OctetKeyPair key) {
    byte[] point = key.getDecodedX();
    if (point.length != KEY_LENGTH) {
      return false;
    }
    byte[] encoded = ByteBuffer.allocate(PREFIX.length + KEY_LENGTH).put(PREFIX).put(point).array();
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
