package vn.antin.auth.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last answer: a page in the reader's language for browsers, a problem document (RFC 9457) for
 * programs. Needs no database and tells nothing of what went wrong inside.
 */
@Controller
final class ErrorPages implements ErrorController {
  /** Statuses with words of their own; the others share those of 400 and 500. */
  private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 413, 414, 500, 503);

  private final JsonMapper json;

  ErrorPages(JsonMapper json) {
    this.json = json;
  }

  @RequestMapping("${spring.web.error.path:/error}")
  @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpStatus status = status(request);
    response.setStatus(status.value());
    if (forPrograms(request)) {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(json.writeValueAsBytes(ProblemDetail.forStatus(status)));
      return null;
    }
    int worded =
        WORDED.contains(status.value()) ? status.value() : status.is4xxClientError() ? 400 : 500;
    return new ModelAndView("error-page", "page", new ErrorPage(status.value(), "error." + worded));
  }

  private static HttpStatus status(HttpServletRequest request) {
    if (Outage.caused((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))) {
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    @Nullable HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.resolve(code)
            : HttpStatus.NOT_FOUND;
    return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
  }

  private static boolean forPrograms(HttpServletRequest request) {
    String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return path.startsWith("/api/")
        || path.startsWith("/internal/")
        || (accept != null && accept.contains("json") && !accept.contains("html"));
  }
}
