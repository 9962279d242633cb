package vn.antin.auth.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** The texts of one page in its reader's language; times are Vietnam's. */
public record Words(MessageSource messages, Locale locale, String here) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");

  /** The text with this key; a missing key is a bug. */
  public String say(String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  public String time(Instant instant) {
    return TIME.withZone(ZONE).format(instant);
  }

  public String language() {
    return locale.getLanguage();
  }

  /** This page's address with the given language asked for. */
  public String in(String language) {
    return here + (here.contains("?") ? "&" : "?") + "lang=" + language;
  }
}
