package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates ordered by the thousand, and how they stand.
 *
 * @param kind issue, renew, or import of an outside authority's list
 * @param source of an import: csv, or directory
 * @param preview whether nothing is registered: its rows say what would be
 * @param staged whether what a preview showed may be carried out
 * @param unit for the unit and those below it; null for all that its maker administers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Job(
    String id,
    String kind,
    @Nullable String source,
    @Nullable Boolean preview,
    @Nullable Boolean staged,
    @Nullable String unit,
    @Nullable String createdBy,
    @Nullable Instant createdAt,
    @Nullable Instant finishedAt,
    long total,
    long waiting,
    long working,
    long done,
    long skipped,
    long failed,
    long cancelled) {
  /** The states of a holder's row, as signing-service names them. */
  public static final List<String> STATES =
      List.of("failed", "skipped", "done", "working", "waiting", "cancelled");

  /** The last part of keys: what is done to each row. */
  public String how() {
    return Boolean.TRUE.equals(preview) ? "preview" : kind;
  }

  public boolean list() {
    return kind.equals("import");
  }

  /** The key that says where a list came from. */
  public String from() {
    return "directory".equals(source) ? "enrolment.list.directory" : "enrolment.list.from-file";
  }

  /** Whether what it showed can be carried out now. */
  public boolean ready() {
    return Boolean.TRUE.equals(staged) && !busy() && done > 0;
  }

  public boolean busy() {
    return waiting + working > 0;
  }

  /** Rows that have come to an end. */
  public long ended() {
    return total - waiting - working;
  }

  public long count(String state) {
    return switch (state) {
      case "waiting" -> waiting;
      case "working" -> working;
      case "done" -> done;
      case "skipped" -> skipped;
      case "failed" -> failed;
      case "cancelled" -> cancelled;
      default -> 0;
    };
  }

  /** What became of one holder. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Row(
      int number,
      @Nullable String holder,
      String state,
      @Nullable String detail,
      @Nullable String certificate) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Rows(@Nullable List<Row> items, @Nullable Integer next) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Job> items) {}
}
