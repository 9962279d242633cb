package vn.antin.auth.session;

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
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.org.Standing;

/** An official's own page: who they are here, where they are logged in, and how to end that. */
@Controller
final class AccountController {
  private final Accounts accounts;
  private final Standing standing;
  private final Sessions sessions;
  private final ObjectProvider<Farewell> farewell;
  private final ObjectProvider<AllowedApplications> applications;

  AccountController(
      Accounts accounts,
      Standing standing,
      Sessions sessions,
      ObjectProvider<Farewell> farewell,
      ObjectProvider<AllowedApplications> applications) {
    this.accounts = accounts;
    this.standing = standing;
    this.sessions = sessions;
    this.farewell = farewell;
    this.applications = applications;
  }

  @GetMapping("/")
  ResponseEntity<Void> home() {
    return seeOther("/account");
  }

  @GetMapping("/account")
  ModelAndView account(SessionAuthentication official) {
    AccountId id = official.session().account();
    Account account = accounts.find(id).orElseThrow();
    return new ModelAndView(
        "account",
        "page",
        new AccountPage(
            account,
            standing.posts(id),
            sessions.openSessions(id),
            official.session().id(),
            applications.stream().flatMap(all -> all.of(id).stream()).toList()));
  }

  @PostMapping("/account/sessions/{id}/end")
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
    return seeOther("/account");
  }

  @PostMapping("/account/sessions/end-others")
  ResponseEntity<Void> endOthers(SessionAuthentication official) {
    sessions.openSessions(official.session().account()).stream()
        .filter(session -> !session.id().equals(official.session().id()))
        .forEach(session -> sessions.end(session.id(), "ended-by-official"));
    return seeOther("/account");
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
