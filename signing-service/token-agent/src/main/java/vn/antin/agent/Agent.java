package vn.antin.agent;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import vn.antin.signing.token.TokenException;

/**
 * The command line. Exit codes: 0 done, 1 the token or library cannot be used or the PIN is wrong,
 * 2 wrong usage, 3 no token or no certificate found, 4 the server refused, 5 the server was not
 * reached or did not answer, 6 the person did not agree.
 */
public final class Agent {

  static final int UNUSABLE = 1;
  static final int USAGE = 2;
  static final int NOTHING_FOUND = 3;
  static final int REFUSED = 4;
  static final int UNREACHED = 5;
  static final int NOT_AGREED = 6;

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
        default -> throw new UsageException("Thiếu lệnh: certificates hoặc register");
      };
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.println();
      if (!command.equals("register")) {
        err.println(Options.HELP);
        err.println();
      }
      if (!command.equals("certificates")) {
        err.println(RegisterOptions.HELP);
      }
      return USAGE;
    } catch (TokenException e) {
      err.println(words(e));
      return UNUSABLE;
    }
  }

  private static String words(TokenException e) {
    return switch (e.fault()) {
      case LIBRARY_UNUSABLE ->
          """
          Không dùng được thư viện PKCS#11 này: %s
          Hãy cài phần mềm kèm theo USB Token rồi chỉ đúng tệp (.dll, .so hoặc .dylib), \
          cùng kiến trúc với Java (%s).\
          """
              .formatted(
                  e.getMessage(), System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
      case PIN_REFUSED -> "Mã PIN không đúng. Nhập sai nhiều lần USB Token sẽ bị khóa.";
      case PIN_LOCKED -> "USB Token đã bị khóa vì nhập sai PIN; cần nơi cấp mở khóa.";
      case NO_SUCH_KEY -> "Trong token không có khóa của chứng thư số này.";
      case ALREADY_OPEN, NO_SUCH_TOKEN, LABEL_TAKEN, KEY_NOT_PROTECTED, BUSY, UNAVAILABLE ->
          "USB Token không trả lời: " + e.getMessage() + "\nHãy rút ra, cắm lại rồi thử lần nữa.";
    };
  }
}
