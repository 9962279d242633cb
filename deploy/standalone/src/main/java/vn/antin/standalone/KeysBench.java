package vn.antin.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
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

  private static final String MAIN = "vn.antin.signing.token.bench.KeyBench";

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
      return run(List.of(library, label, pinFile), Map.of());
    }
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder data = DataFolder.open(folder, false)) {
      if (!(SigningToken.prepare(data) instanceof SigningToken.SoftHsm token)) {
        throw new StandaloneException(
            StandaloneException.Code.ENVIRONMENT,
            "bench keys measures a PKCS#11 token: install the package softhsm2, or name a"
                + " library.");
      }
      return run(named(token), token.environment());
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private int run(List<String> token, Map<String, String> environment) throws IOException {
    try {
      return program(build, token, environment, seconds, threads)
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    }
  }

  /** Signatures a second of a resident key of this kind, in a process with nothing else. */
  static double rate(Build build, SigningToken.SoftHsm token, String kind, int seconds)
      throws IOException {
    Process process = program(build, named(token), token.environment(), seconds, 2).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines()
        .map(line -> line.strip().split("\\s+", 3))
        .filter(parts -> parts[0].equals(kind) && parts.length > 1)
        .mapToDouble(parts -> Double.parseDouble(parts[1]))
        .findFirst()
        .orElseThrow(() ->
            new StandaloneException(
                StandaloneException.Code.PART, "The key alone could not be measured."));
  }

  private static List<String> named(SigningToken.SoftHsm token) {
    return List.of(token.library().toString(), SigningToken.SoftHsm.LABEL, token.pin().toString());
  }

  /** Its standard input stays a pipe of ours: when we end, it ends. */
  private static ProcessBuilder program(
      Build build, List<String> token, Map<String, String> environment, int seconds, int threads) {
    List<String> command = build.signingProgram(MAIN, "-Xmx256m");
    command.addAll(token);
    command.add(Integer.toString(seconds));
    command.add(Integer.toString(threads));
    ProcessBuilder program =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    program.environment().putAll(environment);
    return program;
  }

  private void parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--seconds" -> seconds = Options.number(option, rest, 1, 600);
        case "--threads" -> threads = Options.number(option, rest, 1, 64);
        case "--library" -> library = Options.value(option, rest);
        case "--label" -> label = Options.value(option, rest);
        case "--pin-file" -> pinFile = Options.value(option, rest);
        default -> throw usage("bench keys does not know " + option + ".");
      }
    }
  }

  private static StandaloneException usage(String message) {
    return new StandaloneException(StandaloneException.Code.USAGE, message);
  }
}
