package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Registration codes that nobody has used yet: the list, and withdrawing one. */
@Controller
class OpenCodesEndpoint {
  private static final String PAGE = "/certificates/usb-tokens/codes";

  private final Upstream signingService;
  private final Callers callers;

  OpenCodesEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping(PAGE)
  ModelAndView list(
      DeskSession session,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return list(callers.official(session, request), done != null, null, 200);
  }

  @PostMapping(PAGE + "/{id}/withdraw")
  ModelAndView withdraw(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    var caller = callers.official(session, request);
    var path = Way.TOKEN_CODE.api() + "/" + id + "/withdraw";
    return switch (signingService.tell(path, caller, null)) {
      case Answer.Granted<Boolean> _ -> Redirect.to(PAGE + "?done=withdrawn");
      case Answer.Refused<Boolean> refused -> {
        var problem = callers.explained(refused);
        yield problem.name().equals("not-found")
            ? list(caller, false, "code-ended", problem.status())
            : list(caller, false, problem.name(), problem.status());
      }
    };
  }

  private ModelAndView list(Caller caller, boolean done, @Nullable String problem, int status) {
    var answer =
        callers.checked(signingService.get(Way.TOKEN_CODE.api(), caller, OpenCode.Listing.class));
    return switch (answer) {
      case Answer.Refused<OpenCode.Listing>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<OpenCode.Listing>(var listing) -> {
        var items = Objects.requireNonNullElse(listing.items(), List.<OpenCode>of());
        var view =
            new ModelAndView(
                "enrolment-codes",
                "page",
                new OpenCodesPage(items, listing.stale(), done, problem));
        view.setStatus(HttpStatusCode.valueOf(status));
        yield view;
      }
    };
  }
}
