package vn.antin.auth.oauth2.bind;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** The access token of a request to one of our resources. */
sealed interface PresentedToken {
  /** One that came alone (RFC 6750 §2.1, at userinfo also §2.2). */
  record Bearer(String token) implements PresentedToken {}

  /** One that came with a proof (RFC 9449 §7.1). */
  record WithProof(String token) implements PresentedToken {}

  /** There is none, or the client authenticates in another way. */
  record None() implements PresentedToken {}

  /** What came is no token, or there are several. */
  record Malformed() implements PresentedToken {}

  /** The characters of RFC 7235's token68. */
  Pattern HEADER = Pattern.compile("(?i)(bearer|dpop) +([A-Za-z0-9._~+/-]+=*)");

  /**
   * Reads it.
   *
   * @param formAllowed whether a form may carry it; an address never may
   */
  static PresentedToken of(HttpServletRequest request, boolean formAllowed) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    String[] inForm = formAllowed && form(request) ? parameters(request) : new String[0];
    if (headers.size() + inForm.length > 1) {
      return new Malformed();
    }
    if (inForm.length == 1) {
      return new Bearer(inForm[0]);
    }
    return headers.isEmpty() ? new None() : of(headers.getFirst());
  }

  private static PresentedToken of(String header) {
    if (!header.regionMatches(true, 0, "bearer", 0, 6)
        && !header.regionMatches(true, 0, "dpop", 0, 4)) {
      return new None();
    }
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      return new Malformed();
    }
    return matcher.group(1).equalsIgnoreCase("dpop")
        ? new WithProof(matcher.group(2))
        : new Bearer(matcher.group(2));
  }

  private static boolean form(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getMethod().equals("POST")
        && type != null
        && type.toLowerCase(java.util.Locale.ROOT).startsWith("application/x-www-form-urlencoded")
        && (request.getQueryString() == null || !request.getQueryString().contains("access_token"));
  }

  private static String[] parameters(HttpServletRequest request) {
    String[] values = request.getParameterValues("access_token");
    return values == null ? new String[0] : values;
  }
}
