package vn.antin.admin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** The two languages of the pages; Vietnamese unless the official chose otherwise. */
public enum Language {
  VI("vi", Locale.of("vi")),
  EN("en", Locale.ENGLISH);

  static final String COOKIE = "antin-language";

  private final String tag;
  private final Locale locale;

  Language(String tag, Locale locale) {
    this.tag = tag;
    this.locale = locale;
  }

  public String tag() {
    return tag;
  }

  public Locale locale() {
    return locale;
  }

  /** The other one, for the switch. */
  public Language other() {
    return this == VI ? EN : VI;
  }

  /** The language this browser asked for by its cookie. */
  public static Language of(HttpServletRequest request) {
    return Cookies.read(request, COOKIE).filter("en"::equals).isPresent() ? EN : VI;
  }
}
