package vn.antin.admin.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.antin.admin.web.Texts;

/**
 * What the list is narrowed to, as the page's address has it. Empty narrows nothing, and so does
 * what is no value of a field.
 *
 * @param from first day on which validity ends, in Vietnam's time
 * @param to last such day
 * @param unit for holders of this unit and those below it
 */
public record CertificateFilter(
    String q,
    String status,
    String kind,
    String source,
    String issuer,
    String from,
    String to,
    String unit) {
  public static final List<String> STATES =
      List.of("valid", "suspended", "revoked", "expired", "stopped");
  public static final List<String> KINDS = List.of("official", "seal");
  public static final List<String> SOURCES = List.of("authority", "request", "usb-token");

  private static final int ROWS = 25;

  static CertificateFilter of(Map<String, String> form) {
    return new CertificateFilter(
        form.getOrDefault("q", "").strip(),
        oneOf(STATES, form.getOrDefault("status", "")),
        oneOf(KINDS, form.getOrDefault("kind", "")),
        oneOf(SOURCES, form.getOrDefault("source", "")),
        form.getOrDefault("issuer", "").strip(),
        day(form.getOrDefault("from", "")),
        day(form.getOrDefault("to", "")),
        id(form.getOrDefault("unit", "")));
  }

  static CertificateFilter ending(LocalDate from, LocalDate to) {
    return new CertificateFilter("", "", "", "", "", from.toString(), to.toString(), "");
  }

  /** Whether more is asked for than words. */
  public boolean narrowed() {
    return !(status + kind + source + issuer + from + to).isEmpty();
  }

  public boolean empty() {
    return q.isEmpty() && !narrowed();
  }

  /** The page's own address. */
  public String page(String after) {
    var parts = common();
    parts.put("from", from);
    parts.put("to", to);
    parts.put("after", after);
    return address(parts);
  }

  /** The address at signing-service. */
  String upstream(String after) {
    var parts = common();
    parts.put("expiresFrom", from.isEmpty() ? "" : start(LocalDate.parse(from)));
    parts.put("expiresBefore", to.isEmpty() ? "" : start(LocalDate.parse(to).plusDays(1)));
    parts.put("after", after);
    parts.put("limit", String.valueOf(ROWS));
    return address(parts);
  }

  private Map<String, String> common() {
    var parts = new LinkedHashMap<String, String>();
    parts.put("q", q);
    parts.put("status", status);
    parts.put("kind", kind);
    parts.put("source", source);
    parts.put("issuer", issuer);
    parts.put("unit", unit);
    return parts;
  }

  private static String address(Map<String, String> parts) {
    var query =
        parts.entrySet().stream()
            .filter(part -> !part.getValue().isEmpty())
            .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "/certificates" : "/certificates?" + query;
  }

  private static String start(LocalDate day) {
    return day.atStartOfDay(Texts.VIETNAM).toInstant().toString();
  }

  private static String oneOf(List<String> known, String value) {
    return known.contains(value) ? value : "";
  }

  private static String day(String value) {
    try {
      var day = LocalDate.parse(value);
      return day.getYear() > 1900 && day.getYear() < 3000 ? value : "";
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static String id(String value) {
    try {
      return value.isEmpty() ? "" : UUID.fromString(value).toString();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
