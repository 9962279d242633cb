package vn.antin.signing.token.ceremony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import vn.antin.signing.token.TokenException;

/** Entry point of {@code ./antin keys}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Ceremony ceremony = new Ceremony(in, System.out, System.err, InstantSource.system());
    System.exit(run(ceremony, List.of(arguments), System.err));
  }

  static int run(Ceremony ceremony, List<String> arguments, PrintStream err) {
    try {
      ceremony.run(arguments);
      return 0;
    } catch (CeremonyException | TokenException | IllegalArgumentException e) {
      err.println("antin keys: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("antin keys: the terminal cannot be read");
      return 1;
    }
  }
}
