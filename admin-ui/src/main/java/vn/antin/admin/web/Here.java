package vn.antin.admin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Local addresses: the page a request asked for, and which targets may be returned to. */
public final class Here {
  private static final int LONGEST = 1000;

  private Here() {}

  /** The path and query that the browser asked for, also while an error page is being made. */
  public static String of(HttpServletRequest request) {
    var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (failed instanceof String path) {
      return local(path);
    }
    var query = request.getQueryString();
    return local(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
  }

  /** The page itself, or for a form that was sent the page that the form stands on. */
  public static String page(HttpServletRequest request) {
    if (request.getMethod().equals("GET")) {
      return of(request);
    }
    return local(request.getRequestURI())
        .replaceFirst(
            "/(answer|approve|finish|remove|settings|units|rename|identifiers|posts|steps|rehearse|confirm|undo|withdraw|drop|security|profile|secret|enable|disable|delete|end-post|cancel|carry-out|cancel-leave|national-id|activation|reject|delegate|again)$",
            "");
  }

  /**
   * The target when it is a path on this site, otherwise the start page. Refuses whatever a browser
   * could take for another host: {@code //host}, {@code /\host}, control characters.
   */
  public static String local(@Nullable String target) {
    if (target == null
        || target.length() > LONGEST
        || !target.startsWith("/")
        || target.startsWith("//")
        || target.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f || c == '\\')) {
      return "/";
    }
    try {
      return new URI(target).toString();
    } catch (URISyntaxException e) {
      return "/";
    }
  }
}
