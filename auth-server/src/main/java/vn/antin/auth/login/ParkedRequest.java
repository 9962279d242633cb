package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;
import org.springframework.util.StringUtils;

/**
 * The address that takes a request up again after login. A posted authorization request becomes a
 * query (OpenID Connect Core §3.1.2.1); what is typed into a form of ours, such as a PIN, is never
 * put into an address.
 */
record ParkedRequest(String uri, boolean prompted) {
  /** A larger request is refused. */
  static final int LARGEST = 4096;

  static ParkedRequest of(HttpServletRequest request) {
    boolean safe = request.getMethod().equals("GET") || request.getMethod().equals("POST");
    if (!safe || request.getRequestURI().startsWith("//")) {
      return new ParkedRequest("/account", false);
    }
    if (request.getMethod().equals("POST") && !request.getRequestURI().startsWith("/oauth2/")) {
      String asked = request.getQueryString();
      return new ParkedRequest(request.getRequestURI() + (asked == null ? "" : "?" + asked), false);
    }
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    request
        .getParameterMap()
        .forEach((name, values) -> {
          for (String value : values) {
            String kept = name.equals("prompt") ? withoutLogin(value) : value;
            if (!kept.isEmpty() || value.isEmpty()) {
              query.add(encode(name) + "=" + encode(kept));
            }
          }
        });
    boolean prompted =
        Arrays.asList(StringUtils.delimitedListToStringArray(request.getParameter("prompt"), " "))
            .contains("login");
    return new ParkedRequest(request.getRequestURI() + query, prompted);
  }

  /** The login that follows satisfies {@code prompt=login}; asking again would never end. */
  private static String withoutLogin(String prompt) {
    return String.join(
        " ", Arrays.stream(prompt.split(" ")).filter(word -> !word.equals("login")).toList());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
