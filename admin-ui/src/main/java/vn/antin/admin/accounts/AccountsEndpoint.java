package vn.antin.admin.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.ListAddress;

/** Accounts of the units that the administrator administers. */
@Controller
class AccountsEndpoint {
  private final Upstream authServer;
  private final Callers callers;

  AccountsEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping("/accounts")
  ModelAndView accounts(
      DeskSession session,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request) {
    if (!session.administrator()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "403");
    }
    var query = q.strip();
    var answer =
        callers.checked(
            authServer.get(
                ListAddress.of("/api/accounts", query, after, true),
                callers.official(session, request),
                AccountsPage.Listing.class));
    return switch (answer) {
      case Answer.Granted<AccountsPage.Listing>(var listing) ->
          new ModelAndView("accounts", "page", page(query, listing));
      case Answer.Refused<AccountsPage.Listing>(var problem) -> FaultPage.refused(problem.status());
    };
  }

  private static AccountsPage page(String query, AccountsPage.Listing listing) {
    var items = listing.items() == null ? List.<AccountsPage.Account>of() : listing.items();
    var more =
        listing.next() == null ? null : ListAddress.of("/accounts", query, listing.next(), false);
    return new AccountsPage(query, items, more);
  }
}
