package vn.antin.admin.outcomes;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.units.Units;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** The signatures whose outcome nobody knows, the oldest first. */
@Controller
class OutcomesEndpoint {
  static final String API = "/unknown-outcomes";
  static final String PAGE = "/certificates/unknown";
  private static final int ROWS = 25;

  private final Upstream signingService;
  private final Callers callers;
  private final Units units;
  private final InstantSource time;

  OutcomesEndpoint(
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      Units units,
      InstantSource time) {
    this.signingService = signingService;
    this.callers = callers;
    this.units = units;
    this.time = time;
  }

  @GetMapping(PAGE)
  ModelAndView list(
      DeskSession session,
      @RequestParam(defaultValue = "") String unitCode,
      @RequestParam(defaultValue = "") String application,
      @RequestParam(defaultValue = "0") int hours,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var code = unitCode.strip();
    var system = application.strip();
    var query = new StringBuilder("?limit=" + ROWS + "&hours=" + hours);
    if (!system.isEmpty()) {
      query.append("&application=").append(Upstream.encoded(system));
    }
    if (!code.isEmpty()) {
      var unit = units.byCode(code, caller);
      if (unit.isEmpty()) {
        return page(
            new OutcomesPage(List.of(), code, system, hours, null, false, time.instant(), "unit"));
      }
      query.append("&unit=").append(unit.get());
    }
    if (!after.isEmpty()) {
      query.append("&after=").append(Upstream.encoded(after));
    }
    return switch (callers.checked(
        signingService.get(API + query, caller, Outcome.Listing.class))) {
      case Answer.Refused<Outcome.Listing>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Outcome.Listing>(var found) ->
          page(
              new OutcomesPage(
                  Objects.requireNonNullElse(found.items(), List.of()),
                  code,
                  system,
                  hours,
                  more(code, system, hours, found.next()),
                  found.stale(),
                  time.instant(),
                  null));
    };
  }

  private static @Nullable String more(
      String code, String system, int hours, @Nullable String next) {
    return next == null
        ? null
        : PAGE
            + "?hours="
            + hours
            + "&unitCode="
            + Upstream.encoded(code)
            + "&application="
            + Upstream.encoded(system)
            + "&after="
            + Upstream.encoded(next);
  }

  private static ModelAndView page(OutcomesPage page) {
    return new ModelAndView("outcomes", "page", page);
  }
}
