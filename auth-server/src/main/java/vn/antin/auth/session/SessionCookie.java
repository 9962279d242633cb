package vn.antin.auth.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Carries the session secret between browser and server; a cookie of the browser session. */
final class SessionCookie {
  static final String NAME = "__Host-antin-session";

  private SessionCookie() {}

  static Optional<SessionSecret> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(NAME) && cookie.getValue().length() == 43)
        .map(cookie -> new SessionSecret(cookie.getValue()))
        .findFirst();
  }

  static void write(HttpServletResponse response, SessionSecret secret) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret.reveal()).build().toString());
  }

  static void clear(HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("").maxAge(0).build().toString());
  }

  private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
    return ResponseCookie.from(NAME, value).path("/").secure(true).httpOnly(true).sameSite("Lax");
  }
}
