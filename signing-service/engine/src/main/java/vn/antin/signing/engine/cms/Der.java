package vn.antin.signing.engine.cms;

import java.util.Arrays;

/** Puts distinguished encodings together (X.690); each part is an encoding already. */
final class Der {

  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private Der() {}

  /** A value of this tag that holds the parts one after the other. */
  static byte[] of(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    int header = headerLength(length);
    byte[] encoded = new byte[header + length];
    encoded[0] = (byte) tag;
    if (header == 2) {
      encoded[1] = (byte) length;
    } else {
      encoded[1] = (byte) (0x80 | (header - 2));
      for (int i = header - 1, rest = length; i > 1; i--, rest >>= 8) {
        encoded[i] = (byte) rest;
      }
    }
    int at = header;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, encoded, at, part.length);
      at += part.length;
    }
    return encoded;
  }

  /** A SET OF: the parts in the order that DER wants. */
  static byte[] setOf(int tag, byte[]... parts) {
    byte[][] sorted = parts.clone();
    Arrays.sort(sorted, Arrays::compareUnsigned);
    return of(tag, sorted);
  }

  private static int headerLength(int length) {
    if (length < 0x80) {
      return 2;
    }
    return length < 0x100 ? 3 : length < 0x10000 ? 4 : length < 0x1000000 ? 5 : 6;
  }
}
