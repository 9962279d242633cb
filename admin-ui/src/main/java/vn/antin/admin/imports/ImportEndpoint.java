package vn.antin.admin.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** One import: its difference and what is decided about it. */
@Controller
class ImportEndpoint {
  private static final String PATH = "/imports/{id:[0-9a-f-]{36}}";
  private static final int ROWS = 50;

  private final Upstream authServer;
  private final Callers callers;
  private final Installation installation;

  ImportEndpoint(
      @Qualifier("authServer") Upstream authServer, Callers callers, Installation installation) {
    this.authServer = authServer;
    this.callers = callers;
    this.installation = installation;
  }

  @GetMapping(PATH)
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "-1") int after,
      HttpServletRequest request,
      HttpServletResponse response) {
    var view = page(callers.official(session, request), id, kind, after, null);
    if (view.getModel().get("page") instanceof ImportPage page && page.of().busy()) {
      // Works without scripts: the browser looks again by itself until the work is done.
      response.setHeader("Refresh", "2");
    }
    return view;
  }

  private ModelAndView page(
      Caller caller, UUID id, String kind, int after, @Nullable String problem) {
    var shown = ImportPage.KINDS.contains(kind) ? kind : "";
    var found = callers.checked(authServer.get(api(id), caller, Import.class));
    var rows =
        callers.checked(
            authServer.get(
                "%s/rows?limit=%d&after=%d%s"
                    .formatted(api(id), ROWS, after, shown.isEmpty() ? "" : "&kind=" + shown),
                caller,
                Import.Rows.class));
    if (found instanceof Answer.Granted<Import>(var one)
        && rows instanceof Answer.Granted<Import.Rows>(var some)) {
      var more =
          some.next() == null
              ? null
              : "/imports/%s?kind=%s&after=%s".formatted(id, shown, some.next());
      return new ModelAndView(
          "import", "page", new ImportPage(one, some.items(), shown, more, problem));
    }
    return FaultPage.refused(
        found instanceof Answer.Refused<Import>(var refusal) ? refusal.status() : 404);
  }

  /** Accepts kinds of rows, without those whose numbers are written down. */
  @PostMapping(PATH + "/apply")
  ModelAndView apply(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam long version,
      @RequestParam(defaultValue = "") List<String> kinds,
      @RequestParam(defaultValue = "") String except,
      @RequestParam(required = false) @Nullable Integer confirmLeaving,
      HttpServletRequest request) {
    Map<String, Object> accepted = new HashMap<>();
    accepted.put("kinds", kinds);
    accepted.put("except", numbers(except));
    if (confirmLeaving != null) {
      accepted.put("confirmLeaving", confirmLeaving);
    }
    return decide(session, request, "POST", id, "/application", version, accepted);
  }

  private static List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    Arrays.stream(text.split("[^0-9]+", -1))
        .filter(number -> !number.isEmpty() && number.length() < 9)
        .forEach(number -> numbers.add(Integer.valueOf(number)));
    return numbers;
  }

  @PostMapping(PATH + "/release")
  ModelAndView release(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam long version,
      HttpServletRequest request) {
    return decide(session, request, "POST", id, "/release", version, null);
  }

  @PostMapping(PATH + "/undo")
  ModelAndView undo(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam long version,
      HttpServletRequest request) {
    return decide(session, request, "POST", id, "/undo", version, null);
  }

  @PostMapping(PATH + "/discard")
  ModelAndView discard(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam long version,
      HttpServletRequest request) {
    return decide(session, request, "DELETE", id, "", version, null);
  }

  private ModelAndView decide(
      DeskSession session,
      HttpServletRequest request,
      String method,
      UUID id,
      String act,
      long version,
      @Nullable Object body) {
    var caller = callers.official(session, request);
    var answer =
        callers.checked(
            method.equals("DELETE")
                ? authServer.delete(api(id), caller, version)
                : authServer.tell(api(id) + act, caller, version, body));
    return switch (answer) {
      case Answer.Granted<Boolean>(var done) ->
          Redirect.to(method.equals("DELETE") ? "/imports" : "/imports/" + id);
      case Answer.Refused<Boolean>(var problem) -> {
        if (problem.status() == 404) {
          yield FaultPage.refused(404);
        }
        var view = page(caller, id, "", -1, problem.name());
        view.setStatus(HttpStatus.valueOf(problem.status()));
        yield view;
      }
    };
  }

  /** New codes, shown on this page and never again. */
  @PostMapping(PATH + "/slips")
  ModelAndView slips(
      DeskSession session,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response) {
    var answer =
        callers.checked(
            authServer.post(
                api(id) + "/slips", callers.official(session, request), null, Import.Slips.class));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return switch (answer) {
      case Answer.Granted<Import.Slips>(var slips) ->
          new ModelAndView(
              "slips",
              "page",
              new SlipsPage(
                  slips.items(), installation.authServerIssuer() + "/activate", "/imports/" + id));
      case Answer.Refused<Import.Slips>(var problem) -> FaultPage.refused(problem.status());
    };
  }

  private static String api(UUID id) {
    return "/api/imports/" + id;
  }
}
