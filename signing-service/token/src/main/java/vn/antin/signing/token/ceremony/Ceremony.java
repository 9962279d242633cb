package vn.antin.signing.token.ceremony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
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

        split --threshold M --shares N [--holders FILE]
            makes a master key from chance and shows its shares, one operator after another; the
            key itself is shown to nobody and kept nowhere; FILE gets who holds which share
        enter --library FILE --label TOKEN --pin-file FILE --master NAME [--holders FILE]
            asks M operators for their shares and enters the master key into a token; repeat it
            for every token that shall hold the key
        authority --library FILE --label TOKEN --pin-file FILE --master NAME --name AUTHORITY
                  [--key ec-p384] [--holders FILE]
            asks M operators for their shares of the master key that the token holds, and makes
            the key of an issuing authority in the token; POST /authority/requests with the label
            that the record names makes the request of it

      enter and authority print a record signed by a key of the token. A root's key is made and
      kept in the same way: ./antin authority --help
      """;

  private static final int KEY_LENGTH = 32;
  private static final Set<String> OPTIONS =
      Set.of(
          "--threshold",
          "--shares",
          "--holders",
          "--library",
          "--label",
          "--pin-file",
          "--master",
          "--name",
          "--key");

  private final Operators operators;
  private final PrintStream out;
  private final InstantSource time;

  /**
   * On these streams.
   *
   * @param out what is kept: shares and records
   * @param err what is asked
   */
  Ceremony(BufferedReader in, PrintStream out, PrintStream err, InstantSource time) {
    this.operators = new Operators(in, out, err);
    this.out = out;
    this.time = time;
  }

  void run(List<String> arguments) throws IOException {
    if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
      out.print(HELP);
      return;
    }
    Map<String, String> options = options(arguments.subList(1, arguments.size()));
    switch (arguments.getFirst()) {
      case "split" -> split(options);
      case "enter" -> enter(options);
      case "authority" -> authority(options);
      default -> throw new CeremonyException("there is no command " + arguments.getFirst());
    }
  }

  private void split(Map<String, String> options) throws IOException {
    String file = options.get("--holders");
    if (file != null && Files.exists(Path.of(file))) {
      throw new CeremonyException(file + " is there already");
    }
    int threshold = number(options, "--threshold");
    int number = number(options, "--shares");
    byte[] key = new byte[KEY_LENGTH];
    Holders holders;
    try {
      new SecureRandom().nextBytes(key);
      holders = operators.share(key, threshold, number);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    if (file != null) {
      Files.writeString(Path.of(file), holders.text(), StandardOpenOption.CREATE_NEW);
    }
    out.print(holders.text());
    out.println(
        "Master key " + holders.fingerprint() + ", any " + threshold + " of " + number + " shares");
  }

  private void enter(Map<String, String> options) throws IOException {
    String master = required(options, "--master");
    try (Quorum quorum = operators.gather(holders(options));
        Token token = open(options, master)) {
      token.enterMasterKey(master, quorum.secret());
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
              %s\
              """
                  .formatted(
                      master,
                      Share.fingerprint(quorum.secret()),
                      quorum.numbers(),
                      token.capabilities().masters().getFirst(),
                      token.capabilities().wrapping(),
                      quorum.text())));
    }
  }

  /** Whoever is present must be those who can enter the master key: the token is theirs. */
  private void authority(Map<String, String> options) throws IOException {
    String master = required(options, "--master");
    String name = required(options, "--name");
    if (!KeyLabel.namesAuthority(name)) {
      throw new CeremonyException(
          "the name of an authority is of a-z, 0-9 and -, and does not end in -delta");
    }
    KeyKind kind =
        KeyKind.of(options.getOrDefault("--key", KeyKind.EC_P384.code()))
            .orElseThrow(() -> new CeremonyException("there is no such kind of key"));
    try (Quorum quorum = operators.gather(holders(options));
        Token token = open(options, master)) {
      if (!token.isMasterKey(quorum.secret())) {
        throw new CeremonyException(
            "the shares bring back another key than %s of this token; nothing was made"
                .formatted(master));
      }
      KeyLabel label = KeyLabel.ofAuthority(name);
      PublicKey made = token.generate(label, kind).publicKey();
      out.print(
          CeremonyRecord.of(
              token,
              time.instant(),
              """
              deed: key of an authority made
              authority: %s
              label: %s
              algorithm: %s
              public key, SHA-256: %s
              master key: %s, fingerprint %s, from shares %s
              %s\
              """
                  .formatted(
                      name,
                      label,
                      kind.code(),
                      fingerprint(made),
                      master,
                      Share.fingerprint(quorum.secret()),
                      quorum.numbers(),
                      quorum.text())));
    }
  }

  private static String fingerprint(PublicKey key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The JDK lacks SHA-256", e);
    }
  }

  private static @Nullable Holders holders(Map<String, String> options) throws IOException {
    String file = options.get("--holders");
    return file == null ? null : Holders.read(Files.readString(Path.of(file)));
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
