package vn.antin.admin.certificates;

import jakarta.servlet.http.HttpServletRequest;
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
import vn.antin.admin.units.Units;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Made;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;
import vn.antin.admin.web.Texts;

/** Issuing and renewing for many: the jobs so far, and a new one. */
@Controller
class JobsEndpoint {
  private static final String API = "/certificate-jobs";
  private static final int AHEAD = 60;

  private final Upstream signingService;
  private final Callers callers;
  private final Units units;
  private final InstantSource time;

  JobsEndpoint(
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      Units units,
      InstantSource time) {
    this.signingService = signingService;
    this.callers = callers;
    this.units = units;
    this.time = time;
  }

  /** What the form asks for, as it was typed. */
  private record Wish(String kind, String unitCode, String before) {}

  @GetMapping("/certificates/jobs")
  ModelAndView show(DeskSession session, HttpServletRequest request) {
    var today = LocalDate.ofInstant(time.instant(), Texts.VIETNAM);
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
      body.put("expiresBefore", day.get().atStartOfDay(Texts.VIETNAM).toInstant().toString());
    }
    if (!wish.unitCode().isEmpty()) {
      var unit = units.byCode(wish.unitCode(), caller);
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

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
