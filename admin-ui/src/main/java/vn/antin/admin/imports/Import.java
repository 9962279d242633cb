package vn.antin.admin.imports;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import as the auth-server describes it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Import(
    UUID id,
    String unitName,
    String fileName,
    boolean complete,
    String state,
    @Nullable String refusalText,
    Map<String, String> headings,
    List<String> ignored,
    int rows,
    Map<String, Integer> kinds,
    Map<String, Integer> outcomes,
    int active,
    String ownerName,
    boolean released,
    Instant createdAt,
    @Nullable Instant appliedAt,
    @Nullable Instant undoUntil,
    long version) {
  private static final Set<String> BUSY = Set.of("reading", "applying", "undoing");

  /** Whether the auth-server is at work on it. */
  public boolean busy() {
    return BUSY.contains(state);
  }

  public int kind(String kind) {
    return kinds.getOrDefault(kind, 0);
  }

  public int outcome(String outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  /** How many accepted rows are behind and how many there are. */
  public int accepted() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(List<Import> items, @Nullable String next) {}

  /** A unit that a file can speak about. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Unit(UUID id, String code, String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Units(List<Unit> items) {}

  /** A row of the file. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Row(
      int row,
      @Nullable String kind,
      String displayName,
      @Nullable String username,
      @Nullable String unit,
      List<Change> changes,
      List<Reason> reasons,
      boolean accepted,
      @Nullable String outcome) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Change(String label, @Nullable String from, @Nullable String to) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Reason(String message) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Rows(List<Row> items, @Nullable String next) {}

  /** What an official is handed on paper. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Slip(
      String displayName,
      String username,
      @Nullable String unit,
      @Nullable String post,
      String code) {
    @Override
    public String toString() {
      return "Slip";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Slips(List<Slip> items) {}
}
