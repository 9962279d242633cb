package vn.antin.signing.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.TokenException.Fault;

/**
 * The tokens of a person, as they are plugged in: which they are, which certificates they carry,
 * and single signatures with the keys of these. Certificates are mostly public objects, so a PIN is
 * seldom needed to see them. Calls wait as long as the token takes. Not for servers, which open a
 * {@link Token}; not thread-safe.
 */
public final class Pkcs11Library {

  private static final long LOGIN_REQUIRED = 0x4;
  private static final long PIN_COUNT_LOW = 0x10000;
  private static final long PIN_FINAL_TRY = 0x20000;
  private static final long PIN_LOCKED = 0x40000;

  private final Cryptoki cryptoki;

  private Pkcs11Library(Cryptoki cryptoki) {
    this.cryptoki = cryptoki;
  }

  /**
   * A token that is plugged in.
   *
   * @param pinCountLow a wrong PIN was given since the last right one
   */
  public record ConnectedToken(
      long slot,
      String label,
      String manufacturer,
      String model,
      String serialNumber,
      boolean needsPin,
      boolean pinCountLow,
      boolean pinFinalTry,
      boolean pinLocked) {}

  /** A certificate on a token, with the label its issuer gave it. */
  public record TokenCertificate(String label, X509Certificate certificate) {}

  /**
   * Loads a library.
   *
   * @throws TokenException LIBRARY_UNUSABLE when the file is missing or no PKCS#11 library
   */
  public static Pkcs11Library load(Path library) {
    return new Pkcs11Library(Cryptoki.load(existing(library)));
  }

  static Path existing(Path library) {
    try {
      return library.toRealPath();
    } catch (IOException e) {
      throw new TokenException(Fault.LIBRARY_UNUSABLE, "There is no PKCS#11 library " + library, e);
    }
  }

  public List<ConnectedToken> tokens() {
    return cryptoki.tokens().stream()
        .map(token ->
            new ConnectedToken(
                token.slot(),
                token.label(),
                token.manufacturer(),
                token.model(),
                token.serial(),
                (token.flags() & LOGIN_REQUIRED) != 0,
                (token.flags() & PIN_COUNT_LOW) != 0,
                (token.flags() & PIN_FINAL_TRY) != 0,
                (token.flags() & PIN_LOCKED) != 0))
        .toList();
  }

  /**
   * The certificates on a token: the public ones, or with a PIN also those that only show
   * themselves after login.
   *
   * @throws TokenException PIN_REFUSED or PIN_LOCKED
   */
  public List<TokenCertificate> certificates(ConnectedToken token, @Nullable TokenSecret pin) {
    long session = cryptoki.openSession(token.slot(), false);
    try {
      if (pin != null) {
        pin.use(bytes -> cryptoki.login(session, bytes));
      }
      List<TokenCertificate> certificates = new ArrayList<>();
      for (long object : cryptoki.find(session, CryptokiTemplate.of(Cryptoki.CLASS_CERTIFICATE))) {
        X509Certificate certificate = certificate(session, object);
        if (certificate != null) {
          byte[] label = cryptoki.bytes(session, object, Cryptoki.LABEL);
          certificates.add(
              new TokenCertificate(new String(label, StandardCharsets.UTF_8), certificate));
        }
      }
      return List.copyOf(certificates);
    } finally {
      cryptoki.closeSession(session);
    }
  }

  /**
   * Signs bytes (not a hash of them) with the key of a certificate, which bears the same CKA_ID,
   * and logs out. The PIN is given to the token once, and a second time only to a key that wants it
   * for each signature. The value has been verified with the certificate.
   *
   * @throws TokenException PIN_REFUSED, PIN_LOCKED; NO_SUCH_KEY when the token shows no key for the
   *     certificate, or another; UNAVAILABLE when it does not sign
   */
  public SignatureValue sign(
      ConnectedToken token,
      X509Certificate certificate,
      SigningAlgorithm algorithm,
      TokenSecret pin,
      byte[] bytes) {
    try (LoggedIn loggedIn = login(token, certificate, pin)) {
      return loggedIn.sign(algorithm, bytes);
    }
  }

  /**
   * Gives the PIN to the token once, for as many signatures with this certificate's key as follow.
   *
   * @param pin kept by the caller until the result is closed; only a key that wants it for each
   *     signature gets it again
   * @throws TokenException PIN_REFUSED, PIN_LOCKED; NO_SUCH_KEY when the token shows no key for the
   *     certificate
   */
  public LoggedIn login(ConnectedToken token, X509Certificate certificate, TokenSecret pin) {
    long session = cryptoki.openSession(token.slot(), false);
    boolean open = false;
    try {
      pin.use(secret -> cryptoki.login(session, secret));
      LoggedIn loggedIn = new LoggedIn(session, key(session, certificate), certificate, pin);
      open = true;
      return loggedIn;
    } finally {
      if (!open) {
        cryptoki.logout(session);
        cryptoki.closeSession(session);
      }
    }
  }

  /** A token that was given its PIN, until it is closed. Not thread-safe. */
  public final class LoggedIn implements AutoCloseable {
    private final long session;
    private final long key;
    private final X509Certificate certificate;
    private final TokenSecret pin;
    private final boolean each;

    private LoggedIn(long session, long key, X509Certificate certificate, TokenSecret pin) {
      this.session = session;
      this.key = key;
      this.certificate = certificate;
      this.pin = pin;
      this.each =
          cryptoki.has(
              session, key, CryptokiTemplate.EMPTY.with(Cryptoki.ALWAYS_AUTHENTICATE, true));
    }

    /**
     * Signs bytes (not a hash of them). The value has been verified with the certificate.
     *
     * @throws TokenException NO_SUCH_KEY when the key is another; UNAVAILABLE when it does not sign
     */
    public SignatureValue sign(SigningAlgorithm algorithm, byte[] bytes) {
      CryptokiKeys keys = cryptoki.keys();
      keys.signInit(session, SignatureMechanism.of(algorithm), key).check("C_SignInit");
      if (each) {
        pin.use(secret -> cryptoki.loginForOne(session, secret));
      }
      SignatureValue value =
          SignatureMechanism.value(
              algorithm,
              keys.sign(session, SignatureMechanism.input(algorithm, SigningInput.of(bytes))));
      if (!algorithm.verify(certificate.getPublicKey(), bytes, value.bytes())) {
        throw new TokenException(
            Fault.NO_SUCH_KEY, "The token's signature does not fit its certificate");
      }
      return value;
    }

    @Override
    public void close() {
      cryptoki.logout(session);
      cryptoki.closeSession(session);
    }
  }

  private long key(long session, X509Certificate certificate) {
    for (long object : cryptoki.find(session, CryptokiTemplate.of(Cryptoki.CLASS_CERTIFICATE))) {
      byte[] id = cryptoki.bytes(session, object, Cryptoki.ID);
      if (id.length > 0 && certificate.equals(certificate(session, object))) {
        List<Long> keys =
            cryptoki.find(
                session, CryptokiTemplate.of(Cryptoki.CLASS_PRIVATE_KEY).with(Cryptoki.ID, id));
        if (!keys.isEmpty()) {
          return keys.getFirst();
        }
      }
    }
    throw new TokenException(Fault.NO_SUCH_KEY, "The token shows no key for the certificate");
  }

  private @Nullable X509Certificate certificate(long session, long object) {
    return Pkcs11Objects.parse(cryptoki.bytes(session, object, Cryptoki.VALUE));
  }
}
