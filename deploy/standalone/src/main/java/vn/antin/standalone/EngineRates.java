package vn.antin.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * The signing engine in a JVM of its own, with a key in a token of its own, which is measured
 * whenever it is asked and rests otherwise.
 */
final class EngineRates implements AutoCloseable {
  private final Process process;
  private final Writer asks;
  private final BufferedReader says;

  private EngineRates(Process process) {
    this.process = process;
    this.asks = process.outputWriter();
    this.says = process.inputReader();
  }

  /**
   * Starts it.
   *
   * @param kind of key, such as {@code RSA_2048}
   * @param seconds of each figure
   */
  static EngineRates start(Build build, DataFolder data, String kind, int threads, int seconds)
      throws IOException {
    SigningToken token = SigningToken.prepare(data);
    List<String> command = SignBench.command(build, token);
    // It reads its input itself and leaves at its end.
    command.remove(Guard.class.getName());
    command.addAll(
        List.of(
            data.folder("bench").toString(),
            Integer.toString(seconds),
            Integer.toString(threads),
            "1",
            "turns",
            kind));
    ProcessBuilder program =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    program.environment().putAll(token.environment());
    return new EngineRates(program.start());
  }

  /** Documents of 100 KB a second. */
  double engine() {
    return measured("engine");
  }

  /** Signatures a second of the key alone. */
  double key() {
    return measured("key");
  }

  private double measured(String what) {
    try {
      asks.write(what + "\n");
      asks.flush();
      String said = says.readLine();
      if (said == null) {
        throw new StandaloneException(
            StandaloneException.Code.PART, "The engine alone could not be measured.");
      }
      return Double.parseDouble(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      asks.close();
      process.waitFor();
      says.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
