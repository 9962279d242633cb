package vn.antin.auth.profile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.session.Farewell;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;

/** Where the official is logged in, and how to end that. */
@Controller
final class SessionsController {
  private static final String PAGE = "/account/sessions";

  private final Sessions sessions;
  private final ObjectProvider<Farewell> farewell;

  SessionsController(Sessions sessions, ObjectProvider<Farewell> farewell) {
    this.sessions = sessions;
    this.farewell = farewell;
  }

  @GetMapping(PAGE)
  ModelAndView show(SessionAuthentication official) {
    return new ModelAndView(
        "account-sessions",
        "page",
        new SessionsPage(
            sessions.openSessions(official.session().account()), official.session().id()));
  }

  @PostMapping(PAGE + "/{id}/end")
  ResponseEntity<Void> end(
      @PathVariable UUID id,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    SessionId ended = new SessionId(id);
    if (ended.equals(official.session().id())) {
      return logOut(request, response);
    }
    sessions.openSessions(official.session().account()).stream()
        .filter(session -> session.id().equals(ended))
        .forEach(session -> sessions.end(session.id(), "ended-by-official"));
    return seeOther(PAGE);
  }

  @PostMapping(PAGE + "/end-others")
  ResponseEntity<Void> endOthers(SessionAuthentication official) {
    sessions.openSessions(official.session().account()).stream()
        .filter(session -> !session.id().equals(official.session().id()))
        .forEach(session -> sessions.end(session.id(), "ended-by-official"));
    return seeOther(PAGE);
  }

  @PostMapping("/logout")
  ResponseEntity<Void> logOut(HttpServletRequest request, HttpServletResponse response) {
    return seeOther(
        sessions
            .endCurrent(request, response, "logout")
            .map(ended -> farewell.getObject().page(ended))
            .orElse("/logged-out"));
  }

  private static ResponseEntity<Void> seeOther(String target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(target)).build();
  }
}
