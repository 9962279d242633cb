package vn.antin.admin.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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

/** Issuing and renewing for many: the jobs so far, and a new one. */
@Controller
class JobsEndpoint {
  private static final String API = "/certificate-jobs";
  private static final int AHEAD = 60;

  private final Upstream signingService;
  private final Upstream authServer;
  private final Callers callers;
  private final InstantSource time;

  JobsEndpoint(
      @Qualifier("signingService") Upstream signingService,
      @Qualifier("authServer") Upstream authServer,
      Callers callers,
      InstantSource time) {
    this.signingService = signingService;
    this.authServer = authServer;
    this.callers = callers;
    this.time = time;
  }

  /** What the form asks for, as it was typed. */
  private record Wish(String kind, String unitCode, String before) {}

  @GetMapping("/certificates/jobs")
  ModelAndView show(DeskSession session, HttpServletRequest request) {
    var today = LocalDate.ofInstant(time.instant(), CertificateFilter.VIETNAM);
    return page(
        new Wish("issue", "", today.plusDays(AHEAD).toString()),
        callers.official(session, request),
        HttpStatus.OK,
        null);
  }

  @PostMapping("/certificates/jobs")
  ModelAndView order(
      DeskSession session,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String unitCode,
      @RequestParam(defaultValue = "") String before,
      HttpServletRequest request) {
    var wish = new Wish(kind, unitCode.strip(), before);
    var caller = callers.official(session, request);
    Map<String, Object> body = new HashMap<>();
    body.put("kind", kind);
    if (kind.equals("renew")) {
      var day = day(before);
      if (day.isEmpty()) {
        return page(wish, caller, HttpStatus.UNPROCESSABLE_CONTENT, "day");
      }
      body.put(
          "expiresBefore",
          day.get().atStartOfDay(CertificateFilter.VIETNAM).toInstant().toString());
    }
    if (!wish.unitCode().isEmpty()) {
      var unit = unit(wish.unitCode(), caller);
      if (unit.isEmpty()) {
        return page(wish, caller, HttpStatus.UNPROCESSABLE_CONTENT, "unit");
      }
      body.put("unit", unit.get());
    }
    var answer = signingService.post(API, caller, body, Made.class);
    return switch (answer) {
      case Answer.Granted<Made>(var made) -> Redirect.to("/certificates/jobs/" + made.id());
      case Answer.Refused<Made> refused -> {
        var problem = callers.explained(refused);
        yield page(wish, caller, HttpStatusCode.valueOf(problem.status()), problem.name());
      }
    };
  }

  private ModelAndView page(
      Wish wish, Caller caller, HttpStatusCode status, @Nullable String problem) {
    var answer = callers.checked(signingService.get(API, caller, Job.Listing.class));
    return switch (answer) {
      case Answer.Refused<Job.Listing>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<Job.Listing>(var found) -> {
        var page =
            new ModelAndView(
                "certificate-jobs",
                "page",
                new JobsPage(
                    Objects.requireNonNullElse(found.items(), List.of()),
                    wish.kind(),
                    wish.unitCode(),
                    wish.before(),
                    problem));
        page.setStatus(status);
        yield page;
      }
    };
  }

  /** The unit of that code, when there is exactly one. */
  private Optional<String> unit(String code, Caller caller) {
    var answer =
        callers.checked(
            authServer.get(
                "/api/units/resolve?identifier=" + URLEncoder.encode(code, UTF_8),
                caller,
                Job.Units.class));
    return answer instanceof Answer.Granted<Job.Units>(var found)
            && found.items() != null
            && found.items().size() == 1
        ? Optional.of(found.items().getFirst().id())
        : Optional.empty();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
