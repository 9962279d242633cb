package vn.antin.signing.dossier;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.web.Caller;

/** How many results an administrator's units had signed, day by day (Vietnam time). */
@RestController
final class FiguresEndpoint {
  /**
   * The days from and to, both included.
   *
   * @param items days of units on which something was signed, by unit and day
   */
  record Figures(LocalDate from, LocalDate to, List<FiguresRepository.Figure> items) {}

  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Duration USUAL = Duration.ofDays(29);
  private static final long MOST_DAYS = 92;

  private final FiguresRepository repository;
  private final InstantSource time;

  FiguresEndpoint(FiguresRepository repository, InstantSource time) {
    this.repository = repository;
    this.time = time;
  }

  @GetMapping("/dossier-figures")
  Figures figures(
      Caller.Person caller,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    var now = time.instant();
    var last = to == null ? now.atZone(VIETNAM).toLocalDate() : to;
    var first = from == null ? last.minusDays(USUAL.toDays()) : from;
    if (first.isAfter(last) || !last.isBefore(first.plusDays(MOST_DAYS))) {
      throw Fault.in("from", "a day at most " + MOST_DAYS + " days before the last");
    }
    return new Figures(first, last, repository.figures(caller, first, last, now));
  }
}
