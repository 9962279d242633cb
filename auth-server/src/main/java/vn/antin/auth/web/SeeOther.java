package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sends the browser on with 303, so that what it posted is not posted again (RFC 9700 section
 * 4.12). The target is written as it is given: one of our own pages, or an address that was checked
 * before.
 */
public final class SeeOther {

  private SeeOther() {}

  /** Nothing to show: what a page's method returns once the answer is written. */
  public static @Nullable ModelAndView to(String target, HttpServletResponse response) {
    response.setHeader(HttpHeaders.LOCATION, target);
    response.setStatus(HttpStatus.SEE_OTHER.value());
    return null;
  }
}
