package vn.antin.admin.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;
import vn.antin.admin.web.Texts;

/** The page of one official, and what is done from it. */
@Controller
class PersonEndpoint {
  private static final String PATH = "/accounts/{id}";

  private final PeopleCalls people;
  private final InstantSource clock;

  PersonEndpoint(PeopleCalls people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  @GetMapping(PATH)
  ModelAndView show(
      DeskSession session,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return show(people.of(session, request), id, null, done, null);
  }

  private ModelAndView show(
      PeopleCalls.Call call,
      String id,
      @Nullable String nationalId,
      @Nullable String done,
      @Nullable Problem problem) {
    return switch (call.read(id)) {
      case Answer.Refused<Person>(var refused) -> FaultPage.refused(refused.status());
      case Answer.Granted<Person>(var person) -> {
        var view =
            new ModelAndView(
                "account",
                "page",
                new PersonPage(
                    person,
                    person.active() ? null : confirmations(call, id),
                    nationalId,
                    today(),
                    done,
                    problem == null ? null : problem.name(),
                    problem == null ? List.of() : problem.faults()));
        if (problem != null) {
          view.setStatus(HttpStatus.BAD_REQUEST);
        }
        yield view;
      }
    };
  }

  private static Person.@Nullable Confirmations confirmations(PeopleCalls.Call call, String id) {
    return switch (call.confirmations(id)) {
      case Answer.Granted<Person.Confirmations>(var told) -> told;
      case Answer.Refused<Person.Confirmations> _ -> null;
    };
  }

  @PostMapping(PATH + "/settings")
  ModelAndView change(
      DeskSession session,
      @PathVariable String id,
      @RequestParam long version,
      @RequestParam(defaultValue = "") String fullName,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String telephone,
      @RequestParam(defaultValue = "") String officialCode,
      @RequestParam(defaultValue = "") String nationalId,
      @RequestParam(defaultValue = "vi") String locale,
      HttpServletRequest request) {
    var call = people.of(session, request);
    return switch (call.read(id)) {
      case Answer.Refused<Person>(var refused) -> FaultPage.refused(refused.status());
      case Answer.Granted<Person>(var person) -> {
        var document = new HashMap<String, @Nullable Object>();
        if (!fullName.strip().equals(person.displayName())) {
          document.put("fullName", fullName.strip());
        }
        document.put("username", username.strip());
        document.put("email", email.isBlank() ? null : email.strip());
        document.put("telephone", telephone.isBlank() ? null : telephone.strip());
        document.put("officialCode", officialCode.isBlank() ? null : officialCode.strip());
        document.put("locale", locale);
        if (!nationalId.isBlank()) {
          document.put("nationalId", nationalId.strip());
        }
        yield answer(call, id, "settings", call.change(id, version, document));
      }
    };
  }

  @PostMapping(PATH + "/national-id")
  ModelAndView nationalId(
      DeskSession session, @PathVariable String id, HttpServletRequest request) {
    var call = people.of(session, request);
    return switch (call.nationalId(id)) {
      case Answer.Granted<Person.ShownNumber>(var shown) ->
          show(call, id, shown.nationalId(), null, null);
      case Answer.Refused<Person.ShownNumber>(var problem) -> show(call, id, null, null, problem);
    };
  }

  /** The page that answers shows the code; asked again, another one takes its place. */
  @PostMapping(PATH + "/activation")
  ModelAndView activation(
      DeskSession session, @PathVariable String id, HttpServletRequest request) {
    var call = people.of(session, request);
    return switch (call.slip(id)) {
      case Answer.Granted<Person.Slip>(var slip) ->
          new ModelAndView("account-slip", "page", slip).addObject("id", id);
      case Answer.Refused<Person.Slip>(var problem) -> show(call, id, null, null, problem);
    };
  }

  @PostMapping(PATH + "/disable")
  ModelAndView disable(
      DeskSession session,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request) {
    return act(session, request, id, "disable", Map.of("reason", reason.strip()), "disabled");
  }

  @PostMapping(PATH + "/enable")
  ModelAndView enable(DeskSession session, @PathVariable String id, HttpServletRequest request) {
    return act(session, request, id, "enable", Map.of(), "enabled");
  }

  @PostMapping(PATH + "/cancel-leave")
  ModelAndView cancelLeave(
      DeskSession session, @PathVariable String id, HttpServletRequest request) {
    return act(session, request, id, "leave/cancel", Map.of(), "leave-cancelled");
  }

  @PostMapping(PATH + "/end-post")
  ModelAndView endPost(
      DeskSession session,
      @PathVariable String id,
      @RequestParam String assignment,
      @RequestParam(defaultValue = "") String on,
      HttpServletRequest request) {
    var document = on.isBlank() ? Map.of("on", today().toString()) : Map.of("on", on.strip());
    return act(session, request, id, "posts/" + assignment + "/end", document, "post-ended");
  }

  @GetMapping(PATH + "/leave")
  ModelAndView leaving(DeskSession session, @PathVariable String id, HttpServletRequest request) {
    return leaving(people.of(session, request), id, today().toString(), "retirement", null);
  }

  private ModelAndView leaving(
      PeopleCalls.Call call, String id, String on, String reason, @Nullable Problem problem) {
    return switch (call.read(id)) {
      case Answer.Refused<Person>(var refused) -> FaultPage.refused(refused.status());
      case Answer.Granted<Person>(var person) -> {
        var view =
            new ModelAndView(
                "account-leave",
                "page",
                new LeavePage(
                    person, today(), on, reason, problem == null ? null : problem.name()));
        if (problem != null) {
          view.setStatus(HttpStatus.BAD_REQUEST);
        }
        yield view;
      }
    };
  }

  @PostMapping(PATH + "/leave")
  ModelAndView leave(
      DeskSession session,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String on,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request) {
    var call = people.of(session, request);
    return switch (call.act(id, "leave", Map.of("on", on.strip(), "reason", reason))) {
      case Answer.Granted<Person>(var person) ->
          Redirect.to("/accounts/" + id + "?done=" + (person.active() ? "leave-planned" : "left"));
      case Answer.Refused<Person>(var problem) -> leaving(call, id, on, reason, problem);
    };
  }

  private ModelAndView act(
      DeskSession session,
      HttpServletRequest request,
      String id,
      String act,
      Map<String, ?> document,
      String done) {
    var call = people.of(session, request);
    return answer(call, id, done, call.act(id, act, document));
  }

  private ModelAndView answer(
      PeopleCalls.Call call, String id, String done, Answer<Person> answer) {
    return switch (answer) {
      case Answer.Granted<Person> _ -> Redirect.to("/accounts/" + id + "?done=" + done);
      case Answer.Refused<Person>(var problem) -> show(call, id, null, null, problem);
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Texts.VIETNAM);
  }
}
