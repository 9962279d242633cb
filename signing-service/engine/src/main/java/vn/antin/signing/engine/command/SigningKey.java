package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
  static SigningKey open(SignOptions options, Terminal terminal) {
    Words words = options.words();
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
      throw new UsageFault(String.valueOf(e.getMessage()), e);
    }
    try {
      TokenKey key = find(token, options);
      SigningAlgorithm algorithm = algorithm(key, options);
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

  private static TokenKey find(Token token, SignOptions options) {
    String wanted = options.key();
    try (Stream<KeyLabel> labels = token.labels()) {
      Optional<TokenKey> found =
          labels
              .filter(label -> wanted == null || label.value().equals(wanted))
              .findFirst()
              .flatMap(token::find);
      TokenKey key =
          found.orElseThrow(() ->
              new UsageFault(
                  options
                      .words()
                      .say("usage.key", options.keystore(), wanted == null ? "" : wanted)));
      if (key.certificates().isEmpty()) {
        throw new UsageFault(options.words().say("usage.certificate", options.keystore()));
      }
      return key;
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

  private static void warnOfReaders(Path file, Words words, Terminal terminal) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.GROUP_READ)
            || permissions.contains(PosixFilePermission.OTHERS_READ)) {
          terminal.complain(words.say("warning.readers", file));
        }
      }
    } catch (IOException e) {
      // That the file cannot be read is said by whoever needs it.
    }
  }
}
