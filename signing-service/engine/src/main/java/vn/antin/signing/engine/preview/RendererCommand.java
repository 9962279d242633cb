package vn.antin.signing.engine.preview;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.child.ChildProcess;

/**
 * The command line of the child. Its class path is the few jars it needs, found where this process
 * has its own classes from; so it works from Maven's folders and from an extracted application, and
 * a nested jar is refused with a clear message.
 */
final class RendererCommand {

  private RendererCommand() {}

  static List<String> forMemory(int megabytes) {
    return ChildProcess.command(
        List.of(
            "-Xmx" + megabytes + "m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir")),
        classPath(),
        PageRenderer.class);
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
}
