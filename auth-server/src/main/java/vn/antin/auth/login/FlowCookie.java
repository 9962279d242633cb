package vn.antin.auth.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import vn.antin.auth.digest.Digest;

/** Binds logins in progress to the browser that began them; one value for all of its tabs. */
record FlowCookie(String value) {
  private static final String NAME = "__Host-antin-flow";
  private static final SecureRandom RANDOM = new SecureRandom();

  static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Optional<FlowCookie> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(NAME) && cookie.getValue().length() == 43)
        .map(cookie -> new FlowCookie(cookie.getValue()))
        .findFirst();
  }

  static FlowCookie ensure(HttpServletRequest request, HttpServletResponse response) {
    return read(request).orElseGet(() -> write(new FlowCookie(random()), response));
  }

  private static FlowCookie write(FlowCookie cookie, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, cookie.value())
            .path("/")
            .secure(true)
            .httpOnly(true)
            .sameSite("Lax")
            .build()
            .toString());
    return cookie;
  }

  byte[] hash() {
    return Digest.sha256(value);
  }

  @Override
  public String toString() {
    return "FlowCookie";
  }
}
