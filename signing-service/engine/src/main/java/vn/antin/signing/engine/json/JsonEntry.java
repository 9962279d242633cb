package vn.antin.signing.engine.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at one JSON text without building anything of it and without recursion. */
public final class JsonEntry {

  /** Of a text in bytes. */
  public static final int LARGEST = 32 << 20;

  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private final Deque<Level> levels = new ArrayDeque<>();

  /** An open object with the names of its members so far, or an open array without. */
  private record Level(@Nullable Set<String> members) {}

  private JsonEntry(String text) {
    this.text = text;
  }

  public static JsonInspection inspect(byte[] bytes) {
    if (bytes.length > LARGEST) {
      return JsonInspection.TOO_LARGE;
    }
    try {
      return new JsonEntry(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString())
          .run();
    } catch (CharacterCodingException e) {
      return JsonInspection.NOT_JSON;
    } catch (Fault e) {
      return e.found;
    }
  }

  private JsonInspection run() throws Fault {
    value();
    while (!levels.isEmpty()) {
      boolean object = levels.getFirst().members() != null;
      char next = token();
      if (next == (object ? '}' : ']')) {
        levels.removeFirst();
      } else if (next == ',') {
        if (object) {
          member();
        }
        value();
      } else {
        throw new Fault(JsonInspection.NOT_JSON);
      }
    }
    space();
    return at == text.length() ? JsonInspection.SOUND : JsonInspection.NOT_JSON;
  }

  /** One scalar, or the beginning of an object or array up to its first scalar. */
  private void value() throws Fault {
    while (true) {
      char next = token();
      switch (next) {
        case '{' -> {
          open(new Level(new HashSet<>()));
          if (peek() == '}') {
            at++;
            levels.removeFirst();
            return;
          }
          member();
        }
        case '[' -> {
          open(new Level(null));
          if (peek() == ']') {
            at++;
            levels.removeFirst();
            return;
          }
        }
        case '"' -> {
          string();
          return;
        }
        default -> {
          at--;
          literal();
          return;
        }
      }
    }
  }

  private void open(Level level) throws Fault {
    levels.addFirst(level);
    if (levels.size() > DEEPEST) {
      throw new Fault(JsonInspection.TOO_DEEP);
    }
  }

  private void member() throws Fault {
    if (token() != '"') {
      throw new Fault(JsonInspection.NOT_JSON);
    }
    Set<String> members = levels.getFirst().members();
    if (members == null || !members.add(string())) {
      throw new Fault(JsonInspection.DUPLICATE_MEMBER);
    }
    if (token() != ':') {
      throw new Fault(JsonInspection.NOT_JSON);
    }
  }

  /** The rest of a string, unescaped. */
  private String string() throws Fault {
    StringBuilder said = new StringBuilder();
    while (true) {
      char next = character();
      if (next == '"') {
        return said.toString();
      }
      if (next < 0x20) {
        throw new Fault(JsonInspection.NOT_JSON);
      }
      said.append(next == '\\' ? escaped() : next);
    }
  }

  private char escaped() throws Fault {
    char kind = character();
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(character(), 16);
          if (digit < 0) {
            throw new Fault(JsonInspection.NOT_JSON);
          }
          code = code * 16 + digit;
        }
        yield (char) code;
      }
      default -> throw new Fault(JsonInspection.NOT_JSON);
    };
  }

  private void literal() throws Fault {
    int begin = at;
    while (at < text.length() && ofLiteral(text.charAt(at))) {
      at++;
    }
    String word = text.substring(begin, Math.min(at, begin + 400));
    if (!word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw new Fault(JsonInspection.NOT_JSON);
    }
  }

  private static boolean ofLiteral(char next) {
    return "+-.".indexOf(next) >= 0 || Character.isLetterOrDigit(next);
  }

  private char peek() throws Fault {
    space();
    if (at >= text.length()) {
      throw new Fault(JsonInspection.NOT_JSON);
    }
    return text.charAt(at);
  }

  private char token() throws Fault {
    char next = peek();
    at++;
    return next;
  }

  private char character() throws Fault {
    if (at >= text.length()) {
      throw new Fault(JsonInspection.NOT_JSON);
    }
    return text.charAt(at++);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static final class Fault extends Exception {

    private static final long serialVersionUID = 1L;

    private final JsonInspection found;

    Fault(JsonInspection found) {
      super(found.name(), null, false, false);
      this.found = found;
    }
  }
}
