package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./antin bench}: figures that the documentation quotes, measured on this machine. */
final class Bench {
  private static final int STARTS = 4;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

  private final Build build;

  Bench(Build build) {
    this.build = build;
  }

  int run(Options options) {
    if (options.words().isEmpty()) {
      System.out.println("start   time from launch to ready, and memory of each process");
      return 0;
    }
    if (!options.words().equals(List.of("start"))) {
      throw new StandaloneException(
          StandaloneException.Code.USAGE,
          "There is no benchmark '" + String.join(" ", options.words()) + "'; known: start.");
    }
    try {
      start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  private void start() throws IOException {
    Path folder = Files.createTempDirectory("antin-bench");
    List<Double> seconds = new ArrayList<>();
    try (DataFolder data = DataFolder.open(folder, false)) {
      for (int i = 0; i < STARTS; i++) {
        long began = System.nanoTime();
        House house = House.of(build, data, Ports.anyFree(), null, STOP_LIMIT);
        Thread hook = Thread.ofPlatform().unstarted(house::close);
        Runtime.getRuntime().addShutdownHook(hook);
        try (house) {
          house.start(build::startOptions);
          double elapsed = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
          System.out.printf(Locale.ROOT, "%s start: %.1f s%n", i == 0 ? "first" : "later", elapsed);
          if (i > 0) {
            seconds.add(elapsed);
          }
          if (i == STARTS - 1) {
            house.processes().forEach(Bench::printMemory);
          }
        }
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } finally {
      PrivateFiles.deleteTree(folder);
    }
    seconds.sort(null);
    System.out.printf(
        Locale.ROOT, "median of the later starts: %.1f s%n", seconds.get(seconds.size() / 2));
  }

  private static void printMemory(String name, long pid) {
    Command.Result result =
        Command.run(List.of("ps", "-o", "rss=", "-p", Long.toString(pid)), Duration.ofSeconds(10));
    System.out.printf(
        Locale.ROOT, "%-16s %4d MB resident%n", name, Long.parseLong(result.output()) / 1024);
  }
}
