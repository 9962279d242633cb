package vn.antin.auth.profile;

import java.util.List;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionId;

/**
 * What the page about devices and sessions shows.
 *
 * @param current the session of the browser that looks at it
 */
public record SessionsPage(List<Session> sessions, SessionId current) {
  public SessionsPage {
    sessions = List.copyOf(sessions);
  }

  public boolean hasOthers() {
    return sessions.size() > 1;
  }
}
