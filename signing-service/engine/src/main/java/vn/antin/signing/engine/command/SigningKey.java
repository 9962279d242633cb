package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenKey;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;

/** The key that signs all files, opened once. */
final class SigningKey implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Token token;
  private final KeyLabel label;
  private final Signer signer;

  private SigningKey(Token token, KeyLabel label, Signer signer) {
    this.token = token;
    this.label = label;
    this.signer = signer;
  }

  /**
   * @throws UsageFault when the file, its password or the key in it is not what was asked for
   */
  static SigningKey open(SignOptions options, Terminal terminal, InstantSource clock) {
    Words words = options.words();
    look(options.keystore(), words);
    look(options.passwordFile(), words);
    if (openToOthers(options.passwordFile())) {
      throw new UsageFault(words.say("usage.readers", options.passwordFile()));
    }
    warnOfReaders(options.keystore(), words, terminal);
    warnOfReaders(options.passwordFile(), words, terminal);
    Token token;
    try {
      token =
          Token.file(
              options.keystore(),
              TokenSecret.read(options.passwordFile()),
              new TokenLimits(options.threads(), PATIENCE, PATIENCE));
    } catch (TokenException e) {
      throw new UsageFault(unopened(e, options), e);
    }
    try {
      TokenKey key = find(token, options);
      SigningAlgorithm algorithm = algorithm(key, options);
      warnOfValidity(key.certificates().getFirst(), words, terminal, clock.instant());
      return new SigningKey(token, key.label(), new Signer(key.certificates(), algorithm));
    } catch (UsageFault e) {
      token.close();
      throw e;
    }
  }

  Signer signer() {
    return signer;
  }

  SigningOutcome sign(PreparedSignature prepared) {
    return token.sign(label, signer.algorithm(), prepared.bytesToSign());
  }

  @Override
  public void close() {
    token.close();
  }

  private static void look(Path file, Words words) {
    boolean pipe = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    // A shell hands over what a program prints as a pipe.
    String objection = pipe ? null : FileTrouble.objection(file, words);
    if (objection != null) {
      throw new UsageFault(words.say("usage.unreadable", file, objection));
    }
  }

  private static TokenKey find(Token token, SignOptions options) {
    String wanted = options.key();
    try (Stream<KeyLabel> labels = token.labels()) {
      Optional<TokenKey> found =
          labels
              .filter(label -> wanted == null || label.value().equals(wanted))
              .findFirst()
              .flatMap(token::find);
      TokenKey key = found.orElseThrow(() -> new UsageFault(missing(token, options)));
      if (key.certificates().isEmpty()) {
        throw new UsageFault(options.words().say("usage.certificate", options.keystore()));
      }
      return key;
    }
  }

  private static String missing(Token token, SignOptions options) {
    try (Stream<KeyLabel> labels = token.labels()) {
      String there = labels.map(KeyLabel::value).collect(Collectors.joining(", "));
      String wanted = options.key();
      return wanted == null || there.isEmpty()
          ? options.words().say("usage.nokey", options.keystore())
          : options.words().say("usage.key", options.keystore(), wanted, there);
    }
  }

  private static SigningAlgorithm algorithm(TokenKey key, SignOptions options) {
    SigningAlgorithm wanted = options.algorithm();
    if (wanted == null) {
      return SigningAlgorithm.usual(key.publicKey());
    }
    if (!key.algorithms().contains(wanted)) {
      throw new UsageFault(options.words().say("usage.notable", wanted, key.algorithms()));
    }
    return wanted;
  }

  private static String unopened(TokenException trouble, SignOptions options) {
    Words words = options.words();
    return switch (trouble.fault()) {
      case PIN_REFUSED -> words.say("usage.password", options.passwordFile(), options.keystore());
      case LIBRARY_UNUSABLE,
          ALREADY_OPEN,
          NO_SUCH_TOKEN,
          PIN_LOCKED,
          NO_SUCH_KEY,
          LABEL_TAKEN,
          KEY_NOT_PROTECTED,
          BUSY,
          UNAVAILABLE ->
          words.say("usage.keystore", options.keystore());
    };
  }

  private static void warnOfValidity(
      X509Certificate certificate, Words words, Terminal terminal, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(until)) {
      terminal.complain(words.say("warning.validity", from.toString(), until.toString()));
    }
  }

  private static boolean openToOthers(Path file) {
    Set<PosixFilePermission> permissions = permissions(file);
    return permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static void warnOfReaders(Path file, Words words, Terminal terminal) {
    Set<PosixFilePermission> permissions = permissions(file);
    if (permissions.contains(PosixFilePermission.GROUP_READ)
        || permissions.contains(PosixFilePermission.OTHERS_READ)) {
      terminal.complain(words.say("warning.readers", file));
    }
  }

  /** Empty where files have none, or they cannot be read: then whoever needs the file says so. */
  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return Files.getFileStore(file).supportsFileAttributeView("posix")
          ? Files.getPosixFilePermissions(file)
          : Set.of();
    } catch (IOException e) {
      return Set.of();
    }
  }
}
