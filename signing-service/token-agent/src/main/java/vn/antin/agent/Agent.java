package vn.antin.agent;

import java.awt.GraphicsEnvironment;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import vn.antin.signing.token.TokenException;

/**
 * The command line. Exit codes: 0 done, 1 the token or library cannot be used or the PIN is wrong,
 * 2 wrong usage, 3 no token or no certificate found, 4 the server refused, 5 the server was not
 * reached or did not answer, 6 the person did not agree, 7 the job or its server is not to be
 * believed.
 */
public final class Agent {

  static final int UNUSABLE = 1;
  static final int USAGE = 2;
  static final int NOTHING_FOUND = 3;
  static final int REFUSED = 4;
  static final int UNREACHED = 5;
  static final int NOT_AGREED = 6;
  static final int UNTRUSTED = 7;

  private final PrintStream out;
  private final PrintStream err;
  private final Person person;
  private final InstantSource time;

  Agent(PrintStream out, PrintStream err, Person person, InstantSource time) {
    this.out = out;
    this.err = err;
    this.person = person;
    this.time = time;
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Agent agent = new Agent(out, err, Person.atTheConsole(), InstantSource.system());
    System.exit(agent.run(arguments));
  }

  int run(String... arguments) {
    String command = arguments.length == 0 ? "" : arguments[0];
    try {
      return switch (command) {
        case "certificates" ->
            new CertificateListing(Options.parse(arguments), out, err, person).run();
        case "register" ->
            new Registering(RegisterOptions.parse(arguments), out, err, person, time).run();
        case "pin" -> Pinning.run(out, err, arguments);
        case "sign" -> sign(arguments);
        case "--version" -> {
          out.println("antin-token-agent " + version());
          yield 0;
        }
        default -> {
          // A link comes from a page: nothing beside it is taken for an option.
          if (command.startsWith(SignOptions.SCHEME) && arguments.length == 1) {
            yield sign("sign", "--job", command);
          }
          throw new UsageException("Thiếu lệnh: sign, register, certificates hoặc pin");
        }
      };
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.println();
      help(command);
      return USAGE;
    } catch (TokenException e) {
      err.println(Words.of(e));
      return UNUSABLE;
    }
  }

  private int sign(String... arguments) throws UsageException {
    SignOptions options = SignOptions.parse(arguments);
    Desk desk =
        options.console() || GraphicsEnvironment.isHeadless()
            ? new ConsoleDesk(out, err, person, options.pinFile())
            : new WindowDesk();
    return new Signing(options, desk, time).run();
  }

  /** That of the command that was meant, or all. */
  private void help(String command) {
    Map<String, String> texts =
        Map.of(
            "sign", SignOptions.HELP,
            "register", RegisterOptions.HELP,
            "certificates", Options.HELP,
            "pin", Pinning.HELP);
    for (String each : List.of("sign", "register", "certificates", "pin")) {
      if (each.equals(command) || !texts.containsKey(command)) {
        err.println(texts.get(each));
        err.println();
      }
    }
  }

  private static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "(không rõ)" : version;
  }
}
