package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.Pkcs11Library.TokenCertificate;

/** The contract over SoftHSM, and what is special about PKCS#11. */
final class Pkcs11TokenTest extends TokenContract {

  private static final boolean LONG = Boolean.getBoolean("antin.long");

  @Override
  Token open() {
    return Token.pkcs11(SoftHsm.library(), SoftHsm.TOKEN, SoftHsm.pin(), TokenLimits.defaults());
  }

  @Override
  Set<KeyKind> kinds() { // PKCS #11 numbers ML-DSA only in its version 3.2
    return EnumSet.complementOf(EnumSet.of(KeyKind.ML_DSA_65));
  }

  @Test
  void algorithmsAreThoseOfTheTokensMechanisms() {
    assertThat(token.generate(new KeyLabel("offers-rsa"), KeyKind.RSA_2048).algorithms())
        .contains(
            SigningAlgorithm.RSA_PKCS1_SHA512,
            SigningAlgorithm.RSA_PSS_SHA256,
            SigningAlgorithm.RSA_PSS_SHA512,
            SigningAlgorithm.RSA_PKCS1_SHA3_256)
        .doesNotContain(SigningAlgorithm.RSA_PSS_SHA3_256);
    assertThat(token.generate(new KeyLabel("offers-ec"), KeyKind.EC_P521).algorithms())
        .contains(SigningAlgorithm.ECDSA_SHA512, SigningAlgorithm.ECDSA_SHA3_512);
    assertThat(token.generate(new KeyLabel("offers-small"), KeyKind.EC_P256).algorithms())
        .containsExactlyInAnyOrder(SigningAlgorithm.ECDSA_SHA256, SigningAlgorithm.ECDSA_SHA3_256);
  }

  @Test
  void firstRsaKeyShowsWhatOfItsMechanismsTheTokenTakes() {
    token.generate(new KeyLabel("shows-rsa"), KeyKind.RSA_2048);
    token.probe();

    assertThat(token.capabilities().algorithms())
        .contains(SigningAlgorithm.RSA_PSS_SHA256, SigningAlgorithm.ECDSA_SHA512)
        .doesNotContain(SigningAlgorithm.RSA_PSS_SHA3_256);
  }

  @Test
  void privateKeyIsNamedSensitiveNotExtractableAndForSigningOnly() {
    KeyLabel label = new KeyLabel("attributes");
    token.generate(label, KeyKind.RSA_2048);

    Cryptoki cryptoki = Cryptoki.load(SoftHsm.library());
    long session = cryptoki.openSession(connected(SoftHsm.TOKEN).slot(), false);
    List<Long> keys =
        cryptoki.find(
            session,
            CryptokiTemplate.of(Cryptoki.CLASS_PRIVATE_KEY)
                .with(Cryptoki.LABEL, "attributes".getBytes(StandardCharsets.UTF_8)));
    assertThat(keys).hasSize(1);
    long key = keys.getFirst();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.SENSITIVE, true)))
        .isTrue();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.SIGN, true)))
        .isTrue();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.EXTRACTABLE, false)))
        .isTrue();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.DECRYPT, false)))
        .isTrue();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.UNWRAP, false)))
        .isTrue();
    assertThat(cryptoki.attribute(session, key, Cryptoki.PRIVATE_EXPONENT)).isEmpty();
    cryptoki.closeSession(session);
  }

  @Test
  void oneTokenHasOneOwnerPerProcess() {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(this::open)
        .returns(TokenException.Fault.ALREADY_OPEN, TokenException::fault);
  }

  @Test
  void twoTokensBehindOneLibraryAreTwoPlaces() {
    KeyLabel label = new KeyLabel("only-in-the-second");
    try (Token second =
        Token.pkcs11(
            SoftHsm.library(), SoftHsm.SECOND_TOKEN, SoftHsm.pin(), TokenLimits.defaults())) {
      second.generate(label, KeyKind.EC_P256);
      assertThat(second.find(label)).isPresent();
      assertThat(token.find(label)).isEmpty();
    }
    KeyLabel still = new KeyLabel("still-logged-in");
    token.generate(still, KeyKind.EC_P256);
    assertThat(token.sign(still, SigningAlgorithm.ECDSA_SHA256, new byte[1]))
        .isInstanceOf(SigningOutcome.Signed.class);
  }

  @Test
  void unknownTokenLabelNamesTheTokensThatArePresent() {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(
            () -> Token.pkcs11(SoftHsm.library(), "nobody", SoftHsm.pin(), TokenLimits.defaults()))
        .withMessageContaining(SoftHsm.SECOND_TOKEN)
        .returns(TokenException.Fault.NO_SUCH_TOKEN, TokenException::fault);
  }

  @Test
  void wrongPinIsRefusedOnceAndDoesNotKeepTheToken() {
    TokenSecret wrong = TokenSecret.of("000000".toCharArray());
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() ->
            Token.pkcs11(SoftHsm.library(), SoftHsm.SECOND_TOKEN, wrong, TokenLimits.defaults()))
        .returns(TokenException.Fault.PIN_REFUSED, TokenException::fault);

    Token.pkcs11(SoftHsm.library(), SoftHsm.SECOND_TOKEN, SoftHsm.pin(), TokenLimits.defaults())
        .close();
  }

  @Test
  void missingOrForeignLibraryIsNamed(@TempDir Path directory) throws Exception {
    Path text = Files.writeString(directory.resolve("text.so"), "not a library");
    for (Path library : List.of(directory.resolve("missing.so"), text)) {
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(() -> Pkcs11Library.load(library))
          .withMessageContaining(library.toString())
          .returns(TokenException.Fault.LIBRARY_UNUSABLE, TokenException::fault);
    }
  }

  @Test
  void certificatesOfOtherProgramsAreReadLeafFirstAndListedWithoutPin() throws Exception {
    KeyLabel label = new KeyLabel("listed");
    TokenKey key = token.generate(label, KeyKind.EC_P256);
    TestAuthority authority = TestAuthority.named("Root");
    X509Certificate certificate = authority.issue("Listed official", key.publicKey());
    SoftHsm.put(label.value(), certificate);
    SoftHsm.put("root", authority.certificate());

    assertThat(token.find(label).orElseThrow().certificates())
        .containsExactly(certificate, authority.certificate());
    assertThat(Pkcs11Library.load(SoftHsm.library()).certificates(connected(SoftHsm.TOKEN), null))
        .contains(new TokenCertificate("listed", certificate));
  }

  @Test
  void tokenThatWasAwayIsLoggedInAgainWithinTheCall() {
    KeyLabel label = new KeyLabel("after-the-loss");
    token.generate(label, KeyKind.EC_P256);
    Cryptoki.load(SoftHsm.library()).closeAllSessions(connected(SoftHsm.TOKEN).slot());

    assertThat(token.sign(label, SigningAlgorithm.ECDSA_SHA256, new byte[1]))
        .isInstanceOf(SigningOutcome.Signed.class);
  }

  @Test
  void tokenWithManyKeysOpensQuickly() {
    int keys = LONG ? 200 : 30;
    for (int i = 0; i < keys; i++) {
      token.generate(new KeyLabel("many-" + i), KeyKind.EC_P256);
    }
    // The quickest of some: what else the machine does only adds.
    Duration opening = Duration.ofDays(1);
    for (int i = 0; i < 3; i++) {
      token.close();
      long began = System.nanoTime();
      token = open();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      opening = took.compareTo(opening) < 0 ? took : opening;
    }
    assertThat(token.labels().filter(label -> label.value().startsWith("many-"))).hasSize(keys);
    assertThat(opening).isLessThan(Duration.ofSeconds(2));
    for (int i = 0; i < keys; i++) {
      assertThat(token.destroy(new KeyLabel("many-" + i))).isTrue();
    }
  }

  private static ConnectedToken connected(String label) {
    return Pkcs11Library.load(SoftHsm.library()).tokens().stream()
        .filter(token -> token.label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
