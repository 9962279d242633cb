package vn.antin.csckit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param url the server's base address
 * @param token an access token of scope service; null to ask only what needs none
 * @param user whose credentials a token without a person lists
 * @param credential the credential to look at; null for the first that is listed
 * @param ask whether an official may be asked for an approval
 * @param json whether the report is JSON
 */
record Options(
    String url,
    @Nullable String token,
    @Nullable String user,
    @Nullable String credential,
    boolean ask,
    boolean json) {
  static final String USAGE =
      """
      Usage: csc-kit URL [options]

        URL                  base address of the API, such as https://host/csc/v2
        --token-file FILE    access token of scope "service" (or the variable CSC_TOKEN)
        --token TOKEN        the same; other users of this machine can see it
        --user ID            whose credentials are listed, when the token is no person's
        --credential ID      the credential to look at; otherwise the first that is listed
        --ask                also ask for an approval: the signer's phone will ring
        --json               report as JSON

      Nothing is ever signed. Ends with 0 when every expectation is met, 1 when one is not, 2 when
      the command line is wrong, 3 when the server cannot be reached.
      """;

  /** The command line is wrong. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  static Options read(String[] arguments, Map<String, String> environment) throws Wrong {
    String url = null;
    String token = environment.get("CSC_TOKEN");
    String user = null;
    String credential = null;
    var ask = false;
    var json = false;
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--token" -> token = value(arguments, ++i);
        case "--token-file" -> token = file(value(arguments, ++i));
        case "--user" -> user = value(arguments, ++i);
        case "--credential" -> credential = value(arguments, ++i);
        case "--ask" -> ask = true;
        case "--json" -> json = true;
        case "--help", "-h" -> throw new Wrong("how it is used");
        default -> {
          if (url != null || arguments[i].startsWith("-")) {
            throw new Wrong("not understood: " + arguments[i]);
          }
          url = arguments[i];
        }
      }
    }
    if (url == null || !(url.startsWith("http://") || url.startsWith("https://"))) {
      throw new Wrong("the base address of the API is missing");
    }
    return new Options(url, token, user, credential, ask, json);
  }

  private static String value(String[] arguments, int at) throws Wrong {
    if (at >= arguments.length) {
      throw new Wrong(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  private static String file(String name) throws Wrong {
    try {
      return Files.readString(Path.of(name)).strip();
    } catch (IOException e) {
      throw new Wrong(name + " cannot be read");
    }
  }
}
