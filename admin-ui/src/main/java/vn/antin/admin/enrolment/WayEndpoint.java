package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Made;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/**
 * The page from which each way to a certificate sets out, saying what of; issues a first
 * certificate or asks an outside authority.
 */
@Controller
class WayEndpoint {
  private final Upstream signingService;
  private final Callers callers;
  private final HolderPages pages;

  WayEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, HolderPages pages) {
    this.signingService = signingService;
    this.callers = callers;
    this.pages = pages;
  }

  @GetMapping({
    "/certificates/new",
    "/certificates/requests/new",
    "/certificates/usb-tokens/new",
    "/certificates/usb-tokens/code"
  })
  ModelAndView ask(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(defaultValue = "") String q,
      HttpServletRequest request) {
    return session.administrator()
        ? pages.of(
            Way.of(request.getServletPath()),
            new Named(official, unit),
            q,
            callers.official(session, request))
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  @PostMapping({"/certificates/new", "/certificates/requests/new"})
  ModelAndView act(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable UUID unit,
      HttpServletRequest request) {
    var way = Way.of(request.getServletPath());
    var caller = callers.official(session, request);
    var named = new Named(official, unit);
    if (!named.one()) {
      return pages.of(way, named, "", caller);
    }
    return switch (signingService.post(way.api(), caller, named.wish(), Made.class)) {
      case Answer.Granted<Made>(var made) -> Redirect.to(way.then(made));
      case Answer.Refused<Made> refused ->
          pages.refused(way, named, "", caller, callers.explained(refused));
    };
  }
}
