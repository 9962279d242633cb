package vn.antin.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The load's own process: carries out a {@link Plan} and prints what it found. */
public final class LoadRun {
  private final Plan plan;
  private final List<Stock> stocks = new ArrayList<>();
  private final Map<Operation, List<Measurement>> results = new EnumMap<>(Operation.class);

  private LoadRun(Plan plan) {
    this.plan = plan;
    plan.contestants().forEach(contestant -> stocks.add(new Stock(contestant)));
  }

  static void main(String[] arguments) throws IOException {
    try {
      System.exit(new LoadRun(Plan.read(Path.of(arguments[0]))).run() ? 0 : 1);
    } catch (BenchException | WrongAnswer | IOException e) {
      System.err.println("antin: " + e.getMessage());
      System.exit(1);
    }
  }

  private boolean run() throws IOException {
    double hash = plan.operations().contains(Operation.LOGIN) ? plan.hash().measure() : Double.NaN;
    System.out.printf(
        Locale.ROOT,
        "%nwarming up: %d s of each operation%s%n",
        plan.warmUpSeconds(),
        plan.contestants().size() > 1 ? " on each server" : "");
    for (Operation operation : plan.operations()) {
      for (int i = 0; i < stocks.size(); i++) {
        stocks.get(i).prepare(operation);
        Load.run(
            plan.contestants().get(i),
            stocks.get(i),
            operation,
            plan.connections(),
            Duration.ofSeconds(plan.warmUpSeconds()));
      }
    }
    for (int round = 1; round <= plan.rounds(); round++) {
      System.out.printf(Locale.ROOT, "%nround %d of %d%n", round, plan.rounds());
      Report.heading(System.out);
      for (Operation operation : plan.operations()) {
        for (int i = 0; i < stocks.size(); i++) {
          measure(operation, i);
        }
      }
    }
    return new Report(plan, results, hash).print(System.out);
  }

  private void measure(Operation operation, int which) throws IOException {
    Contestant contestant = plan.contestants().get(which);
    stocks.get(which).prepare(operation);
    Measurement measured =
        Measurement.of(
            contestant,
            stocks.get(which),
            operation,
            plan.connections(),
            Duration.ofSeconds(plan.seconds()));
    Report.line(System.out, operation.title(), contestant.name(), measured);
    List<Measurement> all = results.computeIfAbsent(operation, o -> new ArrayList<>());
    if (all.size() <= which) {
      all.add(measured);
    } else {
      all.set(which, all.get(which).plus(measured));
    }
  }
}
