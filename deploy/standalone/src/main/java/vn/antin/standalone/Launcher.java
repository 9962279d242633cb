package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The program behind {@code ./antin}: first the command, then the checkout and the build. */
public final class Launcher {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);
  private static final int FIXED_ARGUMENTS = 3;

  private Launcher() {}

  static void main(String[] args) {
    int exitCode;
    try {
      exitCode = run(Arrays.asList(args));
    } catch (StandaloneException e) {
      System.err.println("antin: " + e.getMessage());
      exitCode = e.exitCode();
    }
    System.exit(exitCode);
  }

  private static int run(List<String> arguments) {
    String command = arguments.getFirst();
    Path home = Path.of(arguments.get(1));
    Build build = new Build(Path.of(arguments.get(2)));
    if (command.equals("assemble")) {
      Assembly.assemble(home, build);
      return 0;
    }
    List<String> own = arguments.subList(FIXED_ARGUMENTS, arguments.size());
    if (command.equals("bench")) {
      return new Bench(home, build).run(own);
    }
    Options options = Options.parse(own, home, System.getenv());
    return switch (command) {
      case "up" -> up(build, options);
      case "admin" -> new AdminCommand(build).run(options);
      case "client" -> new ClientCommand(build).run(options);
      case "audit" -> new AuditCommand(build).run(options);
      default -> throw Options.usage("Unknown command " + command + ".");
    };
  }

  private static int up(Build build, Options options) {
    long began = System.nanoTime();
    if (!options.words().isEmpty()) {
      throw Options.usage("up takes options only, not '" + options.words().getFirst() + "'.");
    }
    try (FileLock _ = build.use();
        DataFolder data = DataFolder.open(options.data(), options.fresh())) {
      options.ports().requireFree();
      House house = House.of(build, data, options.ports(), options.officials(), STOP_LIMIT);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(house)));
      house.start(build::startOptions);
      Welcome.print(System.out, house.settings(), options.data());
      double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
      System.out.printf(Locale.ROOT, "ready in %.1f s%n", seconds);
      System.err.println("antin: " + house.awaitFailure());
      house.close();
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(House house) {
    System.out.println("Stopping ...");
    house.close();
    System.out.println("Stopped.");
  }
}
