package vn.antin.admin.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** Reading cookies, and making the kind that no other host and no script can reach. */
public final class Cookies {
  private Cookies() {}

  /** The value of the first cookie of that name. */
  public static Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }

  /** A {@code __Host-} cookie that lives as long as the browser. */
  public static ResponseCookie host(String name, String value) {
    return ResponseCookie.from(name, value)
        .httpOnly(true)
        .secure(true)
        .sameSite("Lax")
        .path("/")
        .build();
  }

  /** Removes a {@code __Host-} cookie. */
  public static ResponseCookie removed(String name) {
    return host(name, "").mutate().maxAge(Duration.ZERO).build();
  }
}
