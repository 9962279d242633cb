package vn.antin.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.antin.standalone.bench.OcspLoad;
import vn.antin.standalone.bench.StampLoad;

/**
 * {@code ./antin bench ocsp}: answers about certificates over HTTP from a whole house on this
 * machine, which also carries the load.
 */
final class OcspBench {
  static final String HELP =
      """
      ocsp    answers about certificates over HTTP: stored ones, and signed for a nonce
                --seconds N      of each measurement (default 10)
                --connections N  kept open at the same time (default 8)
      """;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

  private final Build build;
  private int seconds = 10;
  private int connections = 8;

  OcspBench(Build build) {
    this.build = build;
  }

  int run(List<String> arguments) throws IOException {
    parse(arguments);
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder data = DataFolder.open(folder, false)) {
      House house = House.of(build, data, Ports.anyFree(), null, STOP_LIMIT);
      Thread hook = Thread.ofPlatform().unstarted(house::close);
      Runtime.getRuntime().addShutdownHook(hook);
      try (house) {
        house.start(build::startOptions);
        measure(URI.create(house.settings().signingUrl()), house.processes());
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      return 0;
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private void measure(URI service, Map<String, Long> processes) {
    long server = Objects.requireNonNull(processes.get(App.SIGNING.title()));
    long postmaster = Objects.requireNonNull(processes.get("PostgreSQL"));
    new StampLoad(service.resolve("/tsa"), server, postmaster, connections).awaitFirst();
    new OcspLoad(service, server, postmaster, connections).measure(seconds);
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
                StandaloneException.Code.USAGE, "bench ocsp does not know " + option + ".");
      }
    }
  }
}
