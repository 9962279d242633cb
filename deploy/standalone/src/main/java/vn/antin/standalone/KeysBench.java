package vn.antin.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./antin bench keys}: makes a SoftHSM token, or takes one that is named, and measures it in
 * a JVM with the signing service's libraries.
 */
final class KeysBench {
  static final String HELP =
      """
      keys    signatures per second of a token: resident keys, wrapped ones held and cold
                --seconds N   of each figure (default 6)
                --threads N   that sign at the same time (default 2)
                --library FILE --label NAME --pin-file FILE
                              of a token to measure instead of a SoftHSM made for it;
                              keys named bench-* and antin-bench-master are left in it
      """;

  private static final String MAIN = "vn.antin.signing.token.KeyBench";

  private final Build build;
  private int seconds = 6;
  private int threads = 2;
  private @Nullable String library;
  private @Nullable String label;
  private @Nullable String pinFile;

  KeysBench(Build build) {
    this.build = build;
  }

  int run(List<String> arguments) throws IOException {
    parse(arguments);
    if (library != null) {
      if (label == null || pinFile == null) {
        throw usage("--library needs --label and --pin-file.");
      }
      return measure(List.of(library, label, pinFile), Map.of());
    }
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder data = DataFolder.open(folder, false)) {
      if (!(SigningToken.prepare(data)
          instanceof SigningToken.SoftHsm(Path found, Path configuration, Path pin))) {
        throw new StandaloneException(
            StandaloneException.Code.ENVIRONMENT,
            "bench keys measures a PKCS#11 token: install the package softhsm2, or name a"
                + " library.");
      }
      return measure(
          List.of(found.toString(), SigningToken.SoftHsm.LABEL, pin.toString()),
          Map.of("SOFTHSM2_CONF", configuration.toString()));
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private int measure(List<String> token, Map<String, String> environment) throws IOException {
    try {
      ProcessBuilder program =
          new ProcessBuilder(command(token))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      program.environment().putAll(environment);
      // Its standard input stays a pipe of ours: when we end, it ends.
      return program.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    }
  }

  private List<String> command(List<String> token) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                build.launcherJar()
                    + File.pathSeparator
                    + build.appFolder(App.SIGNING).resolve("lib")
                    + "/*",
                Guard.class.getName(),
                MAIN));
    command.addAll(token);
    command.add(Integer.toString(seconds));
    command.add(Integer.toString(threads));
    return command;
  }

  private void parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--seconds" -> seconds = number(option, rest.poll(), 600);
        case "--threads" -> threads = number(option, rest.poll(), 64);
        case "--library" -> library = text(option, rest.poll());
        case "--label" -> label = text(option, rest.poll());
        case "--pin-file" -> pinFile = text(option, rest.poll());
        default -> throw usage("bench keys does not know " + option + ".");
      }
    }
  }

  private static String text(String option, @Nullable String given) {
    if (given == null || given.isBlank()) {
      throw usage(option + " needs a value.");
    }
    return given;
  }

  private static int number(String option, @Nullable String text, int most) {
    try {
      int number = Integer.parseInt(String.valueOf(text));
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for one that is out of bounds.
    }
    throw usage(option + " needs a number from 1 to " + most + ".");
  }

  private static StandaloneException usage(String message) {
    return new StandaloneException(StandaloneException.Code.USAGE, message);
  }
}
