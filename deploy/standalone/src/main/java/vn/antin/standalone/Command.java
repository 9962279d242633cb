package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a helper program to its end. Its output goes to a file, so that nothing can block on it. */
final class Command {
  /**
   * What a finished program left.
   *
   * @param exitCode its exit code
   * @param output everything it printed
   */
  record Result(int exitCode, String output) {}

  private Command() {}

  /** Runs a program on this terminal and returns its exit code. */
  static int attached(ProcessBuilder program) {
    try {
      return program.inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    }
  }

  static Result run(List<String> command, Duration limit) {
    try {
      Path output = Files.createTempFile("antin", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new StandaloneException(
              StandaloneException.Code.PART,
              command.getFirst() + " did not end within " + limit.toSeconds() + " s.");
        }
        return new Result(
            process.exitValue(),
            new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    }
  }
}
