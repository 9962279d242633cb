package vn.antin.signing.token.ceremony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.antin.signing.token.Pkcs11Settings;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;
import vn.antin.signing.token.Wrapping;

/** The steps of the ceremony, on a terminal. */
final class Ceremony {
  static final String HELP =
      """
      Usage: ./antin keys COMMAND [options]

        split --threshold M --shares N
            makes a master key from chance and shows its shares, one operator after another; the
            key itself is shown to nobody and kept nowhere
        enter --library FILE --label TOKEN --pin-file FILE --master NAME
            asks M operators for their shares and enters the master key into a token; repeat it
            for every token that shall hold the key

      enter prints a record signed by a key of the token.
      """;

  private static final int KEY_LENGTH = 32;
  private static final String CLEAR = "\033[H\033[2J\033[3J";
  private static final Set<String> OPTIONS =
      Set.of("--threshold", "--shares", "--library", "--label", "--pin-file", "--master");

  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource time;

  /**
   * On these streams.
   *
   * @param out what is kept: shares and records
   * @param err what is asked
   */
  Ceremony(BufferedReader in, PrintStream out, PrintStream err, InstantSource time) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.time = time;
  }

  void run(List<String> arguments) throws IOException {
    if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
      out.print(HELP);
      return;
    }
    Map<String, String> options = options(arguments.subList(1, arguments.size()));
    switch (arguments.getFirst()) {
      case "split" -> split(number(options, "--threshold"), number(options, "--shares"));
      case "enter" -> enter(options);
      default -> throw new CeremonyException("there is no command " + arguments.getFirst());
    }
  }

  private void split(int threshold, int number) throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[KEY_LENGTH];
    random.nextBytes(key);
    List<Share> shares;
    try {
      shares = SharedSecret.split(key, threshold, number, random);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    for (Share each : shares) {
      ask("Operator " + each.number() + " of " + number + ": press Enter when alone");
      out.println(each.text());
      ask("Press Enter when it is written down; the screen is cleared then");
      out.print(CLEAR);
    }
    out.println(
        "Master key "
            + shares.getFirst().fingerprint()
            + ", any "
            + threshold
            + " of "
            + number
            + " shares");
  }

  private void enter(Map<String, String> options) throws IOException {
    String master = required(options, "--master");
    List<Share> shares = new ArrayList<>();
    do {
      ask("Share " + (shares.size() + 1) + ", in one line:");
      String line = in.readLine();
      if (line == null) {
        throw new CeremonyException("there are not enough shares");
      }
      err.print(CLEAR);
      try {
        shares.add(Share.read(line));
      } catch (IllegalArgumentException e) {
        err.println(e.getMessage());
      }
    } while (shares.isEmpty() || shares.size() < shares.getFirst().threshold());
    byte[] key = SharedSecret.combine(shares);
    try (Token token = open(options, master)) {
      token.enterMasterKey(master, key);
      if (token.capabilities().masters().isEmpty()) {
        throw new CeremonyException("the token holds the key now and wraps with no mechanism");
      }
      out.print(
          CeremonyRecord.of(
              token,
              time.instant(),
              """
              deed: master key entered
              master key: %s
              fingerprint: %s, from shares %s
              check value in this token: %s with %s
              """
                  .formatted(
                      master,
                      shares.getFirst().fingerprint(),
                      shares.stream().map(Share::number).sorted().toList(),
                      token.capabilities().masters().getFirst(),
                      token.capabilities().wrapping())));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Token open(Map<String, String> options, String master) {
    return Token.pkcs11(
        Pkcs11Settings.of(
                Path.of(required(options, "--library")),
                required(options, "--label"),
                TokenSecret.read(Path.of(required(options, "--pin-file"))))
            .with(Wrapping.under(master)),
        TokenLimits.defaults());
  }

  private void ask(String question) throws IOException {
    err.println(question);
    if (!question.endsWith(":") && in.readLine() == null) {
      throw new CeremonyException("the input ended");
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
        throw new CeremonyException(arguments.get(i) + " is not known or has no value");
      }
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    return options;
  }

  private static String required(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null || value.isBlank()) {
      throw new CeremonyException(name + " is missing");
    }
    return value;
  }

  private static int number(Map<String, String> options, String name) {
    try {
      return Integer.parseInt(required(options, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " needs a number", e);
    }
  }
}
