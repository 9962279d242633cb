package vn.antin.standalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * One built product, ready to run: a folder named by the checksum of its sources, never changed
 * once complete, so a later build cannot pull files from under a running house.
 *
 * @param root the folder
 */
record Build(Path root) {
  private static final String COMPLETE = "complete";

  /** Class path of an application: the guard before the application itself. */
  String classPath(App app) {
    return launcherJar() + File.pathSeparator + appJar(app);
  }

  /** How a program among the signing service's libraries is started; its arguments follow. */
  List<String> signingProgram(String main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-cp",
            launcherJar() + File.pathSeparator + appFolder(App.SIGNING).resolve("lib") + "/*",
            Guard.class.getName(),
            main));
    return command;
  }

  Path launcherJar() {
    return root.resolve("launcher/antin-standalone.jar");
  }

  Path appFolder(App app) {
    return root.resolve(app.title());
  }

  Path appJar(App app) {
    return appFolder(app).resolve(Path.of(app.jar()).getFileName());
  }

  /** The recorded start of an application (JEP 483, JEP 514); may be missing. */
  Path startCache(App app) {
    return appFolder(app).resolve("start.aot");
  }

  /** JVM options of an ordinary start. */
  List<String> startOptions(App app) {
    Path cache = startCache(app);
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  PostgresBinaries postgres() {
    return PostgresBinaries.unpack(root);
  }

  void complete() {
    try {
      Files.writeString(root.resolve(COMPLETE), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Marks the build as in use until this process ends. */
  FileLock use() {
    try {
      return FileChannel.open(
              root.resolve(COMPLETE), StandardOpenOption.READ, StandardOpenOption.WRITE)
          .lock(0, Long.MAX_VALUE, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the folder unless a running house uses it. */
  void deleteUnlessUsed() {
    Path complete = root.resolve(COMPLETE);
    try {
      if (Files.exists(complete)) {
        try (FileChannel channel = FileChannel.open(complete, StandardOpenOption.WRITE)) {
          if (channel.tryLock() == null) {
            return;
          }
          PrivateFiles.deleteTree(root);
        }
      } else {
        PrivateFiles.deleteTree(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
