package vn.antin.signing.key;

import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.token.TokenSecret;

/**
 * Where a token's PIN comes from: a file, the environment, or the person who starts the service.
 */
record Pin(String token, @Nullable Path file, @Nullable String variable) {

  /** The PIN; a file is read when it is needed, a person is asked once. */
  Source source(Map<String, String> environment) {
    var path = file;
    if (path != null) {
      return () -> TokenSecret.read(path);
    }
    var secret = variable != null ? named(variable, environment) : asked();
    return () -> secret;
  }

  /** Gives the PIN when the token is opened. */
  interface Source {
    TokenSecret read();
  }

  private TokenSecret named(String name, Map<String, String> environment) {
    var value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new ConfigurationFault(
          "The environment variable " + name + " with the PIN of token " + token + " is not set.",
          "Set it, or name a file with antin.token.pin-file.");
    }
    return TokenSecret.of(value.toCharArray());
  }

  private TokenSecret asked() {
    char[] typed =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> console.readPassword("PIN of token %s: ", token))
            .orElse(null);
    if (typed == null || typed.length == 0) {
      throw new ConfigurationFault(
          "There is no PIN for token " + token + ".",
          "Set antin.token.pin-file or antin.token.pin-variable, or start at a terminal to be"
              + " asked for it.");
    }
    try {
      return TokenSecret.of(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }
}
