package vn.antin.admin.certificates;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Texts;

/** When certificates end. */
@Controller
class CalendarEndpoint {
  private static final YearMonth EARLIEST = YearMonth.of(2000, 1);
  private static final YearMonth LATEST = YearMonth.of(2999, 1);

  private final Upstream signingService;
  private final Callers callers;
  private final InstantSource time;

  CalendarEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, InstantSource time) {
    this.signingService = signingService;
    this.callers = callers;
    this.time = time;
  }

  @GetMapping("/certificates/calendar")
  ModelAndView show(
      DeskSession session,
      @RequestParam(defaultValue = "") String from,
      HttpServletRequest request) {
    var first = month(from);
    var address =
        "/certificate-calendar?by=month&from="
            + first.atDay(1)
            + "&until="
            + first.plusMonths(CalendarPage.MONTHS).atDay(1);
    var answer =
        callers.checked(
            signingService.get(
                address, callers.official(session, request), CalendarPage.Answered.class));
    return switch (answer) {
      case Answer.Granted<CalendarPage.Answered>(var found) ->
          new ModelAndView("certificate-calendar", "page", page(first, found));
      case Answer.Refused<CalendarPage.Answered>(var problem) ->
          FaultPage.refused(problem.status());
    };
  }

  private static CalendarPage page(YearMonth first, CalendarPage.Answered found) {
    var periods =
        Objects.requireNonNullElse(found.items(), List.<CalendarPage.Period>of()).stream()
            .collect(
                Collectors.toMap(
                    period -> YearMonth.parse(period.period()), Function.identity(), (a, _) -> a));
    return new CalendarPage(first, ExpiryChart.bars(first, periods), found.stale());
  }

  private YearMonth month(String text) {
    try {
      var asked = YearMonth.parse(text);
      if (!asked.isBefore(EARLIEST) && !asked.isAfter(LATEST)) {
        return asked;
      }
    } catch (DateTimeException e) {
      return thisMonth();
    }
    return thisMonth();
  }

  private YearMonth thisMonth() {
    return YearMonth.from(LocalDate.ofInstant(time.instant(), Texts.VIETNAM));
  }
}
