package vn.antin.signing.token;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** The few lines of DER (X.690) that keys and signature values need; the JDK has none in public. */
final class Der {

  private Der() {}

  static byte[] of(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** An ECDSA value as RFC 3279 has it, of one that has its two numbers side by side. */
  static byte[] ecdsa(byte[] sideBySide) {
    int half = sideBySide.length / 2;
    return of(
        0x30,
        integer(Arrays.copyOf(sideBySide, half)),
        integer(Arrays.copyOfRange(sideBySide, half, sideBySide.length)));
  }

  static byte[] integer(byte[] magnitude) {
    return of(0x02, new BigInteger(1, magnitude).toByteArray());
  }

  /** The content of an OCTET STRING; bytes that are none are given back as they are. */
  static byte[] octets(byte[] encoded) {
    if (encoded.length > 2 && encoded[0] == 0x04) {
      int head = encoded[1] >= 0 ? 2 : 2 + (encoded[1] & 0x7f);
      int length = encoded[1] >= 0 ? encoded[1] : encoded[2] & 0xff;
      if (head + length == encoded.length) {
        return Arrays.copyOfRange(encoded, head, encoded.length);
      }
    }
    return encoded;
  }
}
