package vn.antin.signing.engine;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The command line of the child. Its class path is the few jars it needs, found where this process
 * has its own classes from; so it works from Maven's folders and from an extracted application, and
 * a nested jar is refused with a clear message.
 */
final class RendererCommand {

  private RendererCommand() {}

  static List<String> forMemory(int megabytes) {
    List<String> command = new ArrayList<>(withoutNetwork());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + megabytes + "m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
            "-cp",
            classPath(),
            PageRenderer.class.getName()));
    return List.copyOf(command);
  }

  private static String classPath() {
    return Stream.of(
            PageRenderer.class,
            PDDocument.class,
            RandomAccessRead.class,
            FontBoxFont.class,
            LogFactory.class)
        .map(RendererCommand::home)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String home(Class<?> type) {
    CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
    URI location;
    try {
      location = source.getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    if (!"file".equals(location.getScheme())) {
      throw new EngineException(
          EngineException.Fault.RENDERER_FAILED,
          "Page previews need jars as files (java -Djarmode=tools -jar app.jar extract), found "
              + location,
          null);
    }
    return Path.of(location).toString();
  }

  /** util-linux's unshare gives the child a network of its own with nothing in it, if allowed. */
  private static List<String> withoutNetwork() {
    Path unshare = Path.of("/usr/bin/unshare");
    List<String> prefix = List.of(unshare.toString(), "--map-root-user", "--net", "--");
    if (!Files.isExecutable(unshare)) {
      return List.of();
    }
    try {
      List<String> probe = new ArrayList<>(prefix);
      probe.add("/bin/true");
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
