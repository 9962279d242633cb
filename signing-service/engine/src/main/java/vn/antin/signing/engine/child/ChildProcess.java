package vn.antin.signing.engine.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** How such a process is started and ended. */
public final class ChildProcess {

  private ChildProcess() {}

  /**
   * The command line.
   *
   * @param options of the JVM, its memory among them
   */
  public static List<String> command(List<String> options, String classPath, Class<?> main) {
    List<String> command = new ArrayList<>(withoutNetwork());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    return List.copyOf(command);
  }

  /** Starts it, without an environment; what it complains of goes nowhere. */
  public static Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    return builder.start();
  }

  /**
   * Ends it when it still runs after that time; interrupt the thread when it has answered.
   *
   * @param late is set when that happened
   */
  public static Thread endAfter(Process child, Duration limit, AtomicBoolean late) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            if (!child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
              late.set(true);
              child.destroyForcibly();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // answered in time
          }
        });
  }

  /** util-linux's unshare gives the child a network of its own with nothing in it, if allowed. */
  private static List<String> withoutNetwork() {
    Path unshare = Path.of("/usr/bin/unshare");
    List<String> prefix = List.of(unshare.toString(), "--map-root-user", "--net", "--");
    if (!Files.isExecutable(unshare)) {
      return List.of();
    }
    List<String> probe = new ArrayList<>(prefix);
    probe.add("/bin/true");
    try {
      Process process =
          new ProcessBuilder(probe)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0 ? prefix : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
