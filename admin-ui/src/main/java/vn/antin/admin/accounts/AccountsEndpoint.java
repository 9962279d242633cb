package vn.antin.admin.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** Accounts of the units that the administrator administers. */
@Controller
class AccountsEndpoint {
  private static final int ROWS = 25;
  private static final List<String> STATES = List.of("active", "disabled");

  private final PeopleCalls people;

  AccountsEndpoint(PeopleCalls people) {
    this.people = people;
  }

  @GetMapping("/accounts")
  ModelAndView accounts(
      DeskSession session,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request) {
    if (!session.seesPeople()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "403");
    }
    var query = q.strip();
    var state = STATES.contains(status) ? status : "";
    var filter = parameters(query, state, unit);
    var answer =
        people.of(session, request).list("?limit=" + ROWS + filter + parameter("after", after));
    return switch (answer) {
      case Answer.Granted<AccountsPage.Listing>(var listing) ->
          new ModelAndView("accounts", "page", page(query, state, unit, filter, listing));
      case Answer.Refused<AccountsPage.Listing>(var problem) -> FaultPage.refused(problem.status());
    };
  }

  private static AccountsPage page(
      String query, String status, String unit, String filter, AccountsPage.Listing listing) {
    var items = listing.items() == null ? List.<AccountsPage.Account>of() : listing.items();
    var more =
        listing.next() == null
            ? null
            : "/accounts?" + (parameter("after", listing.next()) + filter).substring(1);
    return new AccountsPage(query, status, unit, items, more);
  }

  private static String parameters(String query, String status, String unit) {
    return parameter("q", query) + parameter("status", status) + parameter("unit", unit);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + Upstream.encoded(value);
  }
}
