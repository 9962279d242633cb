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
 * Looks at the tokens behind a PKCS#11 library without signing: what is plugged in and which
 * certificates it carries. Certificates are mostly public objects, so a PIN is seldom needed.
 */
public final class Pkcs11Library {

  private static final long LOGIN_REQUIRED = 0x4;
  private static final long PIN_FINAL_TRY = 0x20000;
  private static final long PIN_LOCKED = 0x40000;

  private final Cryptoki cryptoki;

  private Pkcs11Library(Cryptoki cryptoki) {
    this.cryptoki = cryptoki;
  }

  /** A token that is plugged in. */
  public record ConnectedToken(
      long slot,
      String label,
      String manufacturer,
      String model,
      String serialNumber,
      boolean needsPin,
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
        byte[] value = cryptoki.attribute(session, object, Cryptoki.VALUE).orElse(new byte[0]);
        X509Certificate certificate = Pkcs11Objects.parse(value);
        if (certificate != null) {
          byte[] label = cryptoki.attribute(session, object, Cryptoki.LABEL).orElse(new byte[0]);
          certificates.add(
              new TokenCertificate(new String(label, StandardCharsets.UTF_8), certificate));
        }
      }
      return List.copyOf(certificates);
    } finally {
      cryptoki.closeSession(session);
    }
  }
}
