import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Prints a DPoP proof (RFC 9449) for one request: {@code java DpopProof.java <method> <address>
 * [<access token>]}. The key lies in dpop.key of the current folder and is made when it is missing;
 * a nonce is taken from the environment variable DPOP_NONCE. Needs nothing but the JDK.
 */
static final Path KEY = Path.of("dpop.key");
static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

void main(String[] arguments) throws Exception {
  if (!Files.exists(KEY)) {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    Files.write(
        KEY, List.of(text(pair.getPrivate().getEncoded()), text(pair.getPublic().getEncoded())));
  }
  var lines = Files.readAllLines(KEY);
  var factory = KeyFactory.getInstance("EC");
  PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(lines.getFirst())));
  var point =
      ((ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(bytes(lines.getLast())))).getW();

  String header =
      """
      {"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"%s","y":"%s"}}"""
          .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
  String hash = arguments.length < 3 ? "" : ",\"ath\":\"%s\"".formatted(sha256(arguments[2]));
  String nonce = System.getenv("DPOP_NONCE");
  String claims =
      """
      {"jti":"%s","htm":"%s","htu":"%s","iat":%d%s%s}"""
          .formatted(
              UUID.randomUUID(),
              arguments[0],
              arguments[1],
              Instant.now().getEpochSecond(),
              hash,
              nonce == null ? "" : ",\"nonce\":\"%s\"".formatted(nonce));

  String input = text(header.getBytes(StandardCharsets.UTF_8))
      + "." + text(claims.getBytes(StandardCharsets.UTF_8));
  var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
  signature.initSign(key);
  signature.update(input.getBytes(StandardCharsets.US_ASCII));
  IO.println(input + "." + text(signature.sign()));
}

static String text(byte[] bytes) {
  return BASE64.encodeToString(bytes);
}

static byte[] bytes(String text) {
  return Base64.getUrlDecoder().decode(text);
}

static String sha256(String token) throws Exception {
  return text(
      MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
}

/** 32 bytes, whatever the number. */
static String coordinate(java.math.BigInteger number) {
  return text(HexFormat.of().parseHex("%064x".formatted(number)));
}
