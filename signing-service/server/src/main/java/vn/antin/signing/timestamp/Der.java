package vn.antin.signing.timestamp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Locale;

/** Writes the few forms of DER (X.690) that a time-stamp consists of. */
final class Der {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OID = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int CONTEXT = 0x80;
  static final int CONSTRUCTED_CONTEXT = 0xa0;
  static final byte[] NOTHING = {};

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuuMMddHHmmss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Der() {}

  /** Tag, length, and the parts one after another. */
  static byte[] tlv(int tag, byte[]... parts) {
    var length = 0;
    for (var part : parts) {
      length += part.length;
    }
    var header = length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x10000 ? 4 : 5;
    var out = new byte[header + length];
    out[0] = (byte) tag;
    if (header == 2) {
      out[1] = (byte) length;
    } else {
      out[1] = (byte) (0x80 + header - 2);
      for (int at = header - 1, rest = length; at > 1; at--, rest >>>= Byte.SIZE) {
        out[at] = (byte) rest;
      }
    }
    var at = header;
    for (var part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }

  static byte[] sequence(byte[]... parts) {
    return tlv(SEQUENCE, parts);
  }

  /** SET OF: its members are sorted by their encoding (X.690 §11.6). */
  static byte[] setOf(int tag, byte[]... members) {
    var sorted = members.clone();
    Arrays.sort(sorted, Arrays::compareUnsigned);
    return tlv(tag, sorted);
  }

  static byte[] integer(long value) {
    return integer(INTEGER, value);
  }

  static byte[] integer(int tag, long value) {
    return tlv(tag, BigInteger.valueOf(value).toByteArray());
  }

  static byte[] integer(BigInteger value) {
    return tlv(INTEGER, value.toByteArray());
  }

  static byte[] octets(byte[] bytes) {
    return tlv(OCTET_STRING, bytes);
  }

  static byte[] text(String text) {
    return tlv(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A dotted object identifier; arcs may be of any size. */
  static byte[] oid(String dotted) {
    var arcs = dotted.split("\\.", -1);
    var content =
        base128(
            new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40)).add(new BigInteger(arcs[1])));
    for (var i = 2; i < arcs.length; i++) {
      var more = base128(new BigInteger(arcs[i]));
      var longer = Arrays.copyOf(content, content.length + more.length);
      System.arraycopy(more, 0, longer, content.length, more.length);
      content = longer;
    }
    return tlv(OID, content);
  }

  private static byte[] base128(BigInteger arc) {
    var out = new byte[Math.max(1, (arc.bitLength() + 6) / 7)];
    var rest = arc;
    for (var at = out.length - 1; at >= 0; at--) {
      out[at] = (byte) ((rest.intValue() & 0x7f) | (at == out.length - 1 ? 0 : 0x80));
      rest = rest.shiftRight(7);
    }
    return out;
  }

  /** A named bit list with one bit set, without trailing zeros (X.690 §11.2.2). */
  static byte[] bit(int number) {
    var content = new byte[2 + (number / Byte.SIZE)];
    content[0] = (byte) (Byte.SIZE - 1 - (number % Byte.SIZE));
    content[content.length - 1] = (byte) (0x80 >>> (number % Byte.SIZE));
    return tlv(BIT_STRING, content);
  }

  /** UTC; a fraction only where there is one, without trailing zeros (RFC 3161 §2.4.2). */
  static byte[] time(Instant time) {
    return tlv(GENERALIZED_TIME, (TIME.format(time) + "Z").getBytes(StandardCharsets.US_ASCII));
  }
}
