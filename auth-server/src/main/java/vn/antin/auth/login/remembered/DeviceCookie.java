package vn.antin.auth.login.remembered;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;
import vn.antin.auth.digest.Digest;

/** Tells one browser from another, for as long as browsers keep cookies. Prints nothing. */
record DeviceCookie(String reveal) {
  static final Duration LIFETIME = Duration.ofDays(400);

  private static final String NAME = "__Host-antin-device";
  private static final SecureRandom RANDOM = new SecureRandom();

  static Optional<DeviceCookie> read(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, NAME))
        .map(Cookie::getValue)
        .filter(value -> value.length() == 43)
        .map(DeviceCookie::new);
  }

  /** Hands it to the browser, again and again, so that it lives on. */
  void write(HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, reveal)
            .path("/")
            .secure(true)
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(LIFETIME)
            .build()
            .toString());
  }

  static DeviceCookie random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new DeviceCookie(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    return Digest.sha256(reveal);
  }

  @Override
  public String toString() {
    return "DeviceCookie";
  }
}
