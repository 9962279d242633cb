package vn.antin.agent;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenSecret;

/**
 * The command line. Exit codes: 0 done, 1 the token or library cannot be used, 2 wrong usage, 3 no
 * token or no certificate found.
 */
public final class Agent {

  static final int UNUSABLE = 1;
  static final int USAGE = 2;
  static final int NOTHING_FOUND = 3;

  private final PrintStream out;
  private final PrintStream err;
  private final PinPrompt prompt;

  Agent(PrintStream out, PrintStream err, PinPrompt prompt) {
    this.out = out;
    this.err = err;
    this.prompt = prompt;
  }

  /** Asks for a PIN without showing it; null when nobody can be asked. */
  interface PinPrompt {
    @Nullable TokenSecret ask(String question);
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new Agent(out, err, Agent::askOnConsole).run(arguments));
  }

  int run(String... arguments) {
    try {
      Options options = Options.parse(arguments);
      return new CertificateListing(options, out, err, prompt).run();
    } catch (Options.UsageException e) {
      err.println(e.getMessage());
      err.println();
      err.println(Options.HELP);
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
      case ALREADY_OPEN,
          NO_SUCH_TOKEN,
          NO_SUCH_KEY,
          LABEL_TAKEN,
          KEY_NOT_PROTECTED,
          BUSY,
          UNAVAILABLE ->
          "USB Token không trả lời: " + e.getMessage() + "\nHãy rút ra, cắm lại rồi thử lần nữa.";
    };
  }

  private static @Nullable TokenSecret askOnConsole(String question) {
    char[] typed =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> console.readPassword("%s", question))
            .orElse(new char[0]);
    if (typed.length == 0) {
      return null;
    }
    TokenSecret pin = TokenSecret.of(typed);
    Arrays.fill(typed, '\0');
    return pin;
  }
}
