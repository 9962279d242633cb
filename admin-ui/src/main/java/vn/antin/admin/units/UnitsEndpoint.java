package vn.antin.admin.units;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
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

/** Where the administrator's part of the tree begins, and search in it. */
@Controller
class UnitsEndpoint {
  private static final int ROWS = 50;

  private final Upstream authServer;
  private final Callers callers;

  UnitsEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping("/units")
  ModelAndView units(
      DeskSession session,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request) {
    if (!session.administrator()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "403");
    }
    var query = q.strip();
    var day = day(asOf);
    var when = day == null ? "" : "&asOf=" + day;
    var path =
        query.isEmpty()
            ? "/api/units/tops?limit=" + ROWS + when
            : "/api/units?limit="
                + ROWS
                + when
                + "&q="
                + Upstream.encoded(query)
                + (after.isEmpty() ? "" : "&after=" + Upstream.encoded(after));
    var answer =
        callers.checked(
            authServer.get(path, callers.official(session, request), Unit.Listing.class));
    return switch (answer) {
      case Answer.Granted<Unit.Listing>(var listing) -> {
        var next = listing.next();
        var more =
            next == null
                ? null
                : "/units?q=" + Upstream.encoded(query) + when + "&after=" + Upstream.encoded(next);
        yield new ModelAndView("units", "page", new UnitsPage(query, day, listing.units(), more));
      }
      case Answer.Refused<Unit.Listing>(var problem) -> FaultPage.refused(problem.status());
    };
  }

  /** A day as date fields send it; whatever is none counts as not given. */
  static @Nullable LocalDate day(String text) {
    try {
      return text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
