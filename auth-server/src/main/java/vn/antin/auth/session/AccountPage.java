package vn.antin.auth.session;

import java.util.List;
import vn.antin.auth.account.Account;
import vn.antin.auth.org.PostHeld;

/**
 * What the account page shows.
 *
 * @param current the session of the browser that looks at it
 */
public record AccountPage(
    Account account, List<PostHeld> posts, List<Session> sessions, SessionId current) {
  public AccountPage {
    posts = List.copyOf(posts);
    sessions = List.copyOf(sessions);
  }

  public boolean hasOthers() {
    return sessions.size() > 1;
  }
}
