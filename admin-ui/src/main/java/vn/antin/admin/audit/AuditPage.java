package vn.antin.admin.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One screenful of the log.
 *
 * @param question what was asked for
 * @param more address of the next screenful, if there is one
 * @param export address of the same as a table
 */
public record AuditPage(
    Question question, List<Entry> items, @Nullable String more, String export) {
  public AuditPage {
    items = List.copyOf(items);
  }

  /** What is asked for, as the form has it; empty where anything will do. Days are Vietnam's. */
  public record Question(String official, String kind, String from, String to) {}

  /** An entry as the auth-server tells it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(
      long id,
      @Nullable Instant at,
      String kind,
      @Nullable String actor,
      @Nullable String actorName,
      @Nullable String object,
      @Nullable String objectName,
      @Nullable Map<String, String> facts,
      @Nullable Map<String, String> personal,
      boolean outside,
      boolean sealed) {
    /** Facts and personal data in one line. */
    public String told() {
      var all = new TreeMap<String, String>();
      if (personal != null) {
        all.putAll(personal);
      }
      if (facts != null) {
        all.putAll(facts);
      }
      return all.entrySet().stream()
          .map(told -> told.getKey() + ": " + told.getValue())
          .collect(Collectors.joining(" · "));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Entry> items, @Nullable String next) {}
}
