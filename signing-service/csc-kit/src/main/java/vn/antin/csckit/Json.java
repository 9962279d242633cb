package vn.antin.csckit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259): objects are maps, arrays lists, numbers {@link Long} or {@link
 * Double}. What a foreign server sends is bounded in depth; in length by who fetched it.
 */
final class Json {
  /** The text is no JSON. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static @Nullable Object read(String text) throws Malformed {
    var reader = new Json(text);
    var value = reader.value(0);
    reader.space();
    if (reader.at != text.length()) {
      throw reader.malformed("something after the value");
    }
    return value;
  }

  private @Nullable Object value(int depth) throws Malformed {
    if (depth > DEEPEST) {
      throw malformed("nested too deeply");
    }
    space();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws Malformed {
    var members = new LinkedHashMap<String, @Nullable Object>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      space();
      var name = string();
      space();
      expect(':');
      if (members.containsKey(name)) {
        throw malformed("the member " + name + " twice");
      }
      members.put(name, value(depth + 1));
      space();
      if (peek() == '}') {
        at++;
        return Collections.unmodifiableMap(members);
      }
      expect(',');
    }
  }

  private List<@Nullable Object> array(int depth) throws Malformed {
    var values = new ArrayList<@Nullable Object>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return values;
    }
    while (true) {
      values.add(value(depth + 1));
      space();
      if (peek() == ']') {
        at++;
        return Collections.unmodifiableList(values);
      }
      expect(',');
    }
  }

  private String string() throws Malformed {
    expect('"');
    var read = new StringBuilder();
    while (true) {
      var next = next();
      if (next == '"') {
        return read.toString();
      }
      if (next < ' ') {
        throw malformed("a control character in a string");
      }
      read.append(next == '\\' ? escaped() : next);
    }
  }

  private char escaped() throws Malformed {
    var kind = next();
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw malformed("the end within an escape");
        }
        try {
          var code = Integer.parseInt(text, at, at + 4, 16);
          at += 4;
          yield (char) code;
        } catch (NumberFormatException e) {
          throw malformed("an escape that is no number");
        }
      }
      default -> throw malformed("an unknown escape");
    };
  }

  private Object number() throws Malformed {
    var from = at;
    while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    var written = text.substring(from, at);
    if (!written.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw malformed("no value");
    }
    try {
      return Long.valueOf(written);
    } catch (NumberFormatException e) {
      return Double.valueOf(written);
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) throws Malformed {
    if (!text.startsWith(word, at)) {
      throw malformed("no value");
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw malformed("the end");
    }
    return text.charAt(at);
  }

  private char next() throws Malformed {
    var found = peek();
    at++;
    return found;
  }

  private void expect(char wanted) throws Malformed {
    if (next() != wanted) {
      throw malformed("no '" + wanted + "'");
    }
  }

  private Malformed malformed(String found) {
    return new Malformed("found " + found + " at character " + at);
  }

  static String write(@Nullable Object value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> members -> {
        var between = "{";
        for (var each : members.entrySet()) {
          out.append(between);
          quote(String.valueOf(each.getKey()), out);
          out.append(':');
          write(each.getValue(), out);
          between = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case List<?> values -> {
        var between = "[";
        for (var each : values) {
          out.append(between);
          write(each, out);
          between = ",";
        }
        out.append(values.isEmpty() ? "[]" : "]");
      }
      case String text -> quote(text, out);
      case null -> out.append("null");
      default -> out.append(value);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var each = text.charAt(i);
      if (each == '"' || each == '\\') {
        out.append('\\').append(each);
      } else if (each < ' ') {
        out.append("\\u%04x".formatted((int) each));
      } else {
        out.append(each);
      }
    }
    out.append('"');
  }
}
