package vn.antin.standalone.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what was measured, and what it says about the question. */
final class Report {
  /** The aims: of the other's processor time per operation, of its start and memory, and growth. */
  private static final double THIRD = 1.0 / 3;

  private static final double HALF = 0.5;
  private static final double GROWTH = 1.2;

  private final Plan plan;
  private final Map<Operation, List<Measurement>> results;
  private final double hashMillis;

  Report(Plan plan, Map<Operation, List<Measurement>> results, double hashMillis) {
    this.plan = plan;
    this.results = results;
    this.hashMillis = hashMillis;
  }

  static void heading(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-20s %-14s %9s %8s %8s %8s %8s %8s %8s %7s%n",
        "operation",
        "server",
        "per s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "app CPU",
        "db CPU",
        "sum CPU",
        "errors");
  }

  static void line(PrintStream out, String operation, String server, Measurement measured) {
    out.printf(
        Locale.ROOT,
        "%-20s %-14s %9.1f %8.2f %8.2f %8.2f %8.3f %8.3f %8.3f %7d%n",
        operation,
        server,
        measured.rate(),
        measured.latencies().percentile(0.50),
        measured.latencies().percentile(0.95),
        measured.latencies().percentile(0.99),
        measured.application(),
        measured.database(),
        measured.total(),
        measured.errors());
    if (measured.firstError() != null) {
      out.println("    first error: " + measured.firstError());
    }
  }

  /** Prints everything; false when an answer was wrong. */
  boolean print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nresult: %d connections, %d s x %d rounds; CPU in milliseconds of one core per"
            + " operation%n%n",
        plan.connections(),
        plan.seconds(),
        plan.rounds());
    heading(out);
    results.forEach((operation, measured) -> operation(out, operation, measured));
    if (results.containsKey(Operation.LOGIN)) {
      out.printf(
          Locale.ROOT,
          "%npassword hash: Argon2id m=%d KiB, t=%d, p=%d: %.1f ms of CPU, measured beside the"
              + " servers%n",
          plan.hash().memory(),
          plan.hash().iterations(),
          HashCost.PARALLELISM,
          hashMillis);
    }
    out.println();
    plan.contestants().forEach(contestant -> rest(out, contestant));
    if (plan.question() == Plan.Question.COMPARISON) {
      Contestant ours = plan.contestants().getFirst();
      Contestant theirs = plan.contestants().getLast();
      verdict(out, "start to ready", ours.medianStart() / theirs.medianStart(), HALF);
      verdict(out, "memory at idle", (double) ours.idleMegabytes() / theirs.idleMegabytes(), HALF);
    }
    int errors =
        results.values().stream().flatMap(List::stream).mapToInt(Measurement::errors).sum();
    if (errors > 0) {
      out.printf(
          Locale.ROOT,
          "%nNOT A VALID RUN: %d operations failed; the figures above are not to be quoted.%n",
          errors);
    }
    return errors == 0;
  }

  private static void rest(PrintStream out, Contestant contestant) {
    out.printf(Locale.ROOT, "%-14s %s%n", contestant.name(), contestant.start());
    if (!contestant.startSeconds().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%-14s start to ready %.1f s (median of %d), resident at idle %d MB%n",
          "",
          contestant.medianStart(),
          contestant.startSeconds().size(),
          contestant.idleMegabytes());
    }
  }

  private void operation(PrintStream out, Operation operation, List<Measurement> measured) {
    for (int i = 0; i < measured.size(); i++) {
      line(out, operation.title(), plan.contestants().get(i).name(), measured.get(i));
    }
    if (operation == Operation.LOGIN) {
      for (int i = 0; i < measured.size(); i++) {
        out.printf(
            Locale.ROOT,
            "%-20s %-14s %71.3f%n",
            "  without the hash",
            plan.contestants().get(i).name(),
            measured.get(i).total() - hashMillis);
      }
    }
    if (measured.size() < 2) {
      return;
    }
    Measurement first = measured.getFirst();
    Measurement second = measured.getLast();
    switch (plan.question()) {
      case SPEED -> {}
      case COMPARISON -> {
        double without = operation == Operation.LOGIN ? hashMillis : 0;
        comparison(out, operation, (first.total() - without) / (second.total() - without));
      }
      case GROWTH -> {
        verdict(out, "CPU, large to small", second.total() / first.total(), GROWTH);
        verdict(
            out,
            "p50, large to small",
            second.latencies().percentile(0.5) / first.latencies().percentile(0.5),
            GROWTH);
      }
    }
  }

  /** The aim does not name UserInfo; its ratio is shown for who wants to know. */
  private static void comparison(PrintStream out, Operation operation, double ratio) {
    switch (operation) {
      case USERINFO -> out.printf(Locale.ROOT, "    %-22s %5.2f%n", "CPU", ratio);
      case LOGIN -> verdict(out, "CPU without the hash", ratio, THIRD);
      default -> verdict(out, "CPU", ratio, THIRD);
    }
  }

  private static void verdict(PrintStream out, String what, double ratio, double aim) {
    out.printf(
        Locale.ROOT,
        "    %-22s %5.2f  (aim: at most %.2f) %s%n",
        what,
        ratio,
        aim,
        ratio <= aim ? "reached" : "MISSED");
  }
}
