package vn.antin.admin.certificates;

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

/** Certificates held in the units that the administrator administers. */
@Controller
class CertificatesEndpoint {
  private final Upstream signingService;
  private final Callers callers;

  CertificatesEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/certificates")
  ModelAndView certificates(
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
            signingService.get(
                ListAddress.of("/certificates", query, after, true),
                callers.official(session, request),
                CertificatesPage.Listing.class));
    return switch (answer) {
      case Answer.Granted<CertificatesPage.Listing>(var listing) ->
          new ModelAndView("certificates", "page", page(query, listing));
      case Answer.Refused<CertificatesPage.Listing>(var problem) ->
          FaultPage.refused(problem.status());
    };
  }

  private static CertificatesPage page(String query, CertificatesPage.Listing listing) {
    var items = listing.items() == null ? List.<CertificatesPage.Certificate>of() : listing.items();
    var more =
        listing.next() == null
            ? null
            : ListAddress.of("/certificates", query, listing.next(), false);
    return new CertificatesPage(query, items, more, listing.stale());
  }
}
