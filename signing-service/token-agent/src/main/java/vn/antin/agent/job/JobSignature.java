package vn.antin.agent.job;

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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A JWS in its compact form (RFC 7515), ES256 (RFC 7518) by a key whose thumbprint is known. */
final class JobSignature {
  private static final String TYPE = "antin-sign-job+jwt";
  private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int LENGTH = 64;

  private JobSignature() {}

  /** What it says, when one of these keys signed it. */
  static String verified(String jws, Set<String> keys) throws JobRefused {
    String[] parts = jws.split("\\.", -1);
    if (parts.length != 3) {
      throw forged();
    }
    Json header = Json.parse(new String(decoded(parts[0]), StandardCharsets.UTF_8));
    if (!header.optional("alg").equals(Optional.of("ES256"))
        || !header.optional("typ").equals(Optional.of(TYPE))
        || (header instanceof Json.Members(var members) && members.containsKey("crit"))) {
      throw forged();
    }
    Json key = header.member("jwk");
    String x = coordinate(key, "x");
    String y = coordinate(key, "y");
    if (!keys.contains(thumbprint(x, y))) {
      throw new JobRefused(
          "Phiếu ký không do máy chủ đã cài trên máy này lập (khóa lạ); không ký. Hãy báo quản trị"
              + " viên.");
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    if (!verifies(x, y, signed, decoded(parts[2]))) {
      throw forged();
    }
    return new String(decoded(parts[1]), StandardCharsets.UTF_8);
  }

  private static String coordinate(Json key, String name) throws JobRefused {
    String value = key.text(name);
    if (!"EC".equals(key.text("kty"))
        || !"P-256".equals(key.text("crv"))
        || !COORDINATE.matcher(value).matches()) {
      throw forged();
    }
    return value;
  }

  /** RFC 7638. */
  static String thumbprint(String x, String y) {
    String required = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(required.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static boolean verifies(String x, String y, byte[] signed, byte[] value)
      throws JobRefused {
    if (value.length != LENGTH) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key(decoded(x), decoded(y)));
      verifier.update(signed);
      return verifier.verify(value);
    } catch (GeneralSecurityException e) {
      return false; // no point of the curve, or a value that is none
    }
  }

  private static PublicKey key(byte[] x, byte[] y) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(new BigInteger(1, x), new BigInteger(1, y)),
                curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static byte[] decoded(String text) throws JobRefused {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw forged();
    }
  }

  private static JobRefused forged() {
    return new JobRefused("Phiếu ký không đúng chữ ký của máy chủ; không ký.");
  }
}
