package vn.antin.signing.dossier.order;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.Note;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** A proposal whose members were looked at. */
record OrderForm(
    UUID unit,
    @Nullable UUID credential,
    String client,
    List<String> types,
    Instant validFrom,
    Instant validTo,
    int perMinute,
    int perDay,
    @Nullable String note) {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_TYPES = 50;
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_PER_MINUTE = 6_000;
  private static final int MOST_PER_DAY = 100_000;

  static OrderForm read(OrderWish wish, Instant now) {
    var unit = wish.unit();
    var credential = wish.credential();
    var client = wish.client();
    var to = wish.validTo();
    if (unit == null) {
      throw wrong("unit", "the id of a unit");
    }
    if (client == null || client.isBlank() || client.length() > LONGEST_TEXT) {
      throw wrong("client", "the id of an application");
    }
    var from = wish.validFrom() == null ? now : wish.validFrom();
    if (to == null || !to.isAfter(from) || !to.isAfter(now) || to.isAfter(from.plus(LONGEST))) {
      throw wrong("validTo", "a time after validFrom and at most 366 days later");
    }
    return new OrderForm(
        unit,
        credential,
        client.strip(),
        types(wish.types()),
        from,
        to,
        limit("perMinute", wish.perMinute(), MOST_PER_MINUTE),
        limit("perDay", wish.perDay(), MOST_PER_DAY),
        Note.checked(wish.note()));
  }

  private static List<String> types(@Nullable List<String> types) {
    if (types == null
        || types.isEmpty()
        || types.size() > MOST_TYPES
        || new HashSet<>(types).size() != types.size()
        || types.stream()
            .anyMatch(each -> each == null || each.isBlank() || each.length() > LONGEST_TEXT)) {
      throw wrong("types", "1 to " + MOST_TYPES + " types of results, each once");
    }
    return types.stream().map(String::strip).toList();
  }

  private static int limit(String field, @Nullable Integer value, int most) {
    if (value == null || value < 1 || value > most) {
      throw wrong(field, "1 to " + most);
    }
    return value;
  }

  private static SigningException wrong(String field, String expected) {
    return Problem.INVALID_REQUEST
        .because("expected " + expected + " in " + field)
        .showing("field", field)
        .showing("expected", expected);
  }
}
