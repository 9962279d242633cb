package vn.antin.admin.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.upstream.Answer;

/**
 * A page that says what went wrong and what to do now.
 *
 * @param key of the sentences: {@code fault.<key>.title}, {@code .text}
 * @param retry where "try again" leads
 * @param action label's key of that button
 */
public record FaultPage(String key, int status, String retry, String action) {

  /** The page with a button back to the start. */
  public static ModelAndView of(HttpStatusCode status, String key) {
    return of(status, key, "/", "fault.home");
  }

  /** The page with a button of its own. */
  public static ModelAndView of(HttpStatusCode status, String key, String retry, String action) {
    var page = new ModelAndView("fault");
    page.addObject("page", new FaultPage(key, status.value(), retry, action));
    page.setStatus(status);
    return page;
  }

  /** The page for a service's plain "no". */
  public static ModelAndView refused(int status) {
    return switch (status) {
      case 403 -> of(HttpStatus.FORBIDDEN, "403");
      case 404, 410 -> of(HttpStatus.NOT_FOUND, "404");
      case 429 -> of(HttpStatus.TOO_MANY_REQUESTS, "429");
      default -> of(HttpStatus.BAD_REQUEST, "400");
    };
  }

  /** The page for the first "no" among these answers. */
  public static ModelAndView refused(Answer<?>... answers) {
    for (var answer : answers) {
      if (answer instanceof Answer.Refused<?>(var problem)) {
        return refused(problem.status());
      }
    }
    throw new IllegalArgumentException("nothing was refused");
  }

  /** The page for a service that does not answer. */
  public static ModelAndView unavailable(String key, String retry) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, key, retry, "fault.retry");
  }
}
