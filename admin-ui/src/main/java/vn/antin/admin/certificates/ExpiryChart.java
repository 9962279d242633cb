package vn.antin.admin.certificates;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Bars of a chart 720 wide whose feet stand at 160, in the units of the picture. */
public final class ExpiryChart {
  private static final int SLOT = 60;
  private static final int WIDTH = 36;
  private static final int FOOT = 160;
  private static final int HIGHEST = 130;
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM/yy", Locale.ROOT);
  private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("MM/yyyy", Locale.ROOT);

  private ExpiryChart() {}

  /**
   * One month.
   *
   * @param renewed how many of those ending have a successor
   * @param x left edge
   * @param open height of the part without a successor
   * @param done height of the part above it
   */
  public record Bar(YearMonth month, long ending, long renewed, int x, int open, int done) {
    public long left() {
      return ending - renewed;
    }

    public int width() {
      return WIDTH;
    }

    public int middle() {
      return x + WIDTH / 2;
    }

    /** Upper edge of the part without a successor. */
    public int openTop() {
      return FOOT - open;
    }

    /** Upper edge of the whole. */
    public int top() {
      return FOOT - open - done;
    }

    public String label() {
      return SHORT.format(month);
    }

    public String name() {
      return LONG.format(month);
    }

    /** The list of what ends in the month. */
    public String list() {
      return CertificateFilter.ending(month.atDay(1), month.atEndOfMonth()).page("");
    }
  }

  /** A bar for each month from the first on, also for those in which nothing ends. */
  static List<Bar> bars(YearMonth first, Map<YearMonth, CalendarPage.Period> periods) {
    long most = periods.values().stream().mapToLong(CalendarPage.Period::ending).max().orElse(0);
    return IntStream.range(0, CalendarPage.MONTHS)
        .mapToObj(i -> {
          var month = first.plusMonths(i);
          var period = periods.getOrDefault(month, new CalendarPage.Period(month.toString(), 0, 0));
          long renewed = Math.clamp(period.renewed(), 0, period.ending());
          return new Bar(
              month,
              period.ending(),
              renewed,
              i * SLOT + (SLOT - WIDTH) / 2,
              height(period.ending() - renewed, most),
              height(renewed, most));
        })
        .toList();
  }

  /** Two units at least, so that one of thousands is still to be seen. */
  private static int height(long count, long most) {
    return count == 0 ? 0 : Math.max(2, (int) (count * HIGHEST / most));
  }
}
