package vn.antin.signing.authority.est;

import java.util.ArrayDeque;

/** How deep DER is nested, found without recursion: readers of ASN.1 recurse. */
final class Nesting {
  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1F;
  private static final int MOST_LENGTH_BYTES = 3;

  private Nesting() {}

  /** Whether this is one element of definite lengths that fit, nested no deeper than that. */
  static boolean within(byte[] der, int depth) {
    var ends = new ArrayDeque<Integer>();
    ends.push(der.length);
    var at = 0;
    while (at < der.length) {
      while (at == ends.element() && ends.size() > 1) {
        ends.pop();
      }
      if (at + 2 > ends.element() || (at > 0 && ends.size() == 1)) {
        return false;
      }
      var tag = der[at++] & 0xFF;
      if ((tag & LONG_TAG) == LONG_TAG) {
        return false;
      }
      var length = der[at++] & 0xFF;
      if (length >= 0x80) {
        var bytes = length - 0x80;
        if (bytes == 0 || bytes > MOST_LENGTH_BYTES || at + bytes > ends.element()) {
          return false;
        }
        length = 0;
        for (var i = 0; i < bytes; i++) {
          length = (length << 8) | (der[at++] & 0xFF);
        }
      }
      if (length > ends.element() - at) {
        return false;
      }
      if ((tag & CONSTRUCTED) == 0) {
        at += length;
      } else if (length > 0) {
        if (ends.size() > depth) {
          return false;
        }
        ends.push(at + length);
      }
    }
    return der.length > 0;
  }
}
