package vn.antin.signing.engine.pdf;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Reads what has no parts of its own, from a position on (ISO 32000-1 sections 7.2 and 7.3). */
final class PdfLexer {

  private static final int LONGEST_NAME = 4096;
  private static final long LARGEST = 99_999_999_999_999_999L;

  private final PositionedBytes bytes;
  private final int longestString;
  private long position;
  private int stringBytes;

  PdfLexer(PositionedBytes bytes, long position, int longestString) {
    this.bytes = bytes;
    this.position = position;
    this.longestString = longestString;
  }

  long position() {
    return position;
  }

  void moveTo(long to) {
    position = to;
  }

  int peek() {
    return bytes.at(position);
  }

  int peek(int ahead) {
    return bytes.at(position + ahead);
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
  }

  static boolean isRegular(int c) {
    return c > ' ' && c != '/' && c != '<' && c != '>' && c != '[' && c != ']' && c != '('
        && c != ')' && c != '{' && c != '}' && c != '%';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Passes white space and comments. */
  void skipSpace() {
    int c = peek();
    while (isSpace(c) || c == '%') {
      if (c == '%') {
        while (c >= 0 && c != '\n' && c != '\r') {
          position++;
          c = peek();
        }
      } else {
        position++;
        c = peek();
      }
    }
  }

  boolean startsWith(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (peek(i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The next run of regular characters, cut at 32. */
  String word() {
    StringBuilder word = new StringBuilder();
    while (isRegular(peek())) {
      if (word.length() < 32) {
        word.append((char) peek());
      }
      position++;
    }
    return word.toString();
  }

  /** Digits that stand here after white space, or -1; large ones are cut. */
  long unsigned() {
    skipSpace();
    if (!isDigit(peek())) {
      return -1;
    }
    long value = 0;
    while (isDigit(peek())) {
      value = Math.min(LARGEST, value * 10 + (peek() - '0'));
      position++;
    }
    return value;
  }

  /** A number; as other readers do, whatever does not belong in it ends it. */
  PdfNumber number() {
    boolean negative = false;
    while (peek() == '+' || peek() == '-') {
      negative |= peek() == '-';
      position++;
    }
    long unscaled = 0;
    int scale = 0;
    boolean fraction = false;
    for (int c = peek(); isDigit(c) || c == '.' || c == '-'; c = peek()) {
      if (c == '-' || (c == '.' && fraction)) {
        while (isDigit(peek()) || peek() == '.' || peek() == '-') {
          position++;
        }
        break;
      }
      position++;
      if (c == '.') {
        fraction = true;
      } else if (unscaled <= LARGEST / 10) {
        unscaled = unscaled * 10 + (c - '0');
        scale += fraction ? 1 : 0;
      } else if (!fraction) {
        unscaled = LARGEST;
      }
    }
    return new PdfNumber(BigDecimal.valueOf(negative ? -unscaled : unscaled, scale));
  }

  String name() {
    position++; // the slash
    StringBuilder name = new StringBuilder();
    for (int c = peek(); isRegular(c); c = peek()) {
      position++;
      if (c == '#' && hex(peek()) >= 0 && hex(peek(1)) >= 0) {
        c = hex(peek()) << 4 | hex(peek(1));
        position += 2;
      }
      if (name.length() == LONGEST_NAME) {
        throw BrokenPdf.limit("a name of more than " + LONGEST_NAME + " bytes");
      }
      name.append((char) c);
    }
    return name.toString();
  }

  private static int hex(int c) {
    return c < 0 ? -1 : Character.digit(c, 16);
  }

  PdfString hexadecimal() {
    position++; // the bracket
    ByteArrayOutputStream out = new ByteArrayOutputStream(32);
    int high = -1;
    for (int c = peek(); c >= 0; c = peek()) {
      position++;
      if (c == '>') {
        break;
      }
      int digit = hex(c);
      if (digit < 0) {
        continue;
      }
      if (high < 0) {
        high = digit;
      } else {
        append(out, high << 4 | digit);
        high = -1;
      }
    }
    if (high >= 0) {
      append(out, high << 4);
    }
    return PdfString.of(out.toByteArray(), true);
  }

  PdfString literal() {
    position++; // the parenthesis
    ByteArrayOutputStream out = new ByteArrayOutputStream(32);
    int open = 1;
    for (int c = peek(); c >= 0; c = peek()) {
      position++;
      switch (c) {
        case '(' -> open++;
        case ')' -> open--;
        case '\\' -> c = escape();
        case '\r' -> c = lineEnd();
        default -> {}
      }
      if (open == 0) {
        break;
      }
      if (c >= 0) {
        append(out, c);
      }
    }
    return PdfString.of(out.toByteArray(), false);
  }

  private int lineEnd() {
    if (peek() == '\n') {
      position++;
    }
    return '\n';
  }

  /** What a backslash and what follows stand for, or -1 for nothing. */
  private int escape() {
    int c = peek();
    position++;
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\n' -> -1;
      case '\r' -> {
        lineEnd();
        yield -1;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
      default -> c;
    };
  }

  private int octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
      value = value * 8 + (peek() - '0');
      position++;
    }
    return value & 0xff;
  }

  private void append(ByteArrayOutputStream out, int value) {
    if (++stringBytes > longestString) {
      throw BrokenPdf.limit("strings of more than " + longestString + " bytes in one object");
    }
    out.write(value);
  }
}
