package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many certificates end in each of twelve months.
 *
 * @param first the first month
 * @param stale whether signing-service's copy of the units is older than it should be
 */
public record CalendarPage(YearMonth first, List<ExpiryChart.Bar> bars, boolean stale) {
  static final int MONTHS = 12;

  public CalendarPage {
    bars = List.copyOf(bars);
  }

  public boolean nothing() {
    return bars.stream().allMatch(bar -> bar.ending() == 0);
  }

  /** Address of the twelve months before these. */
  public String before() {
    return "/certificates/calendar?from=" + first.minusMonths(MONTHS);
  }

  /** Address of the twelve months after these. */
  public String after() {
    return "/certificates/calendar?from=" + first.plusMonths(MONTHS);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Period(String period, long ending, long renewed) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answered(@Nullable List<Period> items, boolean stale) {}
}
