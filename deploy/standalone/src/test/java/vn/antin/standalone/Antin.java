package vn.antin.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A run of {@code ./antin}, as a user would start it. The jars that this build has just made are
 * taken as they are: the script must not start a second Maven inside the first.
 */
public final class Antin implements AutoCloseable {
  private final Process process;
  private final Path output;

  private Antin(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** The checkout. */
  public static Path home() {
    return Path.of(Objects.requireNonNull(System.getProperty("antin.root"), "antin.root"));
  }

  static Antin start(Path output, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", home().resolve("antin").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(output.resolveSibling(".").normalize().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("ANTIN_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new Antin(builder.start(), output);
  }

  Process process() {
    return process;
  }

  long pid() {
    return process.pid();
  }

  String text() throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }

  /** Waits for the end and returns the exit code. */
  int exitCode(Duration limit) throws IOException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + limit + ":\n" + text());
    }
    return process.exitValue();
  }

  /** Waits until the output satisfies the condition. */
  void await(Predicate<String> condition, Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.test(text())) {
      if (System.nanoTime() > end || process.waitFor(100, TimeUnit.MILLISECONDS)) {
        if (condition.test(text())) {
          return;
        }
        throw new AssertionError("did not come within " + limit + ":\n" + text());
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
