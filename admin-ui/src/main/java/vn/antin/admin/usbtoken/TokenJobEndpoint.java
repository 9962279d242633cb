package vn.antin.admin.usbtoken;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

/** Makes a job and shows how far it is. Whose request it is, signing-service decides. */
@Controller
public class TokenJobEndpoint {
  private static final Pattern FROM = Pattern.compile("/sign/[0-9a-f-]{36}|/inbox");

  private final TokenJobs jobs;
  private final Callers callers;
  private final VgcaProperties vgca;

  TokenJobEndpoint(TokenJobs jobs, Callers callers, VgcaProperties vgca) {
    this.jobs = jobs;
    this.callers = callers;
    this.vgca = vgca;
  }

  /**
   * Where a request is signed with a token.
   *
   * @param from the page to go back to
   */
  public static String path(UUID request, String from) {
    return "/usb-token/" + request + "?from=" + from;
  }

  /** Only pages that lead here are gone back to. */
  static String back(String from) {
    return FROM.matcher(from).matches() ? from : "/inbox";
  }

  @GetMapping("/usb-token/{request}")
  ModelAndView show(
      @PathVariable UUID request,
      @RequestParam(defaultValue = "/inbox") String from,
      DeskSession session,
      HttpServletRequest http) {
    return switch (callers.checked(jobs.state(request, callers.official(session, http)))) {
      case Answer.Granted<TokenJobs.State>(var state) -> page(request, from, null, state, null);
      case Answer.Refused<TokenJobs.State>(var problem) ->
          problem.status() == 404
              ? page(request, from, null, null, null)
              : FaultPage.refused(problem.status());
    };
  }

  @PostMapping("/usb-token/{request}")
  ModelAndView make(
      @PathVariable UUID request,
      @RequestParam(defaultValue = "/inbox") String from,
      DeskSession session,
      HttpServletRequest http) {
    var caller = callers.official(session, http);
    return switch (callers.checked(jobs.make(request, caller))) {
      case Answer.Granted<TokenJobs.Made>(var made) ->
          page(
              request,
              from,
              made,
              new TokenJobs.State("waiting", null, made.documents(), 0, made.documents(), 0),
              null);
      case Answer.Refused<TokenJobs.Made>(var problem) ->
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
      TokenJobs.@Nullable Made made,
      TokenJobs.@Nullable State state,
      @Nullable String problem) {
    return new ModelAndView(
        "usbtoken/job",
        "page",
        new TokenJobPage(request, back(from), made, state, problem, vgca.enabled()));
  }
}
