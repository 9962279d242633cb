package vn.antin.signing.engine.command;

import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Results go to standard output, a line each; complaints and progress to standard error, progress
 * only when that is a terminal. Thread-safe.
 */
final class Terminal {

  /** The script that starts us knows what its standard error is. */
  private static final String INTERACTIVE = "antin.terminal";

  static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private boolean progressShown;

  Terminal(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
    this.interactive = Boolean.getBoolean(INTERACTIVE);
  }

  /** Names come from files of strangers: nothing in them may start a line or move the cursor. */
  synchronized void line(String text) {
    erase();
    out.println(CONTROL.matcher(text).replaceAll("\uFFFD"));
  }

  synchronized void complain(String text) {
    erase();
    err.println(CONTROL.matcher(text).replaceAll("\uFFFD"));
  }

  synchronized void progress(String text) {
    if (interactive) {
      err.print(ERASE + text);
      err.flush();
      progressShown = true;
    }
  }

  synchronized void erase() {
    if (progressShown) {
      err.print(ERASE);
      err.flush();
      progressShown = false;
    }
  }
}
