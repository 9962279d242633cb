package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a {@link Build} from the jars in the modules' {@code target} folders: unpacks the
 * applications so that the JVM reads plain jars, and records their start once on a house of its
 * own, so that later starts load classes already parsed and linked.
 */
final class Assembly {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration RECORDING_LIMIT = Duration.ofMinutes(4);

  private final Path home;
  private final Build build;

  private Assembly(Path home, Build build) {
    this.home = home;
    this.build = build;
  }

  static void assemble(Path home, Build build) {
    Path builds = build.root().resolveSibling(".").normalize();
    try {
      Files.createDirectories(builds);
      try (FileChannel channel =
          FileChannel.open(
              builds.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        try (Stream<Path> others = Files.list(builds)) {
          others.filter(Files::isDirectory).map(Build::new).forEach(Build::deleteUnlessUsed);
        }
        new Assembly(home, build).assemble();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assemble() throws IOException {
    copyLauncher();
    for (App app : App.values()) {
      unpack(app);
    }
    build.postgres();
    System.out.println("Recording the start of the applications ...");
    try {
      record();
    } catch (StandaloneException e) {
      // Without the recording a start is slower, and shows the same fault to whoever runs it.
      System.out.println("The start could not be recorded: " + e.getMessage());
    }
    build.complete();
  }

  private void copyLauncher() throws IOException {
    Path target = home.resolve("deploy/standalone/target");
    Path folder = build.root().resolve("launcher");
    Files.createDirectories(folder.resolve("lib"));
    Files.copy(
        target.resolve("antin-standalone.jar"),
        build.launcherJar(),
        StandardCopyOption.COPY_ATTRIBUTES);
    Path kit = home.resolve("signing-service/csc-kit/target/antin-csc-kit.jar");
    if (Files.exists(kit)) {
      Files.copy(kit, folder.resolve("antin-csc-kit.jar"));
    }
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      for (Path library : libraries.toList()) {
        Files.copy(library, folder.resolve("lib").resolve(library.getFileName()));
      }
    }
  }

  private void unpack(App app) {
    Path jar = home.resolve(app.jar());
    if (!Files.exists(jar)) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT, jar + " is missing; build it first.");
    }
    Command.Result result =
        Command.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                build.appFolder(app).toString()),
            LIMIT);
    if (result.exitCode() != 0) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT, jar + " could not be unpacked: " + result.output());
    }
  }

  private void record() throws IOException {
    Path folder = Files.createTempDirectory("antin-recording");
    try (DataFolder data = DataFolder.open(folder, false)) {
      House.of(build, data, Ports.anyFree(), 200, RECORDING_LIMIT)
          .run(
              app ->
                  List.of(
                      "-XX:AOTCacheOutput=" + build.startCache(app),
                      "-D" + Guard.LIMIT + "=" + RECORDING_LIMIT.toSeconds()),
              house -> house.children().forEach(Child::visitFirstPages));
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }
}
