package vn.antin.signing.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a register, in the form in which it is answered.
 *
 * @param notation what stands behind the number, such as {@code QĐ-UBND}
 * @param state reserved, assigned, issued or cancelled
 * @param date on the document; null as long as nobody has set it
 */
public record RegisterNumber(
    UUID id,
    UUID unit,
    String unitName,
    String type,
    int year,
    int number,
    String notation,
    String title,
    String state,
    @Nullable LocalDate date,
    String client,
    @Nullable UUID signingRequest,
    @Nullable String assignedBy,
    @Nullable String reason,
    Instant createdAt) {
  /** Number and notation as they are written: Annex I of Decree 30 asks for 01 to 09. */
  public String written() {
    return "%02d/%s".formatted(number, notation);
  }
}
