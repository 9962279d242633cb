package vn.antin.agent.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value (RFC 8259). Numbers are integers; an object that names a member twice is refused,
 * because two readers could see two different jobs in it.
 */
public sealed interface Json {
  record Text(String value) implements Json {}

  record Whole(long value) implements Json {}

  /** true, false and null: nothing here asks which. */
  record Word() implements Json {}

  record Items(List<Json> values) implements Json {}

  record Members(Map<String, Json> values) implements Json {}

  /** Reads a whole text. */
  static Json parse(String text) throws JobRefused {
    try {
      Reader reader = new Reader(text);
      Json value = reader.value(0);
      reader.end();
      return value;
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw malformed(e);
    }
  }

  private static JobRefused malformed(Throwable cause) {
    return new JobRefused("Máy chủ trả lời không đúng dạng.", cause);
  }

  /** A member of an object that must be there. */
  default Json member(String name) throws JobRefused {
    Json found = this instanceof Members(Map<String, Json> values) ? values.get(name) : null;
    if (found == null) {
      throw new JobRefused("Phiếu ký thiếu mục " + name + ".");
    }
    return found;
  }

  /** A member that need not be there, when it is a text. */
  default Optional<String> optional(String name) {
    return this instanceof Members(Map<String, Json> values)
            && values.get(name) instanceof Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** A text member that must be there. */
  default String text(String name) throws JobRefused {
    if (member(name) instanceof Text(String value)) {
      return value;
    }
    throw new JobRefused("Phiếu ký có mục " + name + " không đúng kiểu.");
  }

  /** A number that must be there. */
  default long whole(String name) throws JobRefused {
    if (member(name) instanceof Whole(long value)) {
      return value;
    }
    throw new JobRefused("Phiếu ký có mục " + name + " không đúng kiểu.");
  }

  /** A list that must be there. */
  default List<Json> items(String name) throws JobRefused {
    if (member(name) instanceof Items(List<Json> values)) {
      return values;
    }
    throw new JobRefused("Phiếu ký có mục " + name + " không đúng kiểu.");
  }

  /** Goes through the text once. */
  final class Reader {
    private static final int DEEPEST = 16;
    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private Json value(int depth) {
      if (depth > DEEPEST) {
        throw new NumberFormatException("too deep");
      }
      skip();
      char c = text.charAt(at);
      return switch (c) {
        case '{' -> members(depth);
        case '[' -> items(depth);
        case '"' -> new Text(string());
        case 't' -> word("true");
        case 'f' -> word("false");
        case 'n' -> word("null");
        default -> whole();
      };
    }

    private Json members(int depth) {
      Map<String, Json> values = new LinkedHashMap<>();
      at++;
      skip();
      while (text.charAt(at) != '}') {
        if (!values.isEmpty()) {
          expect(',');
          skip();
        }
        String name = string();
        skip();
        expect(':');
        if (values.put(name, value(depth + 1)) != null) {
          throw new NumberFormatException("a member twice");
        }
        skip();
      }
      at++;
      return new Members(Map.copyOf(values));
    }

    private Json items(int depth) {
      List<Json> values = new ArrayList<>();
      at++;
      skip();
      while (text.charAt(at) != ']') {
        if (!values.isEmpty()) {
          expect(',');
        }
        values.add(value(depth + 1));
        skip();
      }
      at++;
      return new Items(List.copyOf(values));
    }

    private Json word(String word) {
      if (!text.startsWith(word, at)) {
        throw new NumberFormatException("no value");
      }
      at += word.length();
      return new Word();
    }

    private Json whole() {
      int from = at;
      while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return new Whole(Long.parseLong(text.substring(from, at)));
    }

    private String string() {
      expect('"');
      StringBuilder value = new StringBuilder();
      for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
        value.append(c == '\\' ? escaped() : plain(c));
      }
      return value.toString();
    }

    private static char plain(char c) {
      if (c < ' ') {
        throw new NumberFormatException("a control character");
      }
      return c;
    }

    private char escaped() {
      char c = text.charAt(at++);
      int known = "\"\\/bfnrt".indexOf(c);
      if (known >= 0) {
        return "\"\\/\b\f\n\r\t".charAt(known);
      }
      if (c != 'u') {
        throw new NumberFormatException("no escape");
      }
      at += 4;
      return (char) Integer.parseUnsignedInt(text.substring(at - 4, at), 16);
    }

    private void expect(char wanted) {
      if (text.charAt(at++) != wanted) {
        throw new NumberFormatException("something else was expected");
      }
    }

    private void skip() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private void end() {
      skip();
      if (at != text.length()) {
        throw new NumberFormatException("more after the end");
      }
    }
  }
}
