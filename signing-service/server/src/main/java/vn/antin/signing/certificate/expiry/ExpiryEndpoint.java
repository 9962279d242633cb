package vn.antin.signing.certificate.expiry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** The calendar for administrators, notices for whom they name, and for auth-server's mail. */
@RestController
final class ExpiryEndpoint {
  record CalendarAnswer(
      LocalDate from, LocalDate until, List<Calendar.Period> items, boolean stale) {}

  /** A notice as its recipient reads it. */
  record Own(
      long number,
      String role,
      UUID certificate,
      String holder,
      Instant validTo,
      int days,
      boolean seen) {}

  record OwnList(List<Own> items, boolean more) {}

  /** A notice as auth-server needs it for mail: no name of anybody. */
  record Told(
      long number,
      UUID recipient,
      String role,
      UUID certificate,
      Instant validTo,
      int days,
      boolean open,
      @Nullable Instant seenAt) {
    static Told of(NoticeRepository.Notice notice) {
      return new Told(
          notice.number(),
          notice.recipient(),
          notice.role(),
          notice.certificate(),
          notice.validTo(),
          notice.days(),
          notice.open(),
          notice.seenAt());
    }
  }

  record Feed(List<Told> items, long next, boolean more) {}

  private static final int LONGEST_PAGE = 1_000;
  private static final int MOST_OWN = 200;

  private final Calendar calendar;
  private final NoticeRepository notices;
  private final People people;
  private final InstantSource time;

  ExpiryEndpoint(Calendar calendar, NoticeRepository notices, People people, InstantSource time) {
    this.calendar = calendar;
    this.notices = notices;
    this.people = people;
    this.time = time;
  }

  /** Twelve months from today's month on unless asked otherwise; the last day is not included. */
  @GetMapping("/certificate-calendar")
  CalendarAnswer calendar(
      Caller.Person caller,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate until,
      @RequestParam(defaultValue = "month") String by) {
    var start = from == null ? calendar.today().withDayOfMonth(1) : from;
    var end = until == null ? start.plusMonths(12) : until;
    return new CalendarAnswer(start, end, calendar.count(caller, start, end, by), people.stale());
  }

  @GetMapping("/certificate-notices")
  OwnList notices(Caller.Person caller, @RequestParam(defaultValue = "false") boolean unseen) {
    var found = notices.of(caller.official(), unseen, MOST_OWN + 1, time.instant());
    return new OwnList(
        found.stream()
            .limit(MOST_OWN)
            .map(each ->
                new Own(
                    each.number(),
                    each.role(),
                    each.certificate(),
                    each.holder(),
                    each.validTo(),
                    each.days(),
                    each.seenAt() != null))
            .toList(),
        found.size() > MOST_OWN);
  }

  @PostMapping("/certificate-notices/{number}/seen")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void seen(
      Caller.Person caller,
      @PathVariable long number,
      @RequestParam(defaultValue = "false") boolean gathered) {
    if (!notices.seen(caller.official(), number, gathered, time.instant())) {
      throw Problem.NOT_FOUND.because("no such notice of the caller's");
    }
  }

  @GetMapping("/internal/certificate-notices")
  Feed feed(
      Caller.Machine caller,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit) {
    var most = Math.clamp(limit, 1, LONGEST_PAGE);
    var items = notices.after(after, most).stream().map(Told::of).toList();
    return new Feed(
        items, items.isEmpty() ? after : items.getLast().number(), items.size() == most);
  }
}
