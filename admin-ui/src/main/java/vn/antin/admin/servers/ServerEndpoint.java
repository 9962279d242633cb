package vn.antin.admin.servers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** One server: its certificates, another code for it, withdrawing it. */
@Controller
class ServerEndpoint {
  private static final String API = "/authority/servers/";
  private static final String PAGE = "/certificates/servers/";

  private final Upstream signingService;
  private final Callers callers;

  ServerEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping(PAGE + "{id}")
  ModelAndView show(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    return page("server", id, callers.official(session, request), null);
  }

  /** A reload of the page with the code leads back. */
  @GetMapping(PAGE + "{id}/code")
  ModelAndView shown(@PathVariable UUID id) {
    return Redirect.to(PAGE + id);
  }

  /**
   * The page that answers shows the code; the one before counts no more.
   *
   * @param revoke the answer to whether it was the server that used the code before: revoke if not
   */
  @PostMapping(PAGE + "{id}/code")
  ModelAndView code(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Boolean revoke,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    if (!(find(id, caller) instanceof Answer.Granted<Server.One>(var found))) {
      return FaultPage.refused(404);
    }
    var answer = revoke == null ? null : Map.of("revoke", revoke);
    return switch (signingService.post(API + id + "/code", caller, answer, Server.WithCode.class)) {
      case Answer.Granted<Server.WithCode>(var made) ->
          new ModelAndView(
              "server-code",
              "page",
              new CodePage(id, found.server().name(), made.code(), made.codeExpiresAt()));
      case Answer.Refused<Server.WithCode> refused ->
          page("server", id, caller, callers.explained(refused));
    };
  }

  @GetMapping(PAGE + "{id}/withdraw")
  ModelAndView withdrawing(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    return page("server-withdraw", id, callers.official(session, request), null);
  }

  @PostMapping(PAGE + "{id}/withdraw")
  ModelAndView withdraw(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "5") int reason,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var answer = signingService.tell(API + id + "/withdrawal", caller, Map.of("reason", reason));
    return switch (answer) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/certificates/servers?done=withdrawn");
      case Answer.Refused<Boolean> refused -> {
        var problem = callers.explained(refused);
        yield problem.name().equals("server-withdrawn")
            ? Redirect.to("/certificates/servers?done=withdrawn")
            : page("server-withdraw", id, caller, problem);
      }
    };
  }

  private ModelAndView page(String template, UUID id, Caller caller, @Nullable Problem problem) {
    return switch (find(id, caller)) {
      case Answer.Refused<Server.One>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<Server.One>(var found) -> {
        var view =
            new ModelAndView(
                template,
                "page",
                new ServerPage(
                    found.server(),
                    Objects.requireNonNullElse(found.certificates(), List.of()),
                    problem == null ? null : problem.name()));
        if (problem != null) {
          view.setStatus(HttpStatusCode.valueOf(problem.status()));
        }
        yield view;
      }
    };
  }

  private Answer<Server.One> find(UUID id, Caller caller) {
    return callers.checked(signingService.get(API + id, caller, Server.One.class));
  }
}
