package vn.antin.standalone;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The key with which the signing service proves who it is to the auth-server ({@code
 * private_key_jwt}, RFC 7523): a P-256 key as a private JWK and, for the other side, a public JWK
 * set (RFC 7517).
 *
 * @param privateKey file with the private JWK
 * @param publicSet file with the JWK set that the auth-server reads
 */
record ClientKey(Path privateKey, Path publicSet) {
  private static final int COORDINATE = 32;

  /** The key in the folder, made when there is none. */
  static ClientKey in(Path folder) {
    ClientKey key =
        new ClientKey(
            folder.resolve("signing-service.jwk"), folder.resolve("signing-service-jwks.json"));
    if (!Files.exists(key.privateKey) || !Files.exists(key.publicSet)) {
      key.generate();
    }
    return key;
  }

  private void generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      ECPublicKey point = (ECPublicKey) pair.getPublic();
      Map<String, String> jwk = new LinkedHashMap<>();
      // This order without spaces is the thumbprint's input (RFC 7638).
      jwk.put("crv", "P-256");
      jwk.put("kty", "EC");
      jwk.put("x", coordinate(point.getW().getAffineX()));
      jwk.put("y", coordinate(point.getW().getAffineY()));
      byte[] thumbprint =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.object(jwk).getBytes(StandardCharsets.US_ASCII));
      jwk.put("kid", Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint));
      jwk.put("alg", "ES256");
      jwk.put("use", "sig");
      PrivateFiles.write(publicSet, "{\"keys\":[" + Json.object(jwk) + "]}\n");
      jwk.put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS()));
      PrivateFiles.write(privateKey, Json.object(jwk) + "\n");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256 and SHA-256", e);
    }
  }

  /** Fixed width, as RFC 7518 §6.2.1.2 asks. */
  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
