package vn.antin.signing.engine.validation;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import vn.antin.signing.engine.EngineException;

/** The command line of the child that validates: this process's class path, a heap of its own. */
final class WorkerCommand {

  private WorkerCommand() {}

  static List<String> forMemory(int megabytes) {
    List<String> command = new ArrayList<>(withoutNetwork());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + megabytes + "m",
            "-Xss2m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-cp",
            classPath(),
            ValidationWorker.class.getName()));
    return List.copyOf(command);
  }

  private static String classPath() {
    URL home = ValidationWorker.class.getProtectionDomain().getCodeSource().getLocation();
    if (!"file".equals(home.getProtocol())) {
      throw new EngineException(
          EngineException.Fault.VALIDATOR_FAILED,
          "Validation needs jars as files (java -Djarmode=tools -jar app.jar extract), found "
              + home,
          null);
    }
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> !part.isEmpty())
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
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
