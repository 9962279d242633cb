package vn.antin.admin.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Number and date of a document that is issued (Decree 30/2020/NĐ-CP, Art. 15 and 32).
 *
 * @param next the number that the clerk would give now; absent when there is nothing to give
 * @param written number and notation as they stand on the document
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Issuance(
    @Nullable String type,
    @Nullable String notation,
    @Nullable Integer next,
    @Nullable String written,
    @Nullable LocalDate date) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  /** Whether the clerk gives number and date before sealing. */
  public boolean asks() {
    return next != null;
  }

  /** The date as it is read here. */
  public String day() {
    return date == null ? "" : DAY.format(date);
  }
}
