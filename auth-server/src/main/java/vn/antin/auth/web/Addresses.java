package vn.antin.auth.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The address that the reader of a page sees, for links back to it. */
final class Addresses {
  private Addresses() {}

  static String shown(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")
        || request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null) {
      // A page that answers a post or an error cannot be fetched again by its address alone.
      String flow = request.getParameter("flow");
      return flow == null || !flow.matches("[A-Za-z0-9_-]{1,64}")
          ? "/account"
          : "/login?flow=" + flow;
    }
    return path(request.getRequestURI(), request.getQueryString());
  }

  private static String path(String uri, @Nullable String query) {
    String local = uri.startsWith("//") ? "/" : uri;
    UriComponentsBuilder address = UriComponentsBuilder.fromUriString(local);
    if (query != null) {
      address.query(query).replaceQueryParam("lang");
    }
    return address.build(true).toUriString();
  }
}
