package vn.antin.evidence;

import java.util.Arrays;

/** The message digest of CMS signed attributes (RFC 5652 §5.3, §11.2), read strictly. */
final class SignedAttributes {
  private static final int SET = 0x31;
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  /** 1.2.840.113549.1.9.4 with tag and length. */
  private static final byte[] MESSAGE_DIGEST = {
    0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x09, 0x04
  };

  private final byte[] der;
  private int at;

  private SignedAttributes(byte[] der) {
    this.der = der;
  }

  /**
   * The digest of the signed part of the document.
   *
   * @throws IllegalArgumentException when these are no signed attributes with exactly one
   */
  static byte[] messageDigest(byte[] der) {
    SignedAttributes in = new SignedAttributes(der);
    int end = in.enter(SET);
    byte[] found = null;
    if (end != der.length) {
      throw new IllegalArgumentException("something follows the signed attributes");
    }
    while (in.at < end) {
      int attribute = in.enter(SEQUENCE);
      int type = in.at + MESSAGE_DIGEST.length;
      if (type <= attribute
          && Arrays.equals(der, in.at, type, MESSAGE_DIGEST, 0, MESSAGE_DIGEST.length)) {
        in.at = type;
        int values = in.enter(SET);
        int value = in.enter(OCTETS);
        if (found != null || value != values || values != attribute) {
          throw new IllegalArgumentException("not one message digest");
        }
        found = Arrays.copyOfRange(der, in.at, value);
      }
      in.at = attribute;
    }
    if (found == null) {
      throw new IllegalArgumentException("signed attributes without a message digest");
    }
    return found;
  }

  /** Goes into a value of this tag; where it ends. */
  private int enter(int tag) {
    if (at + 2 > der.length || (der[at] & 0xff) != tag) {
      throw new IllegalArgumentException("signed attributes cannot be read");
    }
    int length = der[at + 1] & 0xff;
    at += 2;
    if (length > 0x80 && length <= 0x82) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes && at < der.length; i++) {
        length = (length << 8) | (der[at++] & 0xff);
      }
    } else if (length >= 0x80) {
      throw new IllegalArgumentException("signed attributes of such a length are not read");
    }
    if (length > der.length - at) {
      throw new IllegalArgumentException("signed attributes are cut off");
    }
    return at + length;
  }
}
