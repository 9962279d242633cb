package vn.antin.auth.login.factor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import vn.antin.auth.account.AccountId;

/**
 * A step between the last proof and the session, such as the choice of a post. A bean; several go
 * by their {@code @Order}.
 */
public interface Interlude {
  /**
   * The address of the page to show now, with the flow in it; empty when there is nothing (more) to
   * do. When done, the page calls {@link Logins#resume}, which asks again.
   */
  Optional<String> page(AccountId account, LoginInProgress login, HttpServletRequest request);
}
