package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code ./antin bench sign}: makes a token and starts the engine's own measurement in a JVM with
 * the signing service's libraries.
 */
final class SignBench {
  static final String HELP =
      """
      sign    signing and validating PDFs: ours, DSS, and PDFBox with BouncyCastle, with one key
                --seconds N   of each measurement (default 10)
                --threads N   that sign at the same time (default 2)
                --large MB    size of the large document (default 500)
                --service     the whole service instead: upload, approval, signature, download
      """;

  private static final String MAIN = "vn.antin.signing.engine.bench.SignBench";

  private final Build build;
  private int seconds = 10;
  private int threads = 2;
  private int large = 500;
  private boolean service;

  SignBench(Build build) {
    this.build = build;
  }

  int run(List<String> arguments) throws IOException {
    parse(arguments);
    if (service) {
      new ServiceBench(build, seconds, threads).run(this::keyAlone);
      return 0;
    }
    return engine(List.of(), ProcessBuilder.Redirect.INHERIT);
  }

  /** Signatures a second of the key alone, in a token of its own. */
  private double keyAlone() {
    try {
      Path printed = Files.createTempFile("antin-bench", ".out");
      try {
        int exit = engine(List.of("key"), ProcessBuilder.Redirect.to(printed.toFile()));
        String text = Files.readString(printed).strip();
        if (exit != 0 || text.isEmpty()) {
          throw new StandaloneException(
              StandaloneException.Code.PART, "The key alone could not be measured.");
        }
        return Double.parseDouble(text);
      } finally {
        Files.delete(printed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int engine(List<String> what, ProcessBuilder.Redirect output) throws IOException {
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder data = DataFolder.open(folder, false)) {
      SigningToken token = SigningToken.prepare(data);
      ProcessBuilder program =
          new ProcessBuilder(Stream.concat(command(token, data).stream(), what.stream()).toList())
              .redirectOutput(output)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      program.environment().putAll(token.environment());
      // Its standard input stays a pipe of ours: when we end, it ends.
      return program.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private List<String> command(SigningToken token, DataFolder data) {
    List<String> command = command(build, token);
    command.add(data.folder("bench").toString());
    command.add(Integer.toString(seconds));
    command.add(Integer.toString(threads));
    command.add(Integer.toString(large));
    return command;
  }

  /** The engine's measurement with this token; what is to be measured follows. */
  static List<String> command(Build build, SigningToken token) {
    List<String> command =
        build.signingProgram(
            MAIN,
            "-Xmx1g",
            "-Dslf4j.internal.verbosity=ERROR",
            // The libraries' remarks on each document would be measured too.
            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
    command.addAll(
        switch (token) {
          case SigningToken.SoftHsm(Path library, Path _, Path pin) ->
              List.of("pkcs11", library.toString(), SigningToken.SoftHsm.LABEL, pin.toString());
          case SigningToken.Software(Path directory, Path pin) ->
              List.of("software", directory.toString(), "-", pin.toString());
        });
    return command;
  }

  private void parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--seconds" -> seconds = Options.number(option, rest, 1, 600);
        case "--threads" -> threads = Options.number(option, rest, 1, 64);
        case "--large" -> large = Options.number(option, rest, 1, 2000);
        case "--service" -> service = true;
        default -> throw Options.usage("bench sign does not know " + option + ".");
      }
    }
  }
}
