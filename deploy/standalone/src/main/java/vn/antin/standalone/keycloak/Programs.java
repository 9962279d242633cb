package vn.antin.standalone.keycloak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.antin.standalone.bench.BenchException;

/** Programs that have to succeed. */
final class Programs {
  private Programs() {}

  static void run(List<String> command, Path folder, Path log, Duration limit) throws IOException {
    Process process =
        builder(command, folder, log)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(process)));
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        throw new BenchException(command.getFirst() + " did not end within " + limit + ".");
      }
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
    if (process.exitValue() != 0) {
      throw new BenchException(
          command.getFirst()
              + " failed: "
              + new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** With the JDK that runs this program, and without settings that the user's own Keycloak has. */
  static ProcessBuilder builder(List<String> command, Path folder, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }
}
