package vn.antin.admin.dossiers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signed results of some days.
 *
 * @param days one bar for each day, also for those on which nothing was signed
 * @param units the most first
 */
public record FiguresPage(
    LocalDate from, LocalDate to, List<Bar> days, List<Unit> units, List<Figure> rows) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 130;
  private static final int FOOT = 160;

  public FiguresPage {
    days = List.copyOf(days);
    units = List.copyOf(units);
    rows = List.copyOf(rows);
  }

  /** What a unit had signed on a day. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Figure(String unit, String name, LocalDate day, long signed, long byOrder) {}

  /** All days of a unit together. */
  public record Unit(String name, long signed, long byOrder) {}

  /** A day in the chart: by order below, by officials above it. */
  public record Bar(
      LocalDate day, long signed, int x, int width, int top, int height, int orderHeight) {
    public int orderTop() {
      return FOOT - orderHeight;
    }

    public int middle() {
      return x + width / 2;
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Figures(LocalDate from, LocalDate to, @Nullable List<Figure> items) {}

  static FiguresPage of(Figures figures) {
    var rows = Objects.requireNonNullElse(figures.items(), List.<Figure>of());
    var days = new TreeMap<LocalDate, long[]>();
    figures.from().datesUntil(figures.to().plusDays(1)).forEach(day -> days.put(day, new long[2]));
    var units = new LinkedHashMap<String, Unit>();
    for (var row : rows) {
      var day = days.computeIfAbsent(row.day(), _ -> new long[2]);
      day[0] += row.signed();
      day[1] += row.byOrder();
      units.merge(
          row.unit(),
          new Unit(row.name(), row.signed(), row.byOrder()),
          (a, b) -> new Unit(a.name(), a.signed() + b.signed(), a.byOrder() + b.byOrder()));
    }
    return new FiguresPage(
        figures.from(),
        figures.to(),
        bars(days),
        units.values().stream().sorted((a, b) -> Long.compare(b.signed(), a.signed())).toList(),
        rows);
  }

  private static List<Bar> bars(TreeMap<LocalDate, long[]> days) {
    var most = days.values().stream().mapToLong(each -> each[0]).max().orElse(0);
    var step = WIDTH / days.size();
    var bars = new ArrayList<Bar>();
    for (var day : days.entrySet()) {
      var height = scaled(day.getValue()[0], most);
      bars.add(
          new Bar(
              day.getKey(),
              day.getValue()[0],
              bars.size() * step,
              Math.max(1, step - 2),
              FOOT - height,
              height,
              scaled(day.getValue()[1], most)));
    }
    return bars;
  }

  /** What is there is seen, however little it is. */
  private static int scaled(long value, long most) {
    return value == 0 ? 0 : (int) Math.max(2, value * HEIGHT / most);
  }

  public long total() {
    return units.stream().mapToLong(Unit::signed).sum();
  }

  /** The highest bar's day, whose figure stands above it. */
  public long most() {
    return days.stream().mapToLong(Bar::signed).max().orElse(0);
  }

  /** The same days as a file. */
  public String download() {
    return "/dossiers/figures.csv?from=" + from + "&to=" + to;
  }
}
