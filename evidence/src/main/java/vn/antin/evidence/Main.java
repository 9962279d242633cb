package vn.antin.evidence;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command line of evidence: {@code verify FILE}. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with 0 (holds), 1 (broken), 2 (not done), 3 (open). */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(out, err).run(List.of(arguments)));
  }
}
