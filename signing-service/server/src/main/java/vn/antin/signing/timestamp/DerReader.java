package vn.antin.signing.timestamp;

import java.util.Arrays;

/**
 * Reads DER that strangers sent: definite and shortest lengths, one-byte tags, no recursion; every
 * step is inside the bytes given. Not thread-safe.
 */
final class DerReader {
  /** The bytes are not what the grammar says; the message is for the sender. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private final byte[] bytes;
  private final int end;
  private int at;

  DerReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private DerReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean more() {
    return at < end;
  }

  boolean next(int tag) {
    return more() && (bytes[at] & 0xff) == tag;
  }

  /** The inside of the next element, which must have this tag. */
  DerReader enter(int tag) throws Malformed {
    var length = header(tag);
    var inside = new DerReader(bytes, at, at + length);
    at += length;
    return inside;
  }

  /** The content of the next element, which must have this tag. */
  byte[] content(int tag) throws Malformed {
    var length = header(tag);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** The next element as it stands, tag and length included. */
  byte[] whole(int tag) throws Malformed {
    var from = at;
    content(tag);
    return Arrays.copyOfRange(bytes, from, at);
  }

  void end() throws Malformed {
    if (more()) {
      throw new Malformed("nothing may follow at byte " + at);
    }
  }

  private int header(int tag) throws Malformed {
    if (!next(tag)) {
      throw new Malformed("expected tag %02x at byte %d".formatted(tag, at));
    }
    at++;
    var length = byteAt();
    if (length >= 0x80) {
      var octets = length & 0x7f;
      if (octets == 0 || octets > 2) {
        throw new Malformed("a length at byte " + at + " is indefinite or too large");
      }
      length = byteAt();
      if (octets == 2) {
        length = (length << Byte.SIZE) | byteAt();
      }
      if (length < (octets == 1 ? 0x80 : 0x100)) {
        throw new Malformed("a length at byte " + at + " is not the shortest");
      }
    }
    if (length > end - at) {
      throw new Malformed("an element at byte " + at + " is longer than what holds it");
    }
    return length;
  }

  private int byteAt() throws Malformed {
    if (!more()) {
      throw new Malformed("the end came too early");
    }
    return bytes[at++] & 0xff;
  }
}
