package vn.antin.signing.token;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place that holds private keys and signs with them; no key ever leaves it in clear.
 *
 * <p>Thread-safe. Every operation runs on the token's own threads and is given up after {@link
 * TokenLimits#patience()}; {@link #sign} then says whether the key may have been used, all others
 * throw {@link TokenException} with {@link TokenException.Fault#BUSY} or {@link
 * TokenException.Fault#UNAVAILABLE}.
 */
public interface Token extends KeyWrapper, AutoCloseable {

  /**
   * Opens the token with this label behind a PKCS#11 library and logs in. One process opens a token
   * once; a wrong PIN is never tried again by itself, because tokens lock.
   */
  static Token pkcs11(Path library, String tokenLabel, TokenSecret pin, TokenLimits limits) {
    return pkcs11(Pkcs11Settings.of(library, tokenLabel, pin), limits);
  }

  /** Opens a PKCS#11 token as it is described, master keys included. */
  static Token pkcs11(Pkcs11Settings settings, TokenLimits limits) {
    return GuardedToken.open(
        "pkcs11-" + settings.library() + "-" + settings.place(),
        limits,
        () -> Pkcs11Vault.open(settings));
  }

  /** Opens a folder of PKCS#12 files, one per key: for development only. */
  static Token software(Path directory, TokenSecret password, TokenLimits limits) {
    return GuardedToken.open("software", limits, () -> SoftwareVault.open(directory, password));
  }

  /**
   * Opens the keys of one PKCS#12 file as somebody handed it over, under any names; nothing can be
   * made in it, put into it or destroyed.
   */
  static Token file(Path file, TokenSecret password, TokenLimits limits) {
    return GuardedToken.open("key-file", limits, () -> KeyFileVault.open(file, password));
  }

  /** Whether the token can be used now, and how its threads do. Never throws, never waits. */
  TokenStatus status();

  /** What it can do; found out when it was opened. */
  TokenCapabilities capabilities();

  /**
   * Asks the token whether it is there, logging in again when it was away.
   *
   * @throws TokenException when it is not
   */
  void probe();

  /** The labels of all keys; the stream is read from a snapshot. */
  Stream<KeyLabel> labels();

  /** The key with this label, its certificates and what it can do. */
  Optional<TokenKey> find(KeyLabel label);

  /**
   * Makes a key pair that stays in the token: private, sensitive, not extractable, for signing
   * only. In a PKCS#11 token these attributes are read back, and a key that lacks one is destroyed.
   *
   * @throws TokenException LABEL_TAKEN when the label is in use
   */
  TokenKey generate(KeyLabel label, KeyKind kind);

  /** Signs with the key. */
  SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input);

  /** Signs bytes (not a hash of them) with the key. */
  default SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, byte[] bytes) {
    return sign(label, algorithm, SigningInput.of(bytes));
  }

  /** Destroys the key and its certificates; false when there was none. Cannot be undone. */
  boolean destroy(KeyLabel label);

  /** Logs out and stops the token's threads. */
  @Override
  void close();
}
