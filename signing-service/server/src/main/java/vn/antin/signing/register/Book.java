package vn.antin.signing.register;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import vn.antin.signing.people.UnitId;

/**
 * One register.
 *
 * @param unit the agency that issues
 * @param type of document as it stands in the notation, such as {@code QĐ}
 */
public record Book(UnitId unit, String type, int year) {
  /** Where the day begins and ends that is written on documents. */
  public static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  public Book {
    type = normal(type);
  }

  static String normal(String type) {
    return Normalizer.normalize(type.strip(), Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
  }

  /** The register in which a document of that day stands. */
  public static Book of(UnitId unit, String type, LocalDate day) {
    return new Book(unit, type, day.getYear());
  }

  /** The day in Vietnam. */
  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, VIETNAM);
  }
}
