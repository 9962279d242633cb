package vn.antin.admin.delegations;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Who may sign for whom: the list, entering a record, ending one. */
@Controller
class DelegationsEndpoint {
  private static final String API = "/api/delegations";

  private final Upstream authServer;
  private final Callers callers;

  DelegationsEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping("/delegations")
  ModelAndView show(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(defaultValue = "") String unitCode,
      @RequestParam(defaultValue = "false") boolean ended,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(required = false) @Nullable String done,
      @RequestParam(required = false) @Nullable String problem,
      HttpServletRequest request) {
    var form =
        new DelegationForm(null, unitCode, null, null, null, null, null, null, null, null, null);
    return list(session, new Place(unit, ended, after), form, done, problem, request);
  }

  private record Place(@Nullable UUID unit, boolean ended, @Nullable UUID after) {
    UriComponentsBuilder address(String path) {
      var address = UriComponentsBuilder.fromPath(path);
      if (unit != null) {
        address.queryParam("unit", unit);
      }
      if (ended) {
        address.queryParam("ended", true);
      }
      return address;
    }
  }

  private ModelAndView list(
      DeskSession session,
      Place place,
      DelegationForm form,
      @Nullable String done,
      @Nullable String problem,
      HttpServletRequest request) {
    if (!session.administrator()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "403");
    }
    var asked = place.address(API).queryParam("limit", 50);
    if (place.after() != null) {
      asked.queryParam("after", place.after());
    }
    var answer =
        callers.checked(
            authServer.get(
                asked.toUriString(),
                callers.official(session, request),
                DelegationsPage.Listing.class));
    return switch (answer) {
      case Answer.Refused<DelegationsPage.Listing>(var refusal) ->
          FaultPage.refused(refusal.status());
      case Answer.Granted<DelegationsPage.Listing>(var listing) -> {
        var next = listing.next();
        yield new ModelAndView(
            "delegations",
            "page",
            new DelegationsPage(
                place.unit() == null ? "" : place.unit().toString(),
                place.ended(),
                Objects.requireNonNullElse(listing.items(), List.of()),
                next == null
                    ? null
                    : place
                        .address("/delegations")
                        .queryParam("after", UUID.fromString(next))
                        .toUriString(),
                done,
                problem,
                form));
      }
    };
  }

  /** A refusal shows what was typed once more. */
  @PostMapping("/delegations")
  ModelAndView record(DeskSession session, DelegationForm form, HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.post(
                API,
                callers.official(session, request),
                form.wish(),
                DelegationsPage.Recorded.class));
    return switch (answer) {
      case Answer.Granted<DelegationsPage.Recorded> _ -> Redirect.to("/delegations?done=recorded");
      case Answer.Refused<DelegationsPage.Recorded>(var refusal) -> {
        var page = list(session, new Place(null, false, null), form, null, why(refusal), request);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  @PostMapping("/delegations/end")
  ModelAndView end(
      DeskSession session,
      @RequestParam UUID id,
      @RequestParam long version,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.delete(
                API
                    + "/"
                    + id
                    + (reason.isBlank() ? "" : "?reason=" + Upstream.encoded(reason.strip())),
                callers.official(session, request),
                version));
    return Redirect.to(
        switch (answer) {
          case Answer.Granted<Boolean> _ -> "/delegations?done=ended";
          case Answer.Refused<Boolean>(var refusal) ->
              "/delegations?problem=" + Upstream.encoded(why(refusal));
        });
  }

  /** Which field, and what of it; or what else. */
  private static String why(Problem refusal) {
    return refusal.faults().stream()
        .findFirst()
        .map(fault -> fault.member() + "." + fault.code())
        .orElseGet(refusal::name);
  }
}
