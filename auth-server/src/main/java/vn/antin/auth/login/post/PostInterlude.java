package vn.antin.auth.login.post;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Interlude;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.org.Standing;
import vn.antin.auth.session.SessionAuthentication;

/**
 * Asks an official with several posts in which one they work now; not again when a session that
 * knows it is only confirmed.
 */
@Component
final class PostInterlude implements Interlude {
  private final Standing standing;
  private final ActedPosts acted;

  PostInterlude(Standing standing, ActedPosts acted) {
    this.standing = standing;
    this.acted = acted;
  }

  @Override
  public Optional<String> page(
      AccountId account, LoginInProgress login, HttpServletRequest request) {
    if (goesOn(account, request) || standing.posts(account).size() < 2 || acted.chosen(login)) {
      return Optional.empty();
    }
    acted.ask(login, account);
    return Optional.of("/login/post?flow=" + login.id());
  }

  private boolean goesOn(AccountId account, HttpServletRequest request) {
    return request.getUserPrincipal() instanceof SessionAuthentication official
        && official.session().account().equals(account)
        && acted.of(official.session().id()).isPresent();
  }
}
