package vn.antin.evidence;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import vn.antin.audit.json.Json;

/**
 * A job as the token agent got it: a JWS (RFC 7515) whose key stands in its header.
 *
 * @param key thumbprint of that key (RFC 7638)
 */
record JobText(Json.Members claims, String key) {
  private static final String TYPE = "antin-sign-job+jwt";
  private static final int PARTS = 3;

  /**
   * Reads a job and checks its signature.
   *
   * @throws IllegalArgumentException when it is none or its signature does not hold
   */
  static JobText verified(String jws) {
    String[] parts = jws.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("it is no JWS");
    }
    Json.Members header = Json.parseMembers(text(parts[0]));
    Json.Members jwk = header.members("jwk");
    if (!header.text("alg").equals("ES256")
        || !header.text("typ").equals(TYPE)
        || !jwk.text("kty").equals("EC")
        || !jwk.text("crv").equals("P-256")) {
      throw new IllegalArgumentException("it is signed in another way");
    }
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(key(jwk));
      check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!check.verify(bytes(parts[2]))) {
        throw new IllegalArgumentException("its signature does not verify");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("its signature is none", e);
    }
    return new JobText(Json.parseMembers(text(parts[1])), thumbprint(jwk));
  }

  /** The entry of the document with this hash. */
  Json.Members document(byte[] hash) {
    return claims.memberItems("documents").stream()
        .filter(
            each -> MessageDigest.isEqual(Base64.getDecoder().decode(each.text("sha256")), hash))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("it does not name this hash"));
  }

  private static PublicKey key(Json.Members jwk) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point =
        new ECPoint(
            new BigInteger(1, bytes(jwk.text("x"))), new BigInteger(1, bytes(jwk.text("y"))));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static String thumbprint(Json.Members jwk) {
    String canonical =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(jwk.text("x"), jwk.text("y"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(String part) {
    return new String(bytes(part), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
