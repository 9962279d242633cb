package vn.antin.admin.session;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.web.Language;

/** Makes the identity under which a request calls the services behind. */
@Component
public final class Callers {
  private final DeskSessions sessions;

  Callers(DeskSessions sessions) {
    this.sessions = sessions;
  }

  /** The signed-in official, with an access token that is good now. */
  public Caller official(DeskSession session, HttpServletRequest request) {
    return new Caller(
        sessions.accessToken(session), Language.of(request).tag(), request.getRemoteAddr());
  }

  /** Anybody. */
  public Caller anybody(HttpServletRequest request) {
    return new Caller(null, Language.of(request).tag(), request.getRemoteAddr());
  }

  /** Passes the answer on unless the service no longer accepts the session's token. */
  public <T> Answer<T> checked(Answer<T> answer) {
    if (answer instanceof Answer.Refused<T>(var problem) && problem.status() == 401) {
      throw new SessionRefused();
    }
    return answer;
  }
}
