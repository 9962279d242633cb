package vn.antin.audit.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value; {@code toString} writes it on one line. Reading what is not there as asked throws.
 */
public sealed interface Json {
  /** A string. */
  record Text(String value) implements Json {
    @Override
    public String toString() {
      return quote(value);
    }
  }

  /** A number, as it was written. */
  record Numeral(String literal) implements Json {
    public Numeral(long value) {
      this(Long.toString(value));
    }

    @Override
    public String toString() {
      return literal;
    }
  }

  /** true, false or null. */
  enum Literal implements Json {
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String written;

    Literal(String written) {
      this.written = written;
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /** An array. */
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return values.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]"));
    }
  }

  /** An object; its members keep their order. */
  record Members(Map<String, Json> values) implements Json {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** An object of strings. */
    public static Members ofTexts(Map<String, String> texts) {
      Map<String, Json> values = LinkedHashMap.newLinkedHashMap(texts.size());
      texts.forEach((name, text) -> values.put(name, new Text(text)));
      return new Members(values);
    }

    /** Whether there is such a member and it is not null. */
    public boolean has(String name) {
      Json value = values.get(name);
      return value != null && value != Literal.NULL;
    }

    public String text(String name) {
      if (member(name) instanceof Text text) {
        return text.value();
      }
      throw wrong(name, "a string");
    }

    public @Nullable String textOrNull(String name) {
      return has(name) ? text(name) : null;
    }

    /** A whole number that fits a long. */
    public long whole(String name) {
      return whole(name, member(name));
    }

    public Members members(String name) {
      if (member(name) instanceof Members members) {
        return members;
      }
      throw wrong(name, "an object");
    }

    /** An array of whole numbers. */
    public List<Long> wholes(String name) {
      return items(name).stream().map(item -> whole(name, item)).toList();
    }

    /** An array of strings. */
    public List<String> textItems(String name) {
      return items(name).stream()
          .map(item -> {
            if (item instanceof Text text) {
              return text.value();
            }
            throw wrong(name, "an array of strings");
          })
          .toList();
    }

    /** An array of objects. */
    public List<Members> memberItems(String name) {
      return items(name).stream()
          .map(item -> {
            if (item instanceof Members members) {
              return members;
            }
            throw wrong(name, "an array of objects");
          })
          .toList();
    }

    private List<Json> items(String name) {
      if (member(name) instanceof Items items) {
        return items.values();
      }
      throw wrong(name, "an array");
    }

    /** All members as strings. */
    public Map<String, String> texts() {
      Map<String, String> texts = LinkedHashMap.newLinkedHashMap(values.size());
      values.keySet().forEach(name -> texts.put(name, text(name)));
      return texts;
    }

    @Override
    public String toString() {
      return values.entrySet().stream()
          .map(member -> quote(member.getKey()) + ":" + member.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }

    private Json member(String name) {
      Json value = values.get(name);
      if (value == null) {
        throw wrong(name, "present");
      }
      return value;
    }

    private static long whole(String name, Json value) {
      try {
        if (value instanceof Numeral number) {
          return Long.parseLong(number.literal());
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("\"%s\" is too large or a fraction".formatted(name), e);
      }
      throw wrong(name, "a whole number");
    }

    private static IllegalArgumentException wrong(String name, String expected) {
      return new IllegalArgumentException("\"%s\" is not %s".formatted(name, expected));
    }
  }

  /**
   * Reads one value that fills the whole text.
   *
   * @throws IllegalArgumentException when the text is not JSON
   */
  static Json parse(String text) {
    return new JsonReader(text).readAll();
  }

  /** Reads one object that fills the whole text. */
  static Members parseMembers(String text) {
    if (parse(text) instanceof Members members) {
      return members;
    }
    throw new IllegalArgumentException("The line is not a JSON object");
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
