package vn.antin.admin.authorities;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/** Takes back what no credential stands for: of a server, a responder, or of unknown fate. */
@Controller
class NumberEndpoint {
  private static final String PAGE = "/certificates/authorities/{name:[a-z0-9-]{1,40}}/revoke";

  private final Upstream signingService;
  private final Callers callers;

  NumberEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  /** What the page is asked for. */
  private record Wish(String authority, String typed, int reason) {
    String api() {
      return "/authority/" + authority;
    }
  }

  @GetMapping(PAGE)
  ModelAndView ask(
      DeskSession session,
      @PathVariable String name,
      @RequestParam(defaultValue = "") String serial,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return page(
        new Wish(name, serial.strip(), 0), done, null, 200, callers.official(session, request));
  }

  @PostMapping(PAGE)
  ModelAndView revoke(
      DeskSession session,
      @PathVariable String name,
      @RequestParam(defaultValue = "") String serial,
      @RequestParam(defaultValue = "0") int reason,
      @RequestParam(defaultValue = "false") boolean confirm,
      HttpServletRequest request) {
    var wish = new Wish(name, serial.strip(), reason);
    var caller = callers.official(session, request);
    var number = SerialNumber.read(serial).orElse("");
    if (number.isEmpty() || !NumberPage.REASONS.contains(reason) || !confirm) {
      var missing = number.isEmpty() ? "serial" : confirm ? "reason" : "confirm";
      return page(wish, null, missing, 422, caller);
    }
    return switch (signingService.tell(
        wish.api() + "/revocations", caller, Map.of("serialNumber", number, "reason", reason))) {
      case Answer.Granted<Boolean> _ ->
          Redirect.to(
              "/certificates/authorities/" + name + "/revoke?serial=" + number + "&done=revoke");
      case Answer.Refused<Boolean> refused -> {
        var problem = callers.explained(refused);
        yield page(wish, null, problem.name(), problem.status(), caller);
      }
    };
  }

  private ModelAndView page(
      Wish wish, @Nullable String done, @Nullable String problem, int status, Caller caller) {
    var unknown =
        callers.checked(
            signingService.get(
                wish.api() + "/unknown-certificates", caller, NumberPage.Listing.class));
    return switch (unknown) {
      case Answer.Refused<NumberPage.Listing>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<NumberPage.Listing>(var listing) ->
          page(
              wish,
              Objects.requireNonNullElse(listing.items(), List.of()),
              done,
              problem,
              status,
              caller);
    };
  }

  private ModelAndView page(
      Wish wish,
      List<NumberPage.Issued> listed,
      @Nullable String done,
      @Nullable String problem,
      int status,
      Caller caller) {
    var number = SerialNumber.read(wish.typed());
    var found = number.flatMap(each -> find(wish, each, caller)).orElse(null);
    var wrong = problem;
    if (wrong == null && !wish.typed().isEmpty() && found == null) {
      wrong = number.isEmpty() ? "serial" : "none";
    }
    var view =
        new ModelAndView(
            "authority-number",
            "page",
            new NumberPage(
                wish.authority(),
                number.orElse(wish.typed()),
                found,
                listed,
                wish.reason(),
                done,
                wrong));
    view.setStatus(HttpStatusCode.valueOf(wrong != null && status == 200 ? 404 : status));
    return view;
  }

  private Optional<NumberPage.Issued> find(Wish wish, String number, Caller caller) {
    return callers.checked(
                signingService.get(
                    wish.api() + "/certificates/" + number, caller, NumberPage.Issued.class))
            instanceof Answer.Granted<NumberPage.Issued>(var found)
        ? Optional.of(found)
        : Optional.empty();
  }
}
