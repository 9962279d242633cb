package vn.antin.signing.engine.pdf.object;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The filters besides Flate that structures of old files use (ISO 32000-1 section 7.4). */
final class TextFilters {

  private static final int CLEAR = 256;
  private static final int END = 257;

  private TextFilters() {}

  static byte[] hexadecimal(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    int high = -1;
    for (byte each : bytes) {
      if (each == '>') {
        break;
      }
      int digit = Character.digit(each, 16);
      if (digit >= 0 && high < 0) {
        high = digit;
      } else if (digit >= 0) {
        out.write(high << 4 | digit);
        high = -1;
      }
    }
    if (high >= 0) {
      out.write(high << 4);
    }
    return out.toByteArray();
  }

  static byte[] ascii85(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    long group = 0;
    int count = 0;
    for (byte each : bytes) {
      if (each == '~') {
        break;
      }
      if (each == 'z' && count == 0) {
        out.write(new byte[4], 0, 4);
      } else if (each >= '!' && each <= 'u') {
        group = group * 85 + (each - '!');
        if (++count == 5) {
          writeGroup(out, group, 4);
          group = 0;
          count = 0;
        }
      }
    }
    if (count > 1) {
      for (int i = count; i < 5; i++) {
        group = group * 85 + 84;
      }
      writeGroup(out, group, count - 1);
    }
    return out.toByteArray();
  }

  private static void writeGroup(ByteArrayOutputStream out, long group, int count) {
    for (int i = 0; i < count; i++) {
      out.write((int) (group >> (24 - 8 * i)));
    }
  }

  static byte[] runLength(byte[] bytes, long limit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2);
    int at = 0;
    while (at < bytes.length && (bytes[at] & 0xff) != 128) {
      int length = bytes[at++] & 0xff;
      if (length < 128) {
        int count = Math.min(length + 1, bytes.length - at);
        out.write(bytes, at, count);
        at += count;
      } else if (at < bytes.length) {
        for (int i = 0; i < 257 - length; i++) {
          out.write(bytes[at]);
        }
        at++;
      }
      check(out, limit);
    }
    return out.toByteArray();
  }

  static byte[] lzw(byte[] bytes, long limit, int earlyChange) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2);
    byte[][] table = new byte[4096][];
    int next = END + 1;
    byte[] previous = new byte[0];
    long buffer = 0;
    int held = 0;
    int width = 9;
    for (byte each : bytes) {
      buffer = buffer << 8 | (each & 0xff);
      held += 8;
      if (held < width) {
        continue;
      }
      int code = (int) (buffer >> (held - width)) & ((1 << width) - 1);
      held -= width;
      if (code == END) {
        break;
      }
      if (code == CLEAR) {
        next = END + 1;
        previous = new byte[0];
      } else {
        byte[] entry = entry(code, next, table, previous);
        out.write(entry, 0, entry.length);
        check(out, limit);
        if (previous.length > 0 && next < table.length) {
          table[next++] = joined(previous, entry[0]);
        }
        previous = entry;
      }
      int size = next + (earlyChange == 0 ? 0 : 1);
      width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
    }
    return out.toByteArray();
  }

  private static byte[] entry(int code, int next, byte[][] table, byte[] previous) {
    if (code < CLEAR) {
      return new byte[] {(byte) code};
    }
    if (code < next) {
      return table[code];
    }
    if (previous.length == 0) {
      throw BrokenPdf.unreadable("LZW data are damaged");
    }
    return joined(previous, previous[0]);
  }

  private static byte[] joined(byte[] begin, byte last) {
    byte[] joined = Arrays.copyOf(begin, begin.length + 1);
    joined[begin.length] = last;
    return joined;
  }

  private static void check(ByteArrayOutputStream out, long limit) {
    if (out.size() > limit) {
      throw BrokenPdf.limit("a stream of more than " + limit + " bytes");
    }
  }
}
