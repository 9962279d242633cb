package vn.antin.admin.powers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Roles over units: the list, proposing one, taking one away. */
@Controller
class PowersEndpoint {
  private static final String API = "/api/role-grants";

  private final Upstream authServer;
  private final Callers callers;

  PowersEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping("/powers")
  ModelAndView show(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID account,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(required = false) @Nullable String done,
      @RequestParam(required = false) @Nullable String problem,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.get(
                address(API, account, unit, after).queryParam("limit", 50).toUriString(),
                callers.official(session, request),
                PowersPage.Listing.class));
    return switch (answer) {
      case Answer.Refused<PowersPage.Listing>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<PowersPage.Listing>(var listing) -> {
        var next = listing.next();
        yield new ModelAndView(
            "powers",
            "page",
            new PowersPage(
                account == null ? "" : account.toString(),
                unit == null ? "" : unit.toString(),
                username,
                Objects.requireNonNullElse(listing.items(), List.of()),
                next == null
                    ? null
                    : address("/powers", account, unit, UUID.fromString(next)).toUriString(),
                done,
                problem));
      }
    };
  }

  @PostMapping("/powers")
  ModelAndView propose(
      DeskSession session,
      @RequestParam String username,
      @RequestParam String role,
      @RequestParam String unitCode,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request) {
    Map<String, String> wish = new HashMap<>();
    wish.put("username", username.strip());
    wish.put("role", role);
    wish.put("unitCode", unitCode.strip());
    Map.of("from", from.strip(), "to", to.strip(), "reason", reason.strip())
        .forEach((name, value) -> {
          if (!value.isEmpty()) {
            wish.put(name, value);
          }
        });
    var answer =
        callers.checked(
            authServer.post(
                API, callers.official(session, request), wish, PowersPage.Proposed.class));
    return switch (answer) {
      case Answer.Granted<PowersPage.Proposed> _ -> Redirect.to("/proposals?done=proposed");
      case Answer.Refused<PowersPage.Proposed>(var refusal) ->
          Redirect.to("/powers?problem=" + refusal.name());
    };
  }

  @PostMapping("/powers/end")
  ModelAndView end(
      DeskSession session,
      @RequestParam UUID id,
      @RequestParam long version,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.delete(API + "/" + id, callers.official(session, request), version));
    return switch (answer) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/powers?done=ended");
      case Answer.Refused<Boolean>(var refusal) -> Redirect.to("/powers?problem=" + refusal.name());
    };
  }

  private static UriComponentsBuilder address(
      String path, @Nullable UUID account, @Nullable UUID unit, @Nullable UUID after) {
    var address = UriComponentsBuilder.fromPath(path);
    if (account != null) {
      address.queryParam("account", account);
    }
    if (unit != null) {
      address.queryParam("unit", unit);
    }
    if (after != null) {
      address.queryParam("after", after);
    }
    return address;
  }
}
