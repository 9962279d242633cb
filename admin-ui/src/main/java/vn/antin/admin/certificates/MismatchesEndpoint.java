package vn.antin.admin.certificates;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** The report of certificates that no longer fit post or unit. */
@Controller
class MismatchesEndpoint {
  private static final int ROWS = 100;

  private final Upstream signingService;
  private final Callers callers;

  MismatchesEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/certificates/mismatches")
  ModelAndView show(
      DeskSession session, @RequestParam(defaultValue = "0") int skip, HttpServletRequest request) {
    var answer =
        callers.checked(
            signingService.get(
                "/certificate-mismatches",
                callers.official(session, request),
                MismatchesPage.Listing.class));
    return switch (answer) {
      case Answer.Granted<MismatchesPage.Listing>(var found) ->
          new ModelAndView("certificate-mismatches", "page", page(found, skip));
      case Answer.Refused<MismatchesPage.Listing>(var problem) ->
          FaultPage.refused(problem.status());
    };
  }

  private static MismatchesPage page(MismatchesPage.Listing found, int skip) {
    var all = Objects.requireNonNullElse(found.items(), List.<MismatchesPage.Mismatch>of());
    int from = Math.clamp(skip, 0, all.size());
    int to = Math.min(from + ROWS, all.size());
    return new MismatchesPage(
        all.subList(from, to),
        all.size(),
        to < all.size() ? "/certificates/mismatches?skip=" + to : null,
        found.stale());
  }
}
