package vn.antin.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signatures a second of one kind of key, as a JVM with nothing but the signing service's libraries
 * made them.
 *
 * @param kind of the key, such as {@code RSA-2048}
 * @param resident with keys that the token keeps
 * @param held with wrapped keys of which the token has a copy
 * @param cold with wrapped keys that are unwrapped for each signature
 */
record TokenRates(String kind, double resident, double held, double cold) {
  private static final String MAIN = "vn.antin.signing.token.bench.KeyBench";

  private static final Pattern LINE =
      Pattern.compile("(?:EC_)?([A-Z]+)_?([0-9]+) +(\\d+) +(\\d+) +\\d+% +(\\d+) +\\d+%");

  /** Which token, and the environment that its library needs. */
  record Of(String library, String label, String pinFile, Map<String, String> environment) {
    static Of the(SigningToken.SoftHsm token) {
      return new Of(
          token.library().toString(),
          SigningToken.SoftHsm.LABEL,
          token.pin().toString(),
          token.environment());
    }
  }

  /** Measures, and prints what comes meanwhile. */
  static List<TokenRates> measure(Build build, Of token, int seconds, int threads)
      throws IOException {
    // Its standard input stays a pipe of ours: when we end, it ends.
    Process process = program(build, token, seconds, threads).start();
    List<TokenRates> rates = new ArrayList<>();
    try (BufferedReader said = process.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        System.out.println(line);
        Matcher figures = LINE.matcher(line.strip());
        if (figures.matches()) {
          rates.add(
              new TokenRates(
                  figures.group(1) + "-" + figures.group(2),
                  Double.parseDouble(figures.group(3)),
                  Double.parseDouble(figures.group(4)),
                  Double.parseDouble(figures.group(5))));
        }
      }
      if (process.waitFor() != 0 || rates.isEmpty()) {
        throw new StandaloneException(
            StandaloneException.Code.PART, "The token alone could not be measured.");
      }
      return rates;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    }
  }

  private static ProcessBuilder program(Build build, Of token, int seconds, int threads) {
    List<String> command = build.signingProgram(MAIN, "-Xmx256m");
    command.addAll(List.of(token.library(), token.label(), token.pinFile()));
    command.add(Integer.toString(seconds));
    command.add(Integer.toString(threads));
    ProcessBuilder program =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    program.environment().putAll(token.environment());
    return program;
  }
}
