package vn.antin.auth.session;

import java.util.List;
import vn.antin.auth.account.Account;
import vn.antin.auth.org.PostHeld;

/**
 * What the account page shows.
 *
 * @param current the session of the browser that looks at it
 * @param applications what the official has allowed
 */
public record AccountPage(
    Account account,
    List<PostHeld> posts,
    List<Session> sessions,
    SessionId current,
    List<AllowedApplication> applications) {
  public AccountPage {
    posts = List.copyOf(posts);
    sessions = List.copyOf(sessions);
    applications = List.copyOf(applications);
  }

  public boolean hasOthers() {
    return sessions.size() > 1;
  }
}
