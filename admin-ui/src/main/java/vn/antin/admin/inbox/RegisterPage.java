package vn.antin.admin.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The registers that a clerk keeps.
 *
 * @param year empty for all
 * @param next where the list goes on
 */
public record RegisterPage(String query, String year, List<Line> lines, @Nullable String next) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final List<String> STATES = List.of("reserved", "assigned", "issued", "cancelled");

  public RegisterPage {
    lines = List.copyOf(lines);
  }

  /** One number. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Line(
      @Nullable String id,
      @Nullable String unitName,
      int year,
      int number,
      @Nullable String notation,
      @Nullable String title,
      @Nullable String state,
      @Nullable LocalDate date,
      @Nullable String assignedBy,
      @Nullable String reason) {
    /** As it stands on the document. */
    public String written() {
      return "%02d/%s".formatted(number, Objects.requireNonNullElse(notation, ""));
    }

    public String day() {
      return date == null ? "–" : DAY.format(date);
    }

    /** Last part of the message key of the state. */
    public String word() {
      return state != null && STATES.contains(state) ? state : "reserved";
    }

    /** Colour of the state's mark. */
    public String mark() {
      return switch (word()) {
        case "issued" -> "ok";
        case "cancelled" -> "warn";
        default -> "";
      };
    }
  }

  /** A part of the registers, as signing-service answers it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(@Nullable List<Line> numbers, @Nullable String next) {
    Found {
      numbers = List.copyOf(Objects.requireNonNullElse(numbers, List.of()));
    }

    List<Line> all() {
      return Objects.requireNonNullElse(numbers, List.of());
    }
  }

  /** The address of the lines that follow. */
  public @Nullable String more() {
    return next == null
        ? null
        : UriComponentsBuilder.fromPath("/inbox/registers")
            .queryParam("q", "{query}")
            .queryParam("year", "{year}")
            .queryParam("after", "{after}")
            .encode()
            .buildAndExpand(query, year, next)
            .toUriString();
  }
}
