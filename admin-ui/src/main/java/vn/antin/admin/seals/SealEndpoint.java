package vn.antin.admin.seals;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** Shows one seal: who keeps it, who kept it before, and who approved each handover. */
@Controller
class SealEndpoint {
  private final Upstream signingService;
  private final Callers callers;

  SealEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/certificates/seals/{unit}")
  ModelAndView show(DeskSession session, @PathVariable UUID unit, HttpServletRequest request) {
    var caller = callers.official(session, request);
    var custody =
        callers.checked(
            signingService.get("/seals/" + unit + "/custody", caller, SealPage.Keepings.class));
    var seals = callers.checked(signingService.get("/seals", caller, SealsPage.Seals.class));
    var handovers =
        callers.checked(signingService.get("/seal-handovers", caller, SealsPage.Handovers.class));
    if (custody instanceof Answer.Granted<SealPage.Keepings>(var earlier)
        && seals instanceof Answer.Granted<SealsPage.Seals>(var kept)
        && handovers instanceof Answer.Granted<SealsPage.Handovers>(var found)) {
      return kept.of(unit)
          .map(seal ->
              new ModelAndView(
                  "seal",
                  "page",
                  new SealPage(
                      seal,
                      Objects.requireNonNullElse(earlier.items(), List.of()),
                      found.waits(seal))))
          .orElseGet(() -> FaultPage.refused(404));
    }
    return FaultPage.refused(custody, seals, handovers);
  }
}
