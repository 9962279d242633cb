package vn.antin.audit.verify;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The command line of the log: {@code verify}, {@code export}, {@code erase}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with 0 (intact), 1 (broken) or 2 (not done). */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(out, err, InstantSource.system()).run(List.of(arguments)));
  }
}
