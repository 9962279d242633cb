package vn.antin.admin.policies;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Shows and sets what units and systems want of a login. */
@Controller
class PoliciesEndpoint {
  private static final String API = "/api/policies";
  private static final String ACR = "urn:antin:acr:";

  private final Upstream authServer;
  private final Callers callers;

  PoliciesEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  /** Whose policy a page is about. */
  private record Owner(String path, String api, String name, boolean system) {}

  @GetMapping("/policies")
  ModelAndView list(DeskSession session, HttpServletRequest request) {
    return switch (callers.checked(
        authServer.get(API, callers.official(session, request), Policy.Listing.class))) {
      case Answer.Granted<Policy.Listing>(var found) ->
          new ModelAndView(
              "policies", "policies", found.items() == null ? List.<Policy>of() : found.items());
      case Answer.Refused<Policy.Listing>(var problem) -> FaultPage.refused(problem.status());
    };
  }

  @GetMapping("/policies/units/{unit}")
  ModelAndView unit(
      DeskSession session,
      @PathVariable UUID unit,
      @RequestParam(defaultValue = "false") boolean saved,
      HttpServletRequest request) {
    Caller caller = callers.official(session, request);
    return unit(unit, caller)
        .map(owner -> show(owner, caller, saved, null))
        .orElseGet(() -> FaultPage.refused(HttpStatus.NOT_FOUND.value()));
  }

  @GetMapping("/policies/clients/{client}")
  ModelAndView client(
      DeskSession session,
      @PathVariable String client,
      @RequestParam(defaultValue = "false") boolean saved,
      HttpServletRequest request) {
    return show(client(client), callers.official(session, request), saved, null);
  }

  @PostMapping("/policies/units/{unit}")
  ModelAndView setUnit(
      DeskSession session,
      @PathVariable UUID unit,
      @RequestParam MultiValueMap<String, String> form,
      HttpServletRequest request) {
    Caller caller = callers.official(session, request);
    return unit(unit, caller)
        .map(owner -> set(owner, caller, form))
        .orElseGet(() -> FaultPage.refused(HttpStatus.NOT_FOUND.value()));
  }

  @PostMapping("/policies/clients/{client}")
  ModelAndView setClient(
      DeskSession session,
      @PathVariable String client,
      @RequestParam MultiValueMap<String, String> form,
      HttpServletRequest request) {
    return set(client(client), callers.official(session, request), form);
  }

  private Optional<Owner> unit(UUID unit, Caller caller) {
    var answer =
        callers.checked(authServer.get("/api/units/" + unit, caller, Policy.UnitDetails.class));
    if (!(answer instanceof Answer.Granted<Policy.UnitDetails>(var details))) {
      return Optional.empty();
    }
    String name = details.unit() == null ? null : details.unit().name();
    return Optional.of(
        new Owner(
            "/policies/units/" + unit,
            API + "/units/" + unit,
            Objects.requireNonNullElse(name, unit.toString()),
            false));
  }

  private static Owner client(String client) {
    String id = Upstream.encoded(client);
    return new Owner("/policies/clients/" + id, API + "/clients/" + id, client, true);
  }

  private ModelAndView show(Owner owner, Caller caller, boolean saved, @Nullable Problem problem) {
    Policy policy =
        switch (callers.checked(authServer.get(owner.api(), caller, Policy.class))) {
          case Answer.Granted<Policy>(var found) -> found;
          case Answer.Refused<Policy> _ -> Policy.NONE;
        };
    Long version = policy.version();
    var view =
        new ModelAndView(
            "policy",
            "page",
            new PolicyPage(
                owner.path(),
                Objects.requireNonNullElse(policy.name(), owner.name()),
                policy,
                version == null ? 0 : version,
                owner.system(),
                saved,
                problem == null ? null : problem.name()));
    if (problem != null) {
      view.setStatus(HttpStatus.valueOf(problem.status()));
    }
    return view;
  }

  private ModelAndView set(Owner owner, Caller caller, MultiValueMap<String, String> form) {
    long version = Objects.requireNonNullElse(number(form, "version"), 0);
    Answer<?> answer =
        form.containsKey("remove")
            ? callers.checked(authServer.delete(owner.api(), caller, version))
            : callers.checked(
                authServer.put(owner.api(), caller, version, policy(form), Policy.class));
    return switch (answer) {
      case Answer.Granted<?> _ -> Redirect.to(owner.path() + "?saved=true");
      case Answer.Refused<?>(Problem problem) ->
          problem.status() == HttpStatus.NOT_FOUND.value()
              ? FaultPage.refused(problem.status())
              : show(owner, caller, false, problem);
    };
  }

  private static Policy policy(MultiValueMap<String, String> form) {
    String level = form.getFirst("level");
    return new Policy(
        null,
        null,
        null,
        form.containsKey("narrow") ? form.getOrDefault("factor", List.of()) : null,
        level == null || level.isEmpty() ? null : ACR + level,
        number(form, "graceDays"),
        number(form, "rememberDays"),
        number(form, "idleMinutes"),
        number(form, "lifetimeMinutes"),
        number(form, "sessions"),
        choice(form.getFirst("counter")),
        number(form, "passwordClasses"),
        number(form, "passwordAgeDays"),
        null);
  }

  private static @Nullable Boolean choice(@Nullable String chosen) {
    if (chosen == null || chosen.isEmpty()) {
      return null;
    }
    return Boolean.valueOf(chosen);
  }

  /** What is no number is as good as a number out of range: the auth-server refuses it. */
  private static @Nullable Integer number(MultiValueMap<String, String> form, String field) {
    String text = form.getFirst(field);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
