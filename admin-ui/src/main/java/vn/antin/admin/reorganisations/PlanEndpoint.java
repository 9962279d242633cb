package vn.antin.admin.reorganisations;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
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
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** One plan: its steps, its rehearsal, and what is decided about it. */
@Controller
class PlanEndpoint {
  private static final String PATH = "/reorganisations/{id}";
  private static final int UNITS_AT_ONCE = 100;

  private final Upstream authServer;
  private final Upstream signingService;
  private final StepReader reader;
  private final Callers callers;

  PlanEndpoint(
      @Qualifier("authServer") Upstream authServer,
      @Qualifier("signingService") Upstream signingService,
      StepReader reader,
      Callers callers) {
    this.authServer = authServer;
    this.signingService = signingService;
    this.reader = reader;
    this.callers = callers;
  }

  /** Why something was not done, for the page's words. */
  record Trouble(String key, @Nullable String detail, int status) {
    static Trouble of(Problem problem) {
      var detail = problem.faults().isEmpty() ? null : problem.faults().getFirst().member();
      return new Trouble(problem.reason(), detail, problem.status());
    }
  }

  @GetMapping(PATH)
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String add,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return session.administrator()
        ? show(callers.official(session, request), id, add, done, null)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  private ModelAndView show(
      Caller caller, UUID id, String add, @Nullable String done, @Nullable Trouble trouble) {
    return switch (plan(caller, id)) {
      case Answer.Granted<Plan>(var plan) -> page(plan, add, null, List.of(), done, trouble);
      case Answer.Refused<Plan>(var problem) -> FaultPage.refused(problem.status());
    };
  }

  private static ModelAndView page(
      Plan plan,
      String add,
      @Nullable Difference difference,
      List<InFlight> inFlight,
      @Nullable String done,
      @Nullable Trouble trouble) {
    var page =
        new Pages.One(
            plan,
            add,
            difference,
            inFlight,
            done,
            trouble == null ? null : trouble.key(),
            trouble == null ? null : trouble.detail());
    var view = new ModelAndView("reorganisation", "page", page);
    if (trouble != null) {
      view.setStatus(HttpStatus.valueOf(trouble.status()));
    }
    return view;
  }

  /** What is to be signed first is named with what the rehearsal changed. */
  @PostMapping(PATH + "/rehearse")
  ModelAndView rehearse(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    var caller = callers.official(session, request);
    if (!(plan(caller, id) instanceof Answer.Granted<Plan>(var plan))) {
      return FaultPage.refused(404);
    }
    var answer =
        callers.checked(authServer.post(api(id) + "/rehearse", caller, null, Difference.class));
    return switch (answer) {
      case Answer.Granted<Difference>(var difference) ->
          page(plan, "", difference, inFlight(caller, plan), null, null);
      case Answer.Refused<Difference>(var problem) ->
          page(plan, "", null, List.of(), null, Trouble.of(problem));
    };
  }

  /** Asked in parts: an address holds only so many units. */
  private List<InFlight> inFlight(Caller caller, Plan plan) {
    var ending = plan.ending();
    var found = new ArrayList<InFlight>();
    for (int from = 0; from < ending.size(); from += UNITS_AT_ONCE) {
      var units =
          ending.subList(from, Math.min(ending.size(), from + UNITS_AT_ONCE)).stream()
              .map(UUID::toString)
              .collect(Collectors.joining(","));
      var answer =
          callers.checked(
              signingService.get(
                  "/documents-in-flight?unit=" + units, caller, InFlight.Listing.class));
      if (answer instanceof Answer.Granted<InFlight.Listing>(var listing)) {
        found.addAll(listing.lines());
      }
    }
    return found;
  }

  @PostMapping(PATH + "/steps")
  ModelAndView add(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam Map<String, String> fields,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var kind = Objects.requireNonNullElse(fields.get("kind"), "");
    if (!(plan(caller, id) instanceof Answer.Granted<Plan>(var plan))) {
      return FaultPage.refused(404);
    }
    return switch (reader.read(plan, kind, new StepForm(fields), caller)) {
      case StepReader.Reading.Missing(var name) ->
          show(caller, id, kind, null, new Trouble("missing", name, 422));
      case StepReader.Reading.Steps(var steps) ->
          replaced(caller, plan, fields.get("version"), plan.with(steps), "added", kind);
    };
  }

  @PostMapping(PATH + "/drop")
  ModelAndView drop(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam String version,
      @RequestParam int position,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    if (!(plan(caller, id) instanceof Answer.Granted<Plan>(var plan))) {
      return FaultPage.refused(404);
    }
    return replaced(caller, plan, version, plan.without(position), "dropped", "");
  }

  private ModelAndView replaced(
      Caller caller,
      Plan plan,
      @Nullable String version,
      List<Plan.Step> steps,
      String done,
      String add) {
    var answer =
        callers.checked(
            authServer.put(api(plan.id()), caller, number(version), plan.wish(steps), Plan.class));
    return switch (answer) {
      case Answer.Granted<Plan> _ -> Redirect.to("/reorganisations/" + plan.id() + "?done=" + done);
      case Answer.Refused<Plan>(var problem) ->
          show(caller, plan.id(), add, null, Trouble.of(problem));
    };
  }

  @PostMapping(PATH + "/confirm")
  ModelAndView confirm(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam String version,
      HttpServletRequest request) {
    return acted(session, request, id, version, "confirm", "confirmed");
  }

  @PostMapping(PATH + "/undo")
  ModelAndView undo(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam String version,
      HttpServletRequest request) {
    return acted(session, request, id, version, "undo", "undone");
  }

  @PostMapping(PATH + "/withdraw")
  ModelAndView withdraw(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam String version,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (callers.checked(authServer.delete(api(id), caller, number(version)))) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/reorganisations?done=withdrawn");
      case Answer.Refused<Boolean>(var problem) -> show(caller, id, "", null, Trouble.of(problem));
    };
  }

  private ModelAndView acted(
      DeskSession session,
      HttpServletRequest request,
      UUID id,
      String version,
      String act,
      String done) {
    var caller = callers.official(session, request);
    var answer =
        callers.checked(
            authServer.act(api(id) + "/" + act, caller, number(version), null, Plan.class));
    return switch (answer) {
      case Answer.Granted<Plan>(var plan) ->
          Redirect.to(
              "/reorganisations/"
                  + id
                  + "?done="
                  + (plan.state().equals("effective") ? "effective" : done));
      case Answer.Refused<Plan>(var problem) -> show(caller, id, "", null, Trouble.of(problem));
    };
  }

  private Answer<Plan> plan(Caller caller, UUID id) {
    return callers.checked(authServer.get(api(id), caller, Plan.class));
  }

  private static String api(UUID id) {
    return OverviewEndpoint.API + "/" + id;
  }

  private static long number(@Nullable String version) {
    try {
      return Long.parseLong(Objects.requireNonNullElse(version, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
