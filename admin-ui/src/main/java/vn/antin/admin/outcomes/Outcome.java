package vn.antin.admin.outcomes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An unknown outcome as signing-service tells it.
 *
 * @param state unknown, signed or closed
 * @param approver id of the official who approved
 * @param valueKept whether a USB token's value came and is kept
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Outcome(
    Line line,
    String state,
    @Nullable UUID approver,
    @Nullable String subject,
    @Nullable String serialNumber,
    @Nullable String credential,
    @Nullable String signingRequestTitle,
    boolean usbToken,
    boolean valueKept,
    List<Event> events,
    @Nullable Decision decision) {
  public Outcome {
    events = List.copyOf(Objects.requireNonNullElse(events, List.of()));
  }

  public boolean open() {
    return state.equals("unknown");
  }

  /**
   * A line of the list.
   *
   * @param kind document, or hash when an application made it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Line(
      UUID grant,
      String hash,
      String kind,
      @Nullable Instant since,
      @Nullable String application,
      @Nullable String official,
      @Nullable String certificate,
      @Nullable String unit,
      @Nullable String document,
      @Nullable String number,
      @Nullable String notation) {
    private static final int SHOWN = 16;

    public boolean ofDocument() {
      return kind.equals("document");
    }

    /** The document's title; null for an application's hash. */
    public @Nullable String title() {
      return ofDocument() ? Objects.requireNonNullElse(document, "–") : null;
    }

    public String shortHash() {
      return hash.length() > SHOWN ? hash.substring(0, SHOWN) + "…" : hash;
    }

    /** Number and notation; empty when it has none. */
    public String numbered() {
      return Objects.requireNonNullElse(number, "") + Objects.requireNonNullElse(notation, "");
    }

    public String page() {
      return OutcomesEndpoint.PAGE + "/" + grant + "/" + hash;
    }

    /** Whole days that it has waited for a person. */
    public long days(Instant now) {
      return since == null ? 0 : Math.max(0, Duration.between(since, now).toDays());
    }
  }

  /** An entry of the audit log about it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Event(
      @Nullable Instant at, String type, @Nullable String detail, @Nullable String attempt) {}

  /** What was decided. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Decision(
      String outcome, @Nullable String reason, @Nullable String official, @Nullable Instant at) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Line> items, @Nullable String next, boolean stale) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Stored(String id) {}
}
