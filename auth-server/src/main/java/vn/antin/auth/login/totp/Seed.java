package vn.antin.auth.login.totp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** What an app and we compute codes from. Prints nothing. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Seed(byte[] reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** As long as the hash (RFC 4226 §4, R6). */
  private static final int LENGTH = 20;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  static Seed random() {
    byte[] seed = new byte[LENGTH];
    RANDOM.nextBytes(seed);
    return new Seed(seed);
  }

  /** For typing: base32 (RFC 4648 §6) in groups of four. */
  String typed() {
    return base32().replaceAll("(.{4})(?=.)", "$1 ");
  }

  /** For the camera: the address that apps read. */
  String address(String issuer, String username) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encode(issuer), encode(username), base32(), encode(issuer));
  }

  /** 20 bytes are 32 characters without padding. */
  private String base32() {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte part : reveal) {
      buffer = (buffer << Byte.SIZE) | (part & 0xff);
      held += Byte.SIZE;
      while (held >= BITS) {
        held -= BITS;
        text.append(BASE32.charAt((buffer >> held) & 0x1f));
      }
    }
    return text.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "Seed";
  }
}
