package vn.antin.auth.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.antin.auth.digest.Digest;

/**
 * Public keys as JSON Web Keys: EC and RSA (RFC 7518 §6), OKP (RFC 8037), AKP (RFC 9964). The
 * {@code kid} is the thumbprint (RFC 7638).
 */
final class Jwk {
  private static final int COORDINATE = 32;

  /** What stands before the bare key in an X.509 SubjectPublicKeyInfo (RFC 8410, RFC 9881). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] ML_DSA_65_PREFIX =
      HexFormat.of().parseHex("308207b2300b0609608648016503040312038207a100");

  private Jwk() {}

  static SequencedMap<String, Object> of(TokenAlgorithm algorithm, PublicKey key) {
    Map<String, String> required = required(algorithm, key);
    SequencedMap<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", required.get("kty"));
    jwk.put("use", "sig");
    jwk.put("alg", algorithm.jose());
    jwk.put("kid", thumbprint(required));
    required.forEach(jwk::putIfAbsent);
    return jwk;
  }

  static PublicKey publicKey(TokenAlgorithm algorithm, Map<String, Object> jwk) {
    try {
      KeyFactory keys = KeyFactory.getInstance(algorithm.family());
      return switch (algorithm) {
        case ES256 ->
            keys.generatePublic(
                new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), p256()));
        case RS256, PS256 ->
            keys.generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
        case EDDSA ->
            keys.generatePublic(new X509EncodedKeySpec(join(ED25519_PREFIX, bytes(jwk, "x"))));
        case ML_DSA_65 ->
            keys.generatePublic(new X509EncodedKeySpec(join(ML_DSA_65_PREFIX, bytes(jwk, "pub"))));
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a key for " + algorithm.jose(), e);
    }
  }

  static ECParameterSpec p256() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** The members that make the key, in the thumbprint's order. */
  private static Map<String, String> required(TokenAlgorithm algorithm, PublicKey key) {
    Map<String, String> members =
        switch (algorithm) {
          case ES256 -> {
            ECPoint point = ((ECPublicKey) key).getW();
            yield Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "x",
                text(fixed(point.getAffineX())),
                "y",
                text(fixed(point.getAffineY())));
          }
          case RS256, PS256 -> {
            RSAPublicKey rsa = (RSAPublicKey) key;
            yield Map.of(
                "kty", "RSA",
                "n", text(unsigned(rsa.getModulus())),
                "e", text(unsigned(rsa.getPublicExponent())));
          }
          case EDDSA ->
              Map.of("kty", "OKP", "crv", "Ed25519", "x", text(bare(key, ED25519_PREFIX)));
          case ML_DSA_65 ->
              Map.of(
                  "kty", "AKP", "alg", algorithm.jose(), "pub", text(bare(key, ML_DSA_65_PREFIX)));
        };
    return new TreeMap<>(members);
  }

  private static String thumbprint(Map<String, String> required) {
    String json =
        required.entrySet().stream()
            .map(member -> "\"%s\":\"%s\"".formatted(member.getKey(), member.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    return text(Digest.sha256(json));
  }

  private static byte[] bare(PublicKey key, byte[] prefix) {
    byte[] encoded = key.getEncoded();
    if (!Arrays.equals(prefix, 0, prefix.length, encoded, 0, prefix.length)) {
      throw new IllegalStateException("expected another encoding of " + key.getAlgorithm());
    }
    return Arrays.copyOfRange(encoded, prefix.length, encoded.length);
  }

  private static byte[] join(byte[] prefix, byte[] bare) {
    byte[] joined = Arrays.copyOf(prefix, prefix.length + bare.length);
    System.arraycopy(bare, 0, joined, prefix.length, bare.length);
    return joined;
  }

  private static byte[] fixed(BigInteger coordinate) {
    byte[] bytes = unsigned(coordinate);
    byte[] padded = new byte[COORDINATE];
    System.arraycopy(bytes, 0, padded, COORDINATE - bytes.length, bytes.length);
    return padded;
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static BigInteger number(Map<String, Object> jwk, String name) {
    return new BigInteger(1, bytes(jwk, name));
  }

  private static byte[] bytes(Map<String, Object> jwk, String name) {
    return Base64.getUrlDecoder().decode(String.valueOf(jwk.get(name)));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
