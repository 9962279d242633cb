package vn.antin.agent;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.TokenSecret;

/** Who sits before the machine. */
interface Person {
  /** Asks for a PIN without showing it; null when nothing is typed or nobody can be asked. */
  @Nullable TokenSecret pin(String question);

  /** Asks for a line; null when nobody can be asked. */
  @Nullable String line(String question);

  /** The one at the terminal; a pipe is nobody. */
  static Person atTheConsole() {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return new Person() {
      @Override
      public @Nullable TokenSecret pin(String question) {
        char[] typed = console.map(each -> each.readPassword("%s", question)).orElse(new char[0]);
        if (typed.length == 0) {
          return null;
        }
        TokenSecret pin = TokenSecret.of(typed);
        Arrays.fill(typed, '\0');
        return pin;
      }

      @Override
      public @Nullable String line(String question) {
        return console.map(each -> each.readLine("%s", question)).orElse(null);
      }
    };
  }
}
