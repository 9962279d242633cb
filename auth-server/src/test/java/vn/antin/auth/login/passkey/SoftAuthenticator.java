package vn.antin.auth.login.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.dataformat.cbor.CBORMapper;

/** An authenticator that does whatever a test says, also what none would do. */
public final class SoftAuthenticator {
  public static final int PRESENT = 0x01;
  public static final int VERIFIED = 0x04;
  static final int ELIGIBLE = 0x08;
  static final int BACKED_UP = 0x10;

  private static final int ATTESTED = 0x40;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CBORMapper CBOR = new ObjectConverter().getCborMapper();
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair key;
  private final byte[] credentialId = new byte[32];

  public String origin;
  String relyingParty;
  public int flags = PRESENT | VERIFIED;
  public int counter = 1;
  boolean crossOrigin;

  public SoftAuthenticator(URI server) {
    origin = server.toString();
    relyingParty = server.getHost();
    RANDOM.nextBytes(credentialId);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer to creation options with this challenge. */
  public String register(String challenge) {
    Map<String, Object> attestation = new LinkedHashMap<>();
    attestation.put("fmt", "none");
    attestation.put("attStmt", Map.of());
    attestation.put("authData", authenticatorData(true));
    return """
    {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "clientExtensionResults": {},
     "response": {"clientDataJSON": "%2$s", "attestationObject": "%3$s",
                  "transports": ["internal"]}}
    """
        .formatted(
            BASE64URL.encodeToString(credentialId),
            BASE64URL.encodeToString(clientData("webauthn.create", challenge)),
            BASE64URL.encodeToString(CBOR.writeValueAsBytes(attestation)));
  }

  /** The answer to request options with this challenge, for this user handle. */
  public String logIn(String challenge, String userHandle) {
    byte[] authenticator = authenticatorData(false);
    byte[] client = clientData("webauthn.get", challenge);
    return """
    {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "clientExtensionResults": {},
     "response": {"clientDataJSON": "%2$s", "authenticatorData": "%3$s", "signature": "%4$s",
                  "userHandle": "%5$s"}}
    """
        .formatted(
            BASE64URL.encodeToString(credentialId),
            BASE64URL.encodeToString(client),
            BASE64URL.encodeToString(authenticator),
            BASE64URL.encodeToString(sign(authenticator, client)),
            userHandle);
  }

  private byte[] sign(byte[] authenticator, byte[] client) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(authenticator);
      signature.update(sha256(client));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] clientData(String type, String challenge) {
    return """
    {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":%s}\
    """
        .formatted(type, challenge, origin, crossOrigin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(boolean attested) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)));
    data.write(attested ? flags | ATTESTED : flags);
    data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(counter).array());
    if (attested) {
      data.writeBytes(new byte[16]);
      data.writeBytes(
          ByteBuffer.allocate(Short.BYTES).putShort((short) credentialId.length).array());
      data.writeBytes(credentialId);
      data.writeBytes(coseKey());
    }
    return data.toByteArray();
  }

  public PublicKey publicKey() {
    return key.getPublic();
  }

  /** COSE_Key (RFC 9053 §7.1.1) of ES256. */
  private byte[] coseKey() {
    ECPublicKey point = (ECPublicKey) key.getPublic();
    Map<Integer, Object> cose = new LinkedHashMap<>();
    cose.put(1, 2);
    cose.put(3, -7);
    cose.put(-1, 1);
    cose.put(-2, coordinate(point.getW().getAffineX().toByteArray()));
    cose.put(-3, coordinate(point.getW().getAffineY().toByteArray()));
    return CBOR.writeValueAsBytes(cose);
  }

  private static byte[] coordinate(byte[] number) {
    byte[] fixed = new byte[32];
    int from = Math.max(0, number.length - fixed.length);
    int length = number.length - from;
    System.arraycopy(number, from, fixed, fixed.length - length, length);
    return fixed;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
