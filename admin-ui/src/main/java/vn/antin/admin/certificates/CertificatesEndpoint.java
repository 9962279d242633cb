package vn.antin.admin.certificates;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
import vn.antin.admin.web.Texts;

/** Certificates held in the units that the administrator administers. */
@Controller
class CertificatesEndpoint {
  private final Upstream signingService;
  private final Callers callers;
  private final InstantSource time;

  CertificatesEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, InstantSource time) {
    this.signingService = signingService;
    this.callers = callers;
    this.time = time;
  }

  @GetMapping("/certificates")
  ModelAndView certificates(
      DeskSession session, @RequestParam Map<String, String> form, HttpServletRequest request) {
    if (!session.administrator()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "403");
    }
    var filter = CertificateFilter.of(form);
    var answer =
        callers.checked(
            signingService.get(
                filter.upstream(form.getOrDefault("after", "")),
                callers.official(session, request),
                CertificatesPage.Listing.class));
    return switch (answer) {
      case Answer.Granted<CertificatesPage.Listing>(var listing) ->
          new ModelAndView("certificates", "page", page(filter, listing));
      case Answer.Refused<CertificatesPage.Listing>(var problem) ->
          FaultPage.refused(problem.status());
    };
  }

  private CertificatesPage page(CertificateFilter filter, CertificatesPage.Listing listing) {
    var now = time.instant();
    var today = LocalDate.ofInstant(now, Texts.VIETNAM);
    var windows =
        Stream.of(7, 30, 60)
            .map(days -> {
              var ending = CertificateFilter.ending(today, today.plusDays(days));
              return new CertificatesPage.Window(days, ending.page(""), ending.equals(filter));
            })
            .toList();
    var next = listing.next();
    return new CertificatesPage(
        filter,
        windows,
        Objects.requireNonNullElse(listing.items(), List.of()),
        next == null ? null : filter.page(next),
        listing.stale(),
        now);
  }
}
