package vn.antin.signing.key;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenSecret;

/**
 * Where a token's PIN comes from: a file, the environment, or the person who starts the service.
 */
record Pin(String token, @Nullable Path file, @Nullable String variable) {
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /** The PIN; a file is read when it is needed, a person is asked once. */
  Source source(Map<String, String> environment) {
    var path = file;
    if (path != null) {
      if (open(path)) {
        throw new ConfigurationFault(
            "The PIN of token %s is in %s, which others than its owner may read or change."
                .formatted(token, path),
            "Make it its owner's alone (chmod 600), and set another PIN if somebody may have read"
                + " it.");
      }
      return () -> read(path);
    }
    var secret = variable != null ? named(variable, environment) : asked();
    return () -> secret;
  }

  /** A file may come, or change, after the start: it is looked at whenever it is read. */
  private static TokenSecret read(Path path) {
    if (open(path)) {
      throw new TokenException(
          TokenException.Fault.PIN_REFUSED,
          "Others than its owner may read or change " + path + " (chmod 600)");
    }
    return TokenSecret.read(path);
  }

  /** A file that is not there yet is waited for with the token. */
  private static boolean open(Path path) {
    try {
      var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      return view != null && !Collections.disjoint(view.readAttributes().permissions(), OTHERS);
    } catch (IOException e) {
      return false;
    }
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
