package vn.antin.admin.powers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Acts that wait for a second administrator. */
@Controller
class ProposalsEndpoint {
  private static final String API = "/api/proposals";

  private final Upstream authServer;
  private final Callers callers;

  ProposalsEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping("/proposals")
  ModelAndView show(
      DeskSession session,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(required = false) @Nullable String done,
      @RequestParam(required = false) @Nullable String problem,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.get(
                API
                    + "?limit=25&state="
                    + (all ? "all" : "open")
                    + (after.isEmpty() ? "" : "&after=" + Upstream.encoded(after)),
                callers.official(session, request),
                ProposalsPage.Listing.class));
    return switch (answer) {
      case Answer.Refused<ProposalsPage.Listing>(var refusal) ->
          FaultPage.refused(refusal.status());
      case Answer.Granted<ProposalsPage.Listing>(var listing) ->
          new ModelAndView(
              "proposals",
              "page",
              new ProposalsPage(
                  all,
                  Objects.requireNonNullElse(listing.items(), List.of()),
                  listing.next() == null
                      ? null
                      : "/proposals?all=" + all + "&after=" + Upstream.encoded(listing.next()),
                  done,
                  problem));
    };
  }

  @PostMapping("/proposals/{id}/approve")
  ModelAndView approve(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    return decide(session, id, "approve", null, request);
  }

  @PostMapping("/proposals/{id}/refuse")
  ModelAndView refuse(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request) {
    return decide(session, id, "refuse", Map.of("reason", reason.strip()), request);
  }

  @PostMapping("/proposals/{id}/withdraw")
  ModelAndView withdraw(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    return decide(session, id, "withdraw", null, request);
  }

  private ModelAndView decide(
      DeskSession session, UUID id, String act, @Nullable Object body, HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.post(
                API + "/" + id + "/" + act,
                callers.official(session, request),
                body,
                ProposalsPage.Item.class));
    return Redirect.to(
        switch (answer) {
          case Answer.Granted<ProposalsPage.Item>(var item) -> "/proposals?done=" + item.state();
          case Answer.Refused<ProposalsPage.Item>(var refusal) ->
              "/proposals?problem=" + refusal.name();
        });
  }
}
