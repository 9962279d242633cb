package vn.antin.csckit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.antin.csckit.Outcome.Verdict;

/** The command {@code csc-kit}. */
public final class Main {
  private static final int UNMET = 1;
  private static final int WRONG = 2;
  private static final int UNREACHABLE = 3;

  private Main() {}

  /** Runs and ends the process with the code that the usage tells. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out, System.err));
  }

  static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    Options options;
    try {
      options = Options.read(arguments, environment);
    } catch (Options.Wrong e) {
      err.println("csc-kit: " + e.getMessage());
      err.print(Options.USAGE);
      return WRONG;
    }
    try (var server = new Server(options.url(), options.token())) {
      var outcomes = new Kit(server, options).run();
      out.print(options.json() ? json(options, outcomes) : text(options, outcomes));
      return count(outcomes, Verdict.UNMET) == 0 ? 0 : UNMET;
    } catch (IOException | IllegalArgumentException e) {
      err.println("csc-kit: " + options.url() + " cannot be reached: " + e.getMessage());
      return UNREACHABLE;
    }
  }

  private static long count(List<Outcome> outcomes, Verdict verdict) {
    return outcomes.stream().filter(each -> each.verdict() == verdict).count();
  }

  private static String text(Options options, List<Outcome> outcomes) {
    var report = new StringBuilder(options.url()).append('\n');
    outcomes.forEach(each -> report.append(each.text()).append('\n'));
    return report
        .append(
            "%d met, %d not met, %d not asked%n"
                .formatted(
                    count(outcomes, Verdict.MET),
                    count(outcomes, Verdict.UNMET),
                    count(outcomes, Verdict.NOT_ASKED)))
        .toString();
  }

  private static String json(Options options, List<Outcome> outcomes) {
    var report = new LinkedHashMap<String, Object>();
    report.put("server", options.url());
    report.put("met", count(outcomes, Verdict.MET));
    report.put("unmet", count(outcomes, Verdict.UNMET));
    report.put("notAsked", count(outcomes, Verdict.NOT_ASKED));
    report.put("expectations", outcomes.stream().map(Outcome::json).toList());
    return Json.write(report) + "\n";
  }
}
