package vn.antin.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param type what happened, lower-case words joined by dots: {@code login.failed}
 * @param actor who did it: an account id or client id, never a name; null when nobody is known yet
 * @param object what it was done to, by its id; null when there is none
 * @param facts what must be provable forever; no personal data
 * @param personal what names a person (username typed, network address): lies beside the row and
 *     may be erased later without breaking the proof
 */
public record AuditEvent(
    String type,
    @Nullable String actor,
    @Nullable String object,
    Map<String, String> facts,
    Map<String, String> personal) {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  /**
   * Copies the maps. Characters that PostgreSQL cannot hold (NUL, half a surrogate pair) become
   * U+FFFD: a log that refuses hostile input would let an attacker act unseen.
   */
  public AuditEvent {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "An audit event's type is lower-case words joined by dots, not: " + type);
    }
    actor = actor == null ? null : storable(actor);
    object = object == null ? null : storable(object);
    facts = storable(facts);
    personal = storable(personal);
  }

  private static Map<String, String> storable(Map<String, String> values) {
    Map<String, String> copy = LinkedHashMap.newLinkedHashMap(values.size());
    values.forEach((name, value) -> copy.put(storable(name), storable(value)));
    return Map.copyOf(copy);
  }

  private static String storable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
