package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What the mTLS listener answers: endpoints that programs call, and the one address where an
 * official's browser shows a certificate on its way through a login.
 */
public final class MutualTlsPaths {
  private static final String AUTHORIZE = "/oauth2/authorize";
  private static final String LOGIN = "/login/certificate/proof";

  private MutualTlsPaths() {}

  /** Whether this path, written as it is sent, is answered there. */
  public static boolean serves(String path) {
    return path.equals("/userinfo")
        || path.equals(LOGIN)
        || path.startsWith("/api/")
        || (path.startsWith("/oauth2/")
            && !path.equals(AUTHORIZE)
            && !path.startsWith(AUTHORIZE + "/"));
  }

  static boolean serves(HttpServletRequest request) {
    // A path that is not in its plain form (dots, escapes, parameters) is nobody's here.
    return request.getRequestURI().equals(request.getServletPath())
        && serves(request.getRequestURI());
  }
}
