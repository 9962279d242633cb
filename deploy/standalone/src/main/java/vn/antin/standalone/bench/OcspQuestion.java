package vn.antin.standalone.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/** A question about one certificate (RFC 6960 §4.1.1), as bytes. */
final class OcspQuestion {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int INTEGER = 0x02;
  private static final int EXTENSIONS = 0xa2;

  /**
   * SHA-1 with NULL, which every responder knows the names of certificates by (RFC 5019 §2.1.1).
   */
  private static final byte[] SHA1 = HexFormat.of().parseHex("300906052b0e03021a0500");

  private static final byte[] NONCE_OID = HexFormat.of().parseHex("06092b0601050507300102");

  private final byte[] requests;

  private OcspQuestion(byte[] requests) {
    this.requests = requests;
  }

  static OcspQuestion about(X509Certificate certificate, X509Certificate issuer) {
    byte[] key = second(issuer.getPublicKey().getEncoded());
    byte[] bits = value(key);
    byte[] name =
        der(
            SEQUENCE,
            SHA1,
            der(OCTETS, sha1(issuer.getSubjectX500Principal().getEncoded())),
            der(OCTETS, sha1(Arrays.copyOfRange(bits, 1, bits.length))),
            der(INTEGER, certificate.getSerialNumber().toByteArray()));
    return new OcspQuestion(der(SEQUENCE, der(SEQUENCE, name)));
  }

  byte[] plain() {
    return der(SEQUENCE, der(SEQUENCE, requests));
  }

  byte[] with(byte[] nonce) {
    byte[] extension = der(SEQUENCE, NONCE_OID, der(OCTETS, der(OCTETS, nonce)));
    return der(SEQUENCE, der(SEQUENCE, requests, der(EXTENSIONS, der(SEQUENCE, extension))));
  }

  /** The second element of a sequence. */
  static byte[] second(byte[] sequence) {
    ByteBuffer inside = ByteBuffer.wrap(value(sequence));
    inside.get();
    int first = length(inside);
    inside.position(inside.position() + first);
    byte[] rest = new byte[inside.remaining()];
    inside.get(rest);
    return rest;
  }

  private static byte[] value(byte[] element) {
    ByteBuffer bytes = ByteBuffer.wrap(element);
    bytes.get();
    byte[] value = new byte[length(bytes)];
    bytes.get(value);
    return value;
  }

  private static int length(ByteBuffer bytes) {
    int first = Byte.toUnsignedInt(bytes.get());
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < first - 0x80; i++) {
      length = length << 8 | Byte.toUnsignedInt(bytes.get());
    }
    return length;
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      inside.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (inside.size() >= 0x80) {
      all.write(0x81); // none of these is longer than 255
    }
    all.write(inside.size());
    all.writeBytes(inside.toByteArray());
    return all.toByteArray();
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no SHA-1", e);
    }
  }
}
