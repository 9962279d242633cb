package vn.antin.admin.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** The words of one language, and how it writes dates, sizes and numbers. Vietnam's time. */
public record Texts(MessageSource messages, Language language) {
  /** Where the days that people read and type begin and end. */
  public static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final double KIB = 1024;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT).withZone(VIETNAM);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy", Locale.ROOT).withZone(VIETNAM);

  /** The sentence of that key. */
  public String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, language.locale());
  }

  /** The sentence of that key, or of the other one when there is none. */
  public String textOr(String key, String fallback, Object... arguments) {
    var found = messages.getMessage(key, arguments, null, language.locale());
    return found != null ? found : text(fallback, arguments);
  }

  public String date(@Nullable Instant instant) {
    return instant == null ? "–" : DATE.format(instant);
  }

  /** A day as people here write it. */
  public String day(@Nullable LocalDate day) {
    return day == null ? "–" : DAY.format(day);
  }

  /** A day that a service wrote as ISO 8601 has it; anything else as it is. */
  public String day(String day) {
    try {
      return DAY.format(LocalDate.parse(day));
    } catch (DateTimeException e) {
      return day;
    }
  }

  public String dateTime(@Nullable Instant instant) {
    return instant == null ? "–" : DATE_TIME.format(instant);
  }

  /** The first 64 bits of a base64 digest as the approval page writes them: four groups. */
  public String fingerprint(String digest) {
    return fullFingerprint(digest).substring(0, 16).replaceAll("(....)(?!$)", "$1 ");
  }

  /** The whole digest in hexadecimal, as {@code sha256sum} prints it. */
  public String fullFingerprint(String digest) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(digest));
  }

  /** A file size as people read it: {@code 1,4 MB}. */
  public String size(long bytes) {
    if (bytes < KIB) {
      return bytes + " B";
    }
    if (bytes < KIB * KIB) {
      return String.format(language.locale(), "%.0f KB", bytes / KIB);
    }
    var size = String.format(language.locale(), "%.1f", bytes / (KIB * KIB));
    return size.replaceFirst("[.,]0$", "") + " MB";
  }
}
