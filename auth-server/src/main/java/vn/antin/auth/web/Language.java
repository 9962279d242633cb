package vn.antin.auth.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of a page: what the {@code lang} parameter says (and a cookie remembers), what the
 * application asked for, what was chosen before, else Vietnamese. The browser's own setting is not
 * asked: an English Windows is usual in Vietnamese offices and says nothing of its reader.
 */
@Component("localeResolver")
public final class Language implements LocaleResolver {
  /** The language of this house. */
  public static final Locale VIETNAMESE = Locale.of("vi");

  private static final String COOKIE = "__Host-antin-language";
  private static final String PREFERRED = Language.class.getName();

  /** The first language of a space-separated list of BCP 47 tags that we speak. */
  public static Optional<Locale> firstSpoken(@Nullable String tags) {
    for (String tag : tags == null ? new String[0] : tags.strip().split("\\s+")) {
      String language = Locale.forLanguageTag(tag).getLanguage();
      if (language.equals("vi") || language.equals("en")) {
        return Optional.of(Locale.of(language));
      }
    }
    return Optional.empty();
  }

  /** Lets an application's wish stand unless the official says otherwise on the page itself. */
  public static void prefer(HttpServletRequest request, Locale locale) {
    request.setAttribute(PREFERRED, locale);
  }

  /** Whether somebody has said which language this request's page is to speak. */
  public static boolean known(HttpServletRequest request) {
    return chosen(request).or(() -> firstSpoken(cookie(request))).isPresent();
  }

  /** The language chosen by this very request. */
  public static Optional<Locale> chosen(HttpServletRequest request) {
    return firstSpoken(request.getParameter("lang"));
  }

  /** Remembers a choice made by this request. */
  static void remember(HttpServletRequest request, HttpServletResponse response) {
    chosen(request)
        .ifPresent(locale ->
            response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, locale.getLanguage())
                    .path("/")
                    .secure(true)
                    .httpOnly(true)
                    .sameSite("Lax")
                    .maxAge(Duration.ofDays(365))
                    .build()
                    .toString()));
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return chosen(request)
        .or(() -> Optional.ofNullable((Locale) request.getAttribute(PREFERRED)))
        .or(() -> firstSpoken(cookie(request)))
        .orElse(VIETNAMESE);
  }

  private static @Nullable String cookie(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null ? null : cookie.getValue();
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("the language is chosen by the lang parameter");
  }
}
