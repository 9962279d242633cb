package vn.antin.signing.engine.pdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;

/** Reads one value with all its parts, within the limits. Small slips are read as others read. */
final class PdfParser {

  private static final String END_OF_OBJECT = "endobj";
  private static final int LARGEST_GENERATION = 65_535;

  private final PdfLexer lexer;
  private final PdfLimits limits;
  private int items;

  PdfParser(PositionedBytes bytes, long position, PdfLimits limits) {
    this.lexer = new PdfLexer(bytes, position, limits.stringBytes());
    this.limits = limits;
  }

  PdfLexer lexer() {
    return lexer;
  }

  /** The value that begins here; null object where none does. */
  PdfObject value() {
    PdfObject value = next(0);
    return value == null ? PdfNull.NULL : value;
  }

  /**
   * The next value, or null at what is none: a closing bracket, a foreign word (passed), the end.
   */
  private @Nullable PdfObject next(int depth) {
    if (depth > limits.nesting()) {
      throw BrokenPdf.limit("more than " + limits.nesting() + " values within each other");
    }
    if (++items > limits.items()) {
      throw BrokenPdf.limit("more than " + limits.items() + " values in one object");
    }
    lexer.skipSpace();
    int c = lexer.peek();
    return switch (c) {
      case '/' -> new PdfName(lexer.name());
      case '(' -> lexer.literal();
      case '[' -> array(depth);
      case '<' -> lexer.peek(1) == '<' ? dictionary(depth) : lexer.hexadecimal();
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrReference();
      case '+', '-', '.' -> lexer.number();
      default -> word();
    };
  }

  private @Nullable PdfObject word() {
    long begin = lexer.position();
    String word = lexer.word();
    return switch (word) {
      case "true" -> new PdfBoolean(true);
      case "false" -> new PdfBoolean(false);
      case "null" -> PdfNull.NULL;
      default -> {
        if (word.startsWith(END_OF_OBJECT) || word.startsWith("endstream")) {
          lexer.moveTo(begin);
        }
        yield null;
      }
    };
  }

  private PdfObject numberOrReference() {
    PdfNumber number = lexer.number();
    if (!number.isInteger() || !PdfLexer.isSpace(lexer.peek())) {
      return number;
    }
    long after = lexer.position();
    long generation = lexer.unsigned();
    if (generation >= 0 && generation <= LARGEST_GENERATION) {
      lexer.skipSpace();
      if (lexer.peek() == 'R' && !PdfLexer.isRegular(lexer.peek(1))) {
        lexer.moveTo(lexer.position() + 1);
        long target = number.longValue();
        // beyond the limit no object is read, so there is none
        return target > limits.objectNumber()
            ? PdfNull.NULL
            : new PdfReference((int) target, (int) generation);
      }
    }
    lexer.moveTo(after);
    return number;
  }

  private PdfObject array(int depth) {
    lexer.moveTo(lexer.position() + 1);
    List<PdfObject> values = new ArrayList<>();
    while (true) {
      lexer.skipSpace();
      int c = lexer.peek();
      if (c == ']') {
        lexer.moveTo(lexer.position() + 1);
        return new PdfArray(values);
      }
      if (endsHere(c)) {
        return new PdfArray(values);
      }
      PdfObject value = next(depth + 1);
      if (value != null) {
        values.add(value);
      } else {
        passStray();
      }
    }
  }

  private PdfObject dictionary(int depth) {
    lexer.moveTo(lexer.position() + 2);
    Map<String, PdfObject> entries = new LinkedHashMap<>();
    while (true) {
      lexer.skipSpace();
      int c = lexer.peek();
      if (c == '>') {
        lexer.moveTo(lexer.position() + (lexer.peek(1) == '>' ? 2 : 1));
        return PdfDictionary.of(entries);
      }
      if (endsHere(c)) {
        return PdfDictionary.of(entries);
      }
      if (c == '/') {
        String key = lexer.name();
        lexer.skipSpace();
        if (lexer.peek() != '>' || lexer.peek(1) != '>') {
          PdfObject value = next(depth + 1);
          entries.put(key, value == null ? PdfNull.NULL : value);
        }
      } else if (next(depth + 1) == null) {
        passStray();
      }
    }
  }

  private boolean endsHere(int c) {
    return c < 0
        || (c == 'e' && (lexer.startsWith(END_OF_OBJECT) || lexer.startsWith("endstream")));
  }

  /** A bracket that closes nothing is passed over, so that reading goes on. */
  private void passStray() {
    int c = lexer.peek();
    if (c == ')' || c == '>' || c == ']' || c == '{' || c == '}' || (c >= 0 && c < ' ')) {
      lexer.moveTo(lexer.position() + 1);
    }
  }
}
