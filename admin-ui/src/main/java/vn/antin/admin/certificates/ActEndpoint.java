package vn.antin.admin.certificates;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
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
import vn.antin.admin.upstream.Made;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Renews, suspends, resumes and revokes, each after a page that says what will happen. */
@Controller
class ActEndpoint {
  private final Upstream signingService;
  private final Callers callers;

  ActEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  /** What the form asks for. */
  private record Wish(UUID id, String act, @Nullable Long version, String reason, String note) {
    String path() {
      return "/certificates/" + id + "/" + act;
    }

    Map<String, String> body() {
      var body = new HashMap<String, String>();
      if (!reason.isEmpty()) {
        body.put("reason", reason);
      }
      if (!note.isEmpty()) {
        body.put("note", note);
      }
      return body;
    }
  }

  @GetMapping("/certificates/{id}/{act:renew|suspend|resume|revoke}")
  ModelAndView ask(
      DeskSession session,
      @PathVariable UUID id,
      @PathVariable String act,
      HttpServletRequest request) {
    return page(
        new Wish(id, act, null, "", ""), callers.official(session, request), HttpStatus.OK, null);
  }

  @PostMapping("/certificates/{id}/{act:renew|suspend|resume|revoke}")
  ModelAndView act(
      DeskSession session,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam(required = false) @Nullable Long version,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "false") boolean confirm,
      HttpServletRequest request) {
    var wish = new Wish(id, act, version, reason, note.strip());
    var caller = callers.official(session, request);
    if (reason.isEmpty() && ActPage.ending(act)) {
      return page(wish, caller, HttpStatus.UNPROCESSABLE_CONTENT, "reason");
    }
    if (act.equals("revoke") && !confirm) {
      return page(wish, caller, HttpStatus.UNPROCESSABLE_CONTENT, "confirm");
    }
    if (act.equals("renew")) {
      return shown(
          wish,
          caller,
          version == null
              ? signingService.post(wish.path(), caller, null, Made.class)
              : signingService.act(wish.path(), caller, version, null, Made.class),
          Made::id);
    }
    return shown(
        wish,
        caller,
        version == null
            ? signingService.tell(wish.path(), caller, wish.body())
            : signingService.tell(wish.path(), caller, version, wish.body()),
        _ -> wish.id().toString());
  }

  /** The form again: a paper says why. */
  ModelAndView reasonMissing(UUID id, String act, String note, Caller caller) {
    return page(
        new Wish(id, act, null, "", note), caller, HttpStatus.UNPROCESSABLE_CONTENT, "reason");
  }

  /** The certificate as it is then, or the form again with what kept it from happening. */
  private <T> ModelAndView shown(
      Wish wish, Caller caller, Answer<T> answer, Function<T, String> then) {
    return switch (answer) {
      case Answer.Granted<T>(var body) ->
          Redirect.to("/certificates/" + then.apply(body) + "?done=" + wish.act());
      case Answer.Refused<T> refused -> {
        var problem = callers.explained(refused);
        yield page(wish, caller, HttpStatusCode.valueOf(problem.status()), problem.name());
      }
    };
  }

  private ModelAndView page(
      Wish wish, Caller caller, HttpStatusCode status, @Nullable String problem) {
    var found =
        callers.checked(
            signingService.get("/certificates/" + wish.id(), caller, Certificate.class));
    return switch (found) {
      case Answer.Refused<Certificate>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<Certificate>(var certificate) -> {
        var page =
            new ModelAndView(
                "certificate-act",
                "page",
                new ActPage(
                    certificate,
                    wish.act(),
                    reasons(wish.act(), caller),
                    wish.reason(),
                    wish.note(),
                    problem));
        page.setStatus(status);
        yield page;
      }
    };
  }

  private List<ActPage.Reason> reasons(String act, Caller caller) {
    if (!ActPage.ending(act)) {
      return List.of();
    }
    var answer =
        callers.checked(signingService.get("/certificate-reasons", caller, ActPage.Reasons.class));
    return answer instanceof Answer.Granted<ActPage.Reasons>(var found)
        ? Objects.requireNonNullElse(found.items(), List.<ActPage.Reason>of()).stream()
            .filter(reason -> reason.revokes() || act.equals("suspend"))
            .toList()
        : List.of();
  }
}
