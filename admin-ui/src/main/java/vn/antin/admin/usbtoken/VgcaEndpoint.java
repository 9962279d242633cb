package vn.antin.admin.usbtoken;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.web.FaultPage;

/**
 * The page that speaks to VGCA Sign Service on the official's computer, and alone may. It hands the
 * program the one-time addresses of the documents and nothing else: no cookie, no token.
 */
@Controller
class VgcaEndpoint {
  private static final String POLICY = "Content-Security-Policy";

  private final VgcaJobs jobs;
  private final Callers callers;
  private final VgcaProperties settings;

  VgcaEndpoint(VgcaJobs jobs, Callers callers, VgcaProperties settings) {
    this.jobs = jobs;
    this.callers = callers;
    this.settings = settings;
  }

  static String path(UUID request, String from) {
    return "/usb-token/" + request + "/vgca?from=" + from;
  }

  @GetMapping("/usb-token/{request}/vgca")
  ModelAndView show(
      @PathVariable UUID request,
      @RequestParam(defaultValue = "/inbox") String from,
      DeskSession session,
      HttpServletRequest http) {
    if (!settings.enabled()) {
      return FaultPage.refused(HttpStatus.NOT_FOUND.value());
    }
    return switch (callers.checked(jobs.state(request, callers.official(session, http)))) {
      case Answer.Granted<VgcaJobs.State>(var state) -> page(request, from, null, state, null);
      case Answer.Refused<VgcaJobs.State>(var problem) ->
          problem.status() == 404
              ? page(request, from, null, null, null)
              : FaultPage.refused(problem.status());
    };
  }

  @PostMapping("/usb-token/{request}/vgca")
  ModelAndView make(
      @PathVariable UUID request,
      @RequestParam(defaultValue = "/inbox") String from,
      DeskSession session,
      HttpServletRequest http,
      HttpServletResponse response) {
    if (!settings.enabled()) {
      return FaultPage.refused(HttpStatus.NOT_FOUND.value());
    }
    var caller = callers.official(session, http);
    return switch (callers.checked(jobs.make(request, caller))) {
      case Answer.Granted<VgcaJobs.Made>(var made) -> {
        var policy = Objects.requireNonNullElse(response.getHeader(POLICY), "");
        response.setHeader(
            POLICY,
            policy.replace("connect-src 'self'", "connect-src 'self' " + settings.origin()));
        yield page(request, from, made, null, null);
      }
      case Answer.Refused<VgcaJobs.Made>(var problem) ->
          page(
              request,
              from,
              null,
              null,
              problem.status() == 404 ? "document-gone" : problem.name());
    };
  }

  private ModelAndView page(
      UUID request,
      String from,
      VgcaJobs.@Nullable Made made,
      VgcaJobs.@Nullable State state,
      @Nullable String problem) {
    return new ModelAndView(
        "usbtoken/vgca",
        "page",
        new VgcaPage(request, TokenJobEndpoint.back(from), settings, made, state, problem));
  }
}
