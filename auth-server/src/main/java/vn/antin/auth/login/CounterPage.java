package vn.antin.auth.login;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.session.Sessions;

/** For computers that several officials share: lock now, or let a colleague take over. */
@Controller
final class CounterPage {
  private final Sessions sessions;
  private final Accounts accounts;

  CounterPage(Sessions sessions, Accounts accounts) {
    this.sessions = sessions;
    this.accounts = accounts;
  }

  @GetMapping("/counter")
  ModelAndView show(@Nullable Authentication official) {
    return official instanceof SessionAuthentication open && open.session().counter()
        ? new ModelAndView(
            "counter",
            Map.of(
                "name",
                accounts.find(open.session().account()).map(Account::displayName).orElse(""),
                "minutes",
                LoginEnd.LOCK.toMinutes()))
        : new ModelAndView("redirect:/login");
  }

  /** The official turns away; the same or another one goes on from the login page. */
  @PostMapping("/counter/lock")
  ResponseEntity<Void> lock(@Nullable Authentication official) {
    if (official instanceof SessionAuthentication open && open.session().counter()) {
      sessions.lock(open.session().id());
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/login")).build();
  }
}
