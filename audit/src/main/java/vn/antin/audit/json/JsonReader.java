package vn.antin.audit.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recursive-descent reader over one line. */
final class JsonReader {
  private static final int DEEPEST = 32;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  Json readAll() {
    Json value = value(0);
    skipSpace();
    if (at < text.length()) {
      throw wrong("the end");
    }
    return value;
  }

  private Json value(int depth) {
    if (depth > DEEPEST) {
      throw wrong("at most " + DEEPEST + " levels");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new Json.Text(string());
      case 't' -> literal(Json.Literal.TRUE);
      case 'f' -> literal(Json.Literal.FALSE);
      case 'n' -> literal(Json.Literal.NULL);
      default -> number();
    };
  }

  private Json members(int depth) {
    Map<String, Json> values = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (taken('}')) {
      return new Json.Members(values);
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      take(':');
      if (values.put(name, value(depth + 1)) != null) {
        throw wrong("each name once");
      }
      skipSpace();
    } while (taken(','));
    take('}');
    return new Json.Members(values);
  }

  private Json items(int depth) {
    List<Json> values = new ArrayList<>();
    at++;
    skipSpace();
    if (taken(']')) {
      return new Json.Items(values);
    }
    do {
      values.add(value(depth + 1));
      skipSpace();
    } while (taken(','));
    take(']');
    return new Json.Items(values);
  }

  private String string() {
    take('"');
    StringBuilder value = new StringBuilder();
    while (!taken('"')) {
      char c = peek();
      at++;
      if (c < ' ') {
        throw wrong("no bare control character");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourDigits();
      default -> throw wrong("an escape");
    };
  }

  private char fourDigits() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw wrong("four hexadecimal digits");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private Json number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("a value");
    }
    at = matcher.end();
    return new Json.Numeral(matcher.group());
  }

  private Json literal(Json.Literal literal) {
    if (!text.startsWith(literal.toString(), at)) {
      throw wrong("a value");
    }
    at += literal.toString().length();
    return literal;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private boolean taken(char expected) {
    boolean found = peek() == expected;
    if (found) {
      at++;
    }
    return found;
  }

  private void take(char expected) {
    if (!taken(expected)) {
      throw wrong("'" + expected + "'");
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "Not JSON: expected %s at character %d".formatted(expected, at + 1));
  }
}
