package vn.antin.admin.servers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.units.Units;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** The servers so far, and allowing another one. */
@Controller
class ServersEndpoint {
  private static final String API = "/authority/servers";
  private static final String PAGE = "/certificates/servers";

  private final Upstream signingService;
  private final Callers callers;
  private final Units units;

  ServersEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, Units units) {
    this.signingService = signingService;
    this.callers = callers;
    this.units = units;
  }

  @GetMapping(PAGE)
  ModelAndView list(
      DeskSession session,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            signingService.get(API, callers.official(session, request), Server.Listing.class));
    return switch (answer) {
      case Answer.Refused<Server.Listing>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Server.Listing>(var found) ->
          new ModelAndView(
              "servers",
              "page",
              new ServersPage(
                  Objects.requireNonNullElse(found.items(), List.of()), found.stale(), done));
    };
  }

  @GetMapping(PAGE + "/new")
  ModelAndView form(DeskSession session, @RequestParam(defaultValue = "") String unitCode) {
    return session.administrator()
        ? page(new NewServerPage(unitCode, "", "tls-server", "", null, ""), 200)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  /** The page that answers shows the code. */
  @PostMapping(PAGE + "/new")
  ModelAndView allow(
      DeskSession session,
      @RequestParam(defaultValue = "") String unitCode,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String profile,
      @RequestParam(defaultValue = "") String hostNames,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var wish = new NewServerPage(unitCode.strip(), name.strip(), profile, hostNames, null, "");
    var unit = units.byCode(wish.unitCode(), caller);
    if (unit.isEmpty()) {
      return refused(wish, "unit", "", 422);
    }
    var body =
        Map.of(
            "unit", unit.get(),
            "name", wish.name(),
            "profile", profile,
            "hostNames", hostNames.lines().map(String::strip).filter(s -> !s.isEmpty()).toList());
    return switch (signingService.post(API, caller, body, Server.WithCode.class)) {
      case Answer.Granted<Server.WithCode>(var made) ->
          new ModelAndView(
              "server-code",
              "page",
              new CodePage(made.id(), wish.name(), made.code(), made.codeExpiresAt()));
      case Answer.Refused<Server.WithCode> answer -> {
        var problem = callers.explained(answer);
        var facts = problem.facts();
        yield refused(
            wish,
            problem.name(),
            facts.getOrDefault("hostNames", facts.getOrDefault("reasons", "")),
            problem.status());
      }
    };
  }

  private static ModelAndView refused(
      NewServerPage wish, String problem, String detail, int status) {
    return page(
        new NewServerPage(
            wish.unitCode(), wish.name(), wish.profile(), wish.hostNames(), problem, detail),
        status);
  }

  private static ModelAndView page(NewServerPage model, int status) {
    var view = new ModelAndView("server-new", "page", model);
    view.setStatus(HttpStatusCode.valueOf(status));
    return view;
  }
}
