package vn.antin.admin.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Here;

/** Sends a browser without a session to the login and back to where it was. */
@ControllerAdvice
class SignInAdvice {
  @ExceptionHandler(SignInRequired.class)
  @Nullable ModelAndView signIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var login = "/login?next=" + URLEncoder.encode(Here.page(request), UTF_8);
    var destination = request.getHeader("Sec-Fetch-Dest");
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", login);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (destination != null && !destination.equals("document")) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, login);
    }
    response.flushBuffer();
    return null;
  }

  /** Not sent on by itself: a service that keeps refusing would make a circle. */
  @ExceptionHandler(SessionRefused.class)
  ModelAndView refused(HttpServletRequest request) {
    var next = URLEncoder.encode(Here.page(request), UTF_8);
    return FaultPage.of(
        HttpStatus.UNAUTHORIZED, "session", "/login?again=1&next=" + next, "landing.login");
  }
}
