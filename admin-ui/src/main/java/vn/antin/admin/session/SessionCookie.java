package vn.antin.admin.session;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import vn.antin.admin.web.Cookies;

/** The cookie that holds a session's secret. */
public final class SessionCookie {
  private SessionCookie() {}

  public static void set(HttpServletResponse response, String value) {
    response.addHeader(
        HttpHeaders.SET_COOKIE, Cookies.host(CurrentSession.COOKIE, value).toString());
  }

  public static void remove(HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, Cookies.removed(CurrentSession.COOKIE).toString());
  }
}
