package vn.antin.auth.login.factor;

import java.util.List;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionId;

/**
 * A login has opened a session or renewed one. Published inside the transaction that does.
 *
 * @param flow the login's id, by which an {@link Interlude} knows what was chosen in it
 */
public record LoginCompleted(
    AccountId account, SessionId session, String flow, List<String> methods, Assurance assurance) {
  public LoginCompleted {
    methods = List.copyOf(methods);
  }
}
