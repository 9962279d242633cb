package vn.antin.signing.engine.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * Entry point: the command, then its arguments. Ends with 0 when all was done, 1 when a file was
 * refused, 2 when nothing was begun because the call itself was wrong.
 */
public final class Main {

  private static final int NOT_BEGUN = 2;

  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = new Terminal(System.out, System.err);
    int exit;
    try (BuildInUse _ = BuildInUse.hold(System.getProperty("antin.build"))) {
      exit = run(List.of(arguments), terminal, Locale.getDefault());
    } catch (IOException e) {
      terminal.complain("antin: " + Words.of(Locale.getDefault()).say("usage.build"));
      exit = NOT_BEGUN;
    }
    System.exit(exit);
  }

  static int run(List<String> arguments, Terminal terminal, Locale locale) {
    Words words = Words.of(locale);
    try {
      List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
      String command = arguments.isEmpty() ? "" : arguments.getFirst();
      Arguments given = new Arguments(rest, words);
      return switch (command) {
        case "sign" ->
            new SignCommand(SignOptions.parse(given), terminal, InstantSource.system()).run();
        case "validate" ->
            new ValidateCommand(ValidateOptions.parse(given), terminal, InstantSource.system())
                .run();
        default -> throw new UsageFault(words.say("usage.command", command));
      };
    } catch (HelpWanted help) {
      help.text().lines().forEach(terminal::line);
      return 0;
    } catch (UsageFault fault) {
      terminal.complain("antin: " + fault.getMessage());
      return NOT_BEGUN;
    } catch (RuntimeException fault) {
      terminal.complain("antin: " + words.say("usage.fault", fault.toString()));
      return NOT_BEGUN;
    }
  }
}
