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
import org.springframework.web.bind.annotation.ModelAttribute;
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

/**
 * The forms that give an official a post: a new one, another one, or one to come back to. A unit is
 * typed by code or name; when that can mean several, the form comes back with them to choose from.
 */
@Controller
class PlacingEndpoint {
  private final PeopleCalls people;
  private final InstantSource clock;

  PlacingEndpoint(PeopleCalls people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  @ModelAttribute
  static PostForm post(
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String unitId,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "main") String kind,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "false") boolean keepRoles) {
    return new PostForm(
        unit.strip(),
        unitId,
        title,
        PostForm.KINDS.contains(kind) ? kind : "main",
        from,
        until,
        keepRoles,
        List.of());
  }

  @GetMapping("/accounts/new")
  ModelAndView form(DeskSession session) {
    if (!session.administrator()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "403");
    }
    return form(
        new NewPersonPage("", "", "", "", "", false, PostForm.empty(today()), null, List.of()));
  }

  @PostMapping("/accounts")
  ModelAndView create(
      DeskSession session,
      @ModelAttribute PostForm post,
      @RequestParam(defaultValue = "") String fullName,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String telephone,
      @RequestParam(defaultValue = "") String officialCode,
      @RequestParam(defaultValue = "") String nationalId,
      HttpServletRequest request) {
    var call = people.of(session, request);
    var page =
        new NewPersonPage(
            fullName,
            username,
            email,
            telephone,
            officialCode,
            !nationalId.isBlank(),
            post,
            null,
            List.of());
    var unit = unit(call, post);
    if (unit.id() == null) {
      return form(refused(page, post.among(unit.choices()), unit.problem(), List.of()));
    }
    var document = new HashMap<String, Object>();
    document.put("fullName", fullName.strip());
    document.put("username", username.strip());
    put(document, "email", email);
    put(document, "telephone", telephone);
    put(document, "officialCode", officialCode);
    put(document, "nationalId", nationalId);
    document.put("post", post.document(unit.id()));
    return switch (call.create(document)) {
      case Answer.Granted<Person>(var made) ->
          Redirect.to("/accounts/" + made.id() + "?done=created");
      case Answer.Refused<Person>(var problem) ->
          problem.status() == HttpStatus.FORBIDDEN.value()
              ? FaultPage.refused(problem.status())
              : form(refused(page, post, problem.name(), problem.faults()));
    };
  }

  private static NewPersonPage refused(
      NewPersonPage page, PostForm post, String problem, List<Problem.Fault> faults) {
    return new NewPersonPage(
        page.fullName(),
        page.username(),
        page.email(),
        page.telephone(),
        page.officialCode(),
        page.nationalId(),
        post,
        problem,
        faults);
  }

  private static ModelAndView form(NewPersonPage page) {
    var view = new ModelAndView("account-new", "page", page);
    if (page.problem() != null) {
      view.setStatus(HttpStatus.BAD_REQUEST);
    }
    return view;
  }

  @GetMapping("/accounts/{id}/move")
  ModelAndView moving(DeskSession session, @PathVariable String id, HttpServletRequest request) {
    return placing(people.of(session, request), id, "move", PostForm.empty(today()), null, null);
  }

  @GetMapping("/accounts/{id}/rehire")
  ModelAndView rehiring(DeskSession session, @PathVariable String id, HttpServletRequest request) {
    return placing(people.of(session, request), id, "rehire", PostForm.empty(today()), null, null);
  }

  @PostMapping("/accounts/{id}/move")
  ModelAndView move(
      DeskSession session,
      @PathVariable String id,
      @ModelAttribute PostForm post,
      HttpServletRequest request) {
    return place(people.of(session, request), id, "move", post);
  }

  @PostMapping("/accounts/{id}/rehire")
  ModelAndView rehire(
      DeskSession session,
      @PathVariable String id,
      @ModelAttribute PostForm post,
      HttpServletRequest request) {
    return place(people.of(session, request), id, "rehire", post);
  }

  private ModelAndView place(PeopleCalls.Call call, String id, String act, PostForm post) {
    var unit = unit(call, post);
    if (unit.id() == null) {
      return placing(call, id, act, post.among(unit.choices()), unit.problem(), null);
    }
    boolean move = act.equals("move");
    Map<String, Object> document =
        move
            ? Map.of(
                "post", post.document(unit.id()),
                "replacesMain", post.kind().equals("main"),
                "keepRoles", post.keepRoles())
            : Map.of("post", post.document(unit.id()));
    return switch (call.act(id, move ? "posts" : "rehire", document)) {
      case Answer.Granted<Person> _ ->
          Redirect.to("/accounts/" + id + "?done=" + (move ? "moved" : "rehired"));
      case Answer.Refused<Person>(var problem) ->
          placing(call, id, act, post, problem.name(), problem);
    };
  }

  private static ModelAndView placing(
      PeopleCalls.Call call,
      String id,
      String act,
      PostForm form,
      @Nullable String problem,
      @Nullable Problem refusal) {
    return switch (call.read(id)) {
      case Answer.Refused<Person>(var refused) -> FaultPage.refused(refused.status());
      case Answer.Granted<Person>(var person) -> {
        var view =
            new ModelAndView(
                "account-post",
                "page",
                new PostPage(
                    person, act, form, problem, refusal == null ? List.of() : refusal.faults()));
        if (problem != null) {
          view.setStatus(HttpStatus.BAD_REQUEST);
        }
        yield view;
      }
    };
  }

  /** The unit that was meant; without an id, those that may have been. */
  private record Meant(@Nullable String id, List<UnitChoice> choices) {
    String problem() {
      return choices.isEmpty() ? "unit" : "unit-choose";
    }
  }

  private static Meant unit(PeopleCalls.Call call, PostForm post) {
    if (!post.unitId().isEmpty()) {
      return new Meant(post.unitId(), List.of());
    }
    if (post.unit().isEmpty()) {
      return new Meant(null, List.of());
    }
    var found = call.units(post.unit());
    var meant = UnitChoice.meant(post.unit(), found);
    return new Meant(meant == null ? null : meant.id(), found);
  }

  private static void put(Map<String, Object> document, String member, String value) {
    if (!value.isBlank()) {
      document.put(member, value.strip());
    }
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), Texts.VIETNAM).toString();
  }
}
