package vn.antin.auth.oauth2.registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metadata document member by member. What is wrong with a member is noted, and it counts
 * as absent from then on; so does one that is null (RFC 7591 §2). Members that nobody asks for are
 * ignored, as RFC 7591 wants it.
 */
final class MetadataReader {
  /** Control and formatting characters, which could make a name look like another. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  private final Map<String, ?> document;
  private final List<MetadataFault> faults = new ArrayList<>();
  private final Map<String, Object> kept = new TreeMap<>();

  MetadataReader(Map<String, ?> document) {
    this.document = document;
  }

  List<MetadataFault> faults() {
    return faults.stream().sorted(MetadataFault.FIRST).toList();
  }

  /** What is kept of the members that have no place of their own in a client. */
  Map<String, Object> kept() {
    return kept;
  }

  void keep(String member, @Nullable Object value) {
    if (value != null) {
      kept.put(member, value);
    }
  }

  void fault(String member, String code, String detail) {
    faults.add(new MetadataFault(MetadataFault.METADATA, member, code, detail));
  }

  void redirectFault(String member, String code, String detail) {
    faults.add(new MetadataFault(MetadataFault.REDIRECT_URI, member, code, detail));
  }

  boolean has(String member) {
    return document.get(member) != null;
  }

  @Nullable Object raw(String member) {
    return document.get(member);
  }

  @Nullable String text(String member, int longest) {
    Object value = document.get(member);
    if (value == null || value.equals("")) {
      return null;
    }
    if (!(value instanceof String text)) {
      fault(member, "type", "expected a string");
      return null;
    }
    if (text.length() > longest || text.isBlank() || INVISIBLE.matcher(text).find()) {
      fault(
          member,
          "text",
          "expected at most %d characters, none of them invisible".formatted(longest));
      return null;
    }
    return text;
  }

  String text(String member, int longest, String otherwise) {
    return Objects.requireNonNullElse(text(member, longest), otherwise);
  }

  boolean flag(String member, boolean otherwise) {
    Object value = document.get(member);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    fault(member, "type", "expected true or false");
    return otherwise;
  }

  @Nullable Integer number(String member, int most) {
    Object value = document.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= 0
        && number.intValue() <= most) {
      return number.intValue();
    }
    fault(member, "type", "expected a whole number from 0 to " + most);
    return null;
  }

  /** The strings of an array, in their order and each once; empty when absent. */
  Set<String> texts(String member, int most, int longest) {
    Object value = document.get(member);
    if (value == null) {
      return Set.of();
    }
    if (!(value instanceof List<?> list)
        || list.size() > most
        || !list.stream().allMatch(item -> item instanceof String)) {
      fault(member, "list", "expected an array of at most %d strings".formatted(most));
      return Set.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    for (Object item : list) {
      String text = (String) item;
      if (text.isBlank() || text.length() > longest || INVISIBLE.matcher(text).find()) {
        fault(
            member,
            "text",
            "expected at most %d characters in each, none invisible".formatted(longest));
        return Set.of();
      }
      texts.add(text);
    }
    return texts;
  }

  /** One of the values; null when absent or none of them. */
  @Nullable String oneOf(String member, Set<String> values) {
    String value = text(member, 100);
    if (value == null || values.contains(value)) {
      return value;
    }
    fault(
        member,
        "unsupported",
        "expected one of %s".formatted(String.join(", ", values.stream().sorted().toList())));
    return null;
  }
}
