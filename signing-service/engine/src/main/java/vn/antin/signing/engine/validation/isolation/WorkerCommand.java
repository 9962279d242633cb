package vn.antin.signing.engine.validation.isolation;

import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.child.ChildProcess;

/** The command line of the child that validates: this process's class path, a heap of its own. */
final class WorkerCommand {

  private WorkerCommand() {}

  static List<String> forMemory(int megabytes) {
    return ChildProcess.command(
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
            "-Djava.awt.headless=true"),
        classPath(),
        ValidationWorker.class);
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
}
