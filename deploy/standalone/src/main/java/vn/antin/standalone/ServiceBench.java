package vn.antin.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.antin.standalone.bench.SigningLoad;

/**
 * {@code ./antin bench sign --service}: a house of its own, and officials who have documents signed
 * as their applications do: upload, approval with the PIN, signature, download.
 */
final class ServiceBench {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);
  private static final int OFFICIALS = 50;
  private static final List<Integer> DOCUMENTS = List.of(1, 20);
  private static final Pattern USED = Pattern.compile("(\\d+)M->\\d+M\\(");

  private final Build build;
  private final int seconds;
  private final int threads;

  ServiceBench(Build build, int seconds, int threads) {
    this.build = build;
    this.seconds = seconds;
    this.threads = threads;
  }

  /** Measures; {@code key} gives the rate of the key alone. */
  void run(DoubleSupplier key) throws IOException {
    double raw = key.getAsDouble();
    Path folder = Files.createTempDirectory("antin-bench");
    Path collections = folder.resolve("gc.log");
    Ports ports = Ports.anyFree();
    try (DataFolder data = DataFolder.open(folder.resolve("data"), false)) {
      House.of(build, data, ports, OFFICIALS, STOP_LIMIT)
          .run(app -> options(app, collections), house -> measure(house, raw));
      System.out.printf(
          Locale.ROOT,
          "peak heap of the signing service: %d MB of %d%n",
          peak(collections),
          App.SIGNING.heapMegabytes());
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private void measure(House house, double raw) {
    Map<String, Long> processes = house.processes();
    SigningLoad load =
        new SigningLoad(
            OidcBench.provider(house.settings().authUrl(), OFFICIALS),
            URI.create(house.settings().signingUrl()),
            process(processes, App.AUTH.title()),
            process(processes, App.SIGNING.title()),
            process(processes, "PostgreSQL"),
            threads,
            seconds);
    System.out.printf(
        Locale.ROOT,
        "%s%n%d officials at work, 100 KB PDFs, PAdES-B, RSA-2048, %d s a line after warming up%n"
            + "the key alone: %.0f per s%n%n",
        house.settings().token().description(),
        threads,
        seconds,
        raw);
    SigningLoad.heading();
    for (int documents : DOCUMENTS) {
      double rate = load.measure(documents);
      System.out.printf(Locale.ROOT, "  -> %.1f %% of the key alone%n", 100 * rate / raw);
    }
  }

  private static long process(Map<String, Long> processes, String name) {
    return Objects.requireNonNull(processes.get(name), name);
  }

  private List<String> options(App app, Path collections) {
    return app == App.SIGNING
        ? Stream.concat(build.startOptions(app).stream(), Stream.of("-Xlog:gc:file=" + collections))
            .toList()
        : build.startOptions(app);
  }

  /** The most that was in use when a collection began, garbage included. */
  private static long peak(Path collections) throws IOException {
    try (Stream<String> lines = Files.lines(collections)) {
      return lines
          .flatMap(line -> USED.matcher(line).results())
          .map((MatchResult found) -> found.group(1))
          .mapToLong(Long::parseLong)
          .max()
          .orElse(0);
    }
  }
}
