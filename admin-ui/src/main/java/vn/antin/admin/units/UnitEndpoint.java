package vn.antin.admin.units;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import tools.jackson.databind.JsonNode;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** One unit, and what is done to it from today on. */
@Controller
class UnitEndpoint {
  private static final String PATH = "/units/{id}";
  private static final int MOST = 200;

  private final Upstream authServer;
  private final Callers callers;

  UnitEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping(PATH)
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return session.administrator()
        ? show(callers.official(session, request), id, UnitsEndpoint.day(asOf), done, null)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  private ModelAndView show(
      Caller caller,
      UUID id,
      @Nullable LocalDate day,
      @Nullable String done,
      @Nullable Problem problem) {
    var when = day == null ? "" : "&asOf=" + day;
    var answer =
        callers.checked(
            authServer.get(
                "/api/units/" + id + "?" + when.replaceFirst("&", ""), caller, Unit.Details.class));
    if (!(answer instanceof Answer.Granted<Unit.Details>(var details))) {
      return FaultPage.refused(((Answer.Refused<Unit.Details>) answer).problem().status());
    }
    var below =
        granted(
            authServer.get(
                "/api/units?limit=" + MOST + "&parent=" + id + when, caller, Unit.Listing.class),
            new Unit.Listing(List.of(), null));
    var posts =
        granted(
            authServer.get("/api/posts?unit=" + id + when, caller, Unit.Posts.class),
            new Unit.Posts(List.of()));
    var holders =
        granted(
            authServer.get(
                "/api/assignments?limit=" + MOST + "&unit=" + id + when,
                caller,
                Unit.Holdings.class),
            new Unit.Holdings(List.of(), null));
    var byPost = holders.items().stream().collect(Collectors.groupingBy(Unit.Holding::postId));
    var page =
        new UnitPage(
            details,
            day,
            below.units(),
            below.next() != null,
            posts.items().stream()
                .map(post -> new UnitPage.Seat(post, byPost.getOrDefault(post.id(), List.of())))
                .toList(),
            holders.next() != null,
            done,
            problem == null ? null : problem.reason());
    var view = new ModelAndView("unit", "page", page);
    if (problem != null) {
      view.setStatus(HttpStatus.valueOf(problem.status()));
    }
    return view;
  }

  private <T> T granted(Answer<T> answer, T otherwise) {
    return callers.checked(answer) instanceof Answer.Granted<T>(var body) ? body : otherwise;
  }

  @PostMapping(PATH + "/rename")
  ModelAndView rename(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam long version,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String kind,
      HttpServletRequest request) {
    var change = new HashMap<String, Object>();
    change.put("name", name);
    change.put("code", code);
    if (!kind.isEmpty()) {
      change.put("kind", kind);
    }
    return after(
        session,
        request,
        id,
        "renamed",
        caller -> authServer.patch("/api/units/" + id, caller, version, change, JsonNode.class));
  }

  @PostMapping(PATH + "/units")
  ModelAndView add(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "division") String kind,
      HttpServletRequest request) {
    var unit = Map.of("parentId", id, "name", name, "code", code, "kind", kind);
    return after(
        session,
        request,
        id,
        "added",
        caller -> authServer.post("/api/units", caller, unit, JsonNode.class));
  }

  @PostMapping(PATH + "/posts")
  ModelAndView addPost(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String title,
      HttpServletRequest request) {
    var post = Map.of("unitId", id, "title", title);
    return after(
        session,
        request,
        id,
        "post",
        caller -> authServer.post("/api/posts", caller, post, JsonNode.class));
  }

  @PostMapping(PATH + "/identifiers")
  ModelAndView identify(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam long version,
      @RequestParam(defaultValue = "") String identifier,
      HttpServletRequest request) {
    var body = Map.of("identifier", identifier);
    return after(
        session,
        request,
        id,
        "identified",
        caller ->
            authServer.act(
                "/api/units/" + id + "/identifiers", caller, version, body, JsonNode.class));
  }

  private interface Act {
    Answer<JsonNode> by(Caller caller);
  }

  private ModelAndView after(
      DeskSession session, HttpServletRequest request, UUID id, String done, Act act) {
    var caller = callers.official(session, request);
    return switch (callers.checked(act.by(caller))) {
      case Answer.Granted<JsonNode> _ -> Redirect.to("/units/" + id + "?done=" + done);
      case Answer.Refused<JsonNode>(var problem) -> show(caller, id, null, null, problem);
    };
  }
}
