package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import vn.antin.standalone.bench.BenchException;

/** {@code ./antin bench}: figures that the documentation quotes, measured on this machine. */
final class Bench {
  private static final int STARTS = 4;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

  private final Path home;
  private final Build build;

  Bench(Path home, Build build) {
    this.home = home;
    this.build = build;
  }

  int run(List<String> arguments) {
    if (arguments.isEmpty()) {
      System.out.println("start   time from launch to ready, and memory of each process");
      System.out.print(OidcOptions.HELP);
      System.out.print(NodesBench.HELP);
      System.out.print(SignBench.HELP);
      System.out.print(KeysOptions.HELP);
      System.out.print(ApprovalBench.HELP);
      return 0;
    }
    List<String> rest = arguments.subList(1, arguments.size());
    try (FileLock _ = build.use()) {
      return switch (arguments.getFirst()) {
        case "start" -> {
          if (!rest.isEmpty()) {
            throw Options.usage("bench start takes no options.");
          }
          start();
          yield 0;
        }
        case "nodes" -> new NodesBench(build).run(rest);
        case "sign" -> new SignBench(build).run(rest);
        case "keys" -> new KeysBench(build, KeysOptions.parse(rest)).run();
        case "approval" -> new ApprovalBench(build).run(rest);
        case "oidc" -> new OidcBench(home, build, OidcOptions.parse(rest)).run();
        default ->
            throw Options.usage(
                "There is no benchmark '"
                    + arguments.getFirst()
                    + "'; known: start, oidc, nodes, sign, keys, approval.");
      };
    } catch (BenchException e) {
      throw new StandaloneException(
          StandaloneException.Code.PART, Objects.requireNonNull(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() throws IOException {
    Path folder = Files.createTempDirectory("antin-bench");
    List<Double> seconds = new ArrayList<>();
    try (DataFolder data = DataFolder.open(folder, false)) {
      for (int i = 0; i < STARTS; i++) {
        long began = System.nanoTime();
        int turn = i;
        House.of(build, data, Ports.anyFree(), null, STOP_LIMIT)
            .run(
                build::startOptions,
                house -> {
                  double elapsed = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
                  System.out.printf(
                      Locale.ROOT, "%s start: %.1f s%n", turn == 0 ? "first" : "later", elapsed);
                  if (turn > 0) {
                    seconds.add(elapsed);
                  }
                  if (turn == STARTS - 1) {
                    house.processes().forEach(Bench::printMemory);
                  }
                });
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
