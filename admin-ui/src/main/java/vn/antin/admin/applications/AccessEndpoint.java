package vn.antin.admin.applications;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.Redirect;

/** To whose officials an application is open, its roles, and who has them. */
@Controller
@RequestMapping("/applications/{id}/access")
class AccessEndpoint {
  private final SystemAccess access;

  AccessEndpoint(SystemAccess access) {
    this.access = access;
  }

  @GetMapping
  ModelAndView show(
      DeskSession session,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return show(access.of(id, session, request), after, done, null);
  }

  @PostMapping("/units")
  ModelAndView units(
      DeskSession session,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String units,
      HttpServletRequest request) {
    var call = access.of(id, session, request);
    return after(call, id, call.open(Lines.of(units)), "units");
  }

  @PostMapping("/roles")
  ModelAndView putRole(
      DeskSession session,
      @PathVariable String id,
      @RequestParam String role,
      @RequestParam String label,
      @RequestParam(defaultValue = "false") boolean delegated,
      HttpServletRequest request) {
    var call = access.of(id, session, request);
    return after(call, id, call.putRole(role.strip(), label.strip(), delegated), "role");
  }

  @PostMapping("/roles/remove")
  ModelAndView removeRole(
      DeskSession session,
      @PathVariable String id,
      @RequestParam String role,
      HttpServletRequest request) {
    var call = access.of(id, session, request);
    return after(call, id, call.removeRole(role), "role-removed");
  }

  @PostMapping("/grants")
  ModelAndView give(
      DeskSession session,
      @PathVariable String id,
      @RequestParam String role,
      @RequestParam String kind,
      @RequestParam String holder,
      @RequestParam(defaultValue = "") String validFrom,
      @RequestParam(defaultValue = "") String validTo,
      HttpServletRequest request) {
    Map<String, Object> body = new HashMap<>(Map.of("role", role));
    body.put(kind.equals("unit") ? "unitCode" : "username", holder.strip());
    put(body, "validFrom", validFrom);
    put(body, "validTo", validTo);
    var call = access.of(id, session, request);
    return after(call, id, call.give(body), "given");
  }

  @PostMapping("/grants/end")
  ModelAndView end(
      DeskSession session,
      @PathVariable String id,
      @RequestParam String grant,
      HttpServletRequest request) {
    var call = access.of(id, session, request);
    return after(call, id, call.end(grant), "withdrawn");
  }

  private static ModelAndView after(
      SystemAccess.Call call, String id, Answer<?> answer, String done) {
    return switch (answer) {
      case Answer.Granted<?> _ -> Redirect.to("/applications/" + id + "/access?done=" + done);
      case Answer.Refused<?>(var problem) -> show(call, "", null, problem);
    };
  }

  private static ModelAndView show(
      SystemAccess.Call call, String after, @Nullable String done, @Nullable Problem problem) {
    return switch (call.page(after, done, problem == null ? null : problem.name())) {
      case Answer.Refused<AccessPage>(var refusal) -> ApplicationsEndpoint.refused(refusal);
      case Answer.Granted<AccessPage>(var page) -> {
        var view = new ModelAndView("application-access", "page", page);
        if (problem != null) {
          view.setStatus(HttpStatus.valueOf(problem.status()));
        }
        yield view;
      }
    };
  }

  private static void put(Map<String, Object> body, String member, String value) {
    if (!value.isBlank()) {
      body.put(member, value.strip());
    }
  }
}
