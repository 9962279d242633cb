package vn.antin.admin.seals;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.UUID;
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

/** Proposes to hand a seal over to another records clerk of its unit. */
@Controller
class HandoverEndpoint {
  private static final String FORM = "/certificates/seals/{unit}/handover";

  private final Upstream signingService;
  private final Callers callers;

  HandoverEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  /** What the form asks for. */
  private record Wish(UUID unit, String receiver, String note) {}

  @GetMapping(FORM)
  ModelAndView ask(DeskSession session, @PathVariable UUID unit, HttpServletRequest request) {
    var wish = new Wish(unit, "", "");
    return page(wish, callers.official(session, request), HttpStatus.OK, null);
  }

  @PostMapping(FORM)
  ModelAndView propose(
      DeskSession session,
      @PathVariable UUID unit,
      @RequestParam(defaultValue = "") String receiver,
      @RequestParam(defaultValue = "") String note,
      HttpServletRequest request) {
    var wish = new Wish(unit, receiver, note.strip());
    var caller = callers.official(session, request);
    if (receiver.isEmpty()) {
      return page(wish, caller, HttpStatus.UNPROCESSABLE_CONTENT, "receiver");
    }
    var body = new HashMap<String, String>();
    body.put("receiver", receiver);
    if (!wish.note().isEmpty()) {
      body.put("note", wish.note());
    }
    var answer = signingService.post("/seals/" + unit + "/handovers", caller, body, Made.class);
    return switch (answer) {
      case Answer.Granted<Made> _ -> Redirect.to("/certificates/seals?done=proposed");
      case Answer.Refused<Made> refused -> {
        var problem = callers.explained(refused);
        yield page(
            wish,
            caller,
            HttpStatusCode.valueOf(problem.status()),
            problem.name().equals("not-found") ? "not-proposed" : problem.name());
      }
    };
  }

  private ModelAndView page(
      Wish wish, Caller caller, HttpStatusCode status, @Nullable String problem) {
    var seals = callers.checked(signingService.get("/seals", caller, SealsPage.Seals.class));
    return switch (seals) {
      case Answer.Refused<SealsPage.Seals>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<SealsPage.Seals>(var found) ->
          found
              .of(wish.unit())
              .map(seal -> {
                var page =
                    new ModelAndView(
                        "seal-handover",
                        "page",
                        new HandoverPage(seal, wish.receiver(), wish.note(), problem));
                page.setStatus(status);
                return page;
              })
              .orElseGet(() -> FaultPage.refused(404));
    };
  }
}
