package vn.antin.admin.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.admin.web.Language;

/** Makes the identity under which a request calls the services behind. */
@Component
public final class Callers {
  /** Trouble of signing-service's own that pages explain, with what was typed still there. */
  private static final Set<String> EXPLAINED =
      Set.of(
          "people-stale",
          "busy",
          "token-unreachable",
          "storage-unreachable",
          "directory-unreachable",
          "authority-absent");

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

  /**
   * Passes on an answer that the page can explain. A token that is no longer accepted and a fault
   * of the service end the page instead.
   *
   * @throws Unreachable for a fault of the service
   */
  public <T> Answer<T> checked(Answer<T> answer) {
    if (answer instanceof Answer.Refused<T>(var problem)) {
      if (problem.status() == 401) {
        throw new SessionRefused();
      }
      if (problem.status() >= 500) {
        throw new Unreachable(problem.part(), problem.name());
      }
    }
    return answer;
  }

  /**
   * Why it was not done, for a page that has sentences also for some of the service's own trouble;
   * any other fault ends the page, as {@link #checked} says.
   *
   * @throws Unreachable for a fault of the service that is not explained
   */
  public <T> Problem explained(Answer.Refused<T> refused) {
    if (!EXPLAINED.contains(refused.problem().name())) {
      checked(refused);
    }
    return refused.problem();
  }
}
