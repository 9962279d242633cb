package vn.antin.agent;

import java.util.Optional;

/** Reads single members of the small flat documents that the server answers. */
final class JsonText {

  private JsonText() {}

  /** A string member; empty when there is none or it is malformed. */
  static Optional<String> member(String json, String name) {
    String key = '"' + name + '"';
    for (int at = json.indexOf(key); at >= 0; at = json.indexOf(key, at + 1)) {
      int next = skip(json, at + key.length());
      if (next < json.length() && json.charAt(next) == ':') {
        int value = skip(json, next + 1);
        return value < json.length() && json.charAt(value) == '"'
            ? string(json, value + 1)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Without what moves the cursor or turns the direction of a terminal. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}]", " ");
  }

  private static int skip(String json, int from) {
    int at = from;
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static Optional<String> string(String json, int from) {
    StringBuilder text = new StringBuilder();
    for (int at = from; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c == '"') {
        return Optional.of(text.toString());
      }
      if (c != '\\') {
        text.append(c);
      } else if (++at < json.length()) {
        int plain = "\"\\/bfnrt".indexOf(json.charAt(at));
        if (plain >= 0) {
          text.append("\"\\/\b\f\n\r\t".charAt(plain));
        } else if (json.substring(at).matches("(?s)u[0-9a-fA-F]{4}.*")) {
          text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
          at += 4;
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
