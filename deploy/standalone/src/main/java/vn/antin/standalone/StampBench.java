package vn.antin.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import vn.antin.standalone.bench.StampLoad;

/**
 * {@code ./antin bench stamp}: time-stamps over HTTP from a whole house on this machine, which also
 * carries the load; then the key alone, in a process with nothing else.
 */
final class StampBench {
  static final String HELP =
      """
      stamp   time-stamps over HTTP with P-256 in the house's token, and the key alone
                --seconds N      of each measurement (default 10)
                --connections N  kept open at the same time (default 8)
      """;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

  private final Build build;
  private int seconds = 10;
  private int connections = 8;

  StampBench(Build build) {
    this.build = build;
  }

  int run(List<String> arguments) throws IOException {
    parse(arguments);
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder data = DataFolder.open(folder, false)) {
      double rate = stamps(data);
      if (SigningToken.prepare(data) instanceof SigningToken.SoftHsm token) {
        double key = KeysBench.rate(build, token, "EC_P256", Math.max(2, seconds / 2));
        System.out.printf(
            Locale.ROOT,
            "%-28s %10.0f per s%n  -> %.0f %% of the key alone%n",
            "P-256 alone",
            key,
            100 * rate / key);
      }
      return 0;
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private double stamps(DataFolder data) {
    House house = House.of(build, data, Ports.anyFree(), null, STOP_LIMIT);
    Thread hook = Thread.ofPlatform().unstarted(house::close);
    Runtime.getRuntime().addShutdownHook(hook);
    double rate;
    try (house) {
      house.start(build::startOptions);
      Map<String, Long> processes = house.processes();
      StampLoad load =
          new StampLoad(
              URI.create(house.settings().signingUrl() + "/tsa"),
              Objects.requireNonNull(processes.get(App.SIGNING.title())),
              Objects.requireNonNull(processes.get("PostgreSQL")),
              connections);
      load.awaitFirst();
      rate = load.measure(seconds);
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    return rate;
  }

  private void parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--seconds" -> seconds = Options.number(option, rest, 1, 600);
        case "--connections" -> connections = Options.number(option, rest, 1, 256);
        default ->
            throw new StandaloneException(
                StandaloneException.Code.USAGE, "bench stamp does not know " + option + ".");
      }
    }
  }
}
