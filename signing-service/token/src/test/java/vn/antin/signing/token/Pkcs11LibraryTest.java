package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.TokenException.Fault;

/** A person's token as somebody else filled it: SoftHSM with keys and certificates of any label. */
final class Pkcs11LibraryTest {

  private static final long CERTIFICATE_TYPE = 0x80;
  private static final byte[] TEXT = "antin".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = {0x51, 0, 0x7f};
  private static final byte[] OTHER_ID = {0x51, 0, 0x7e};

  private final Pkcs11Library library = Pkcs11Library.load(SoftHsm.library());
  private final Cryptoki cryptoki = Cryptoki.load(SoftHsm.library());
  private final ConnectedToken token =
      library.tokens().stream()
          .filter(each -> each.label().equals(SoftHsm.SECOND_TOKEN))
          .findFirst()
          .orElseThrow();

  @AfterEach
  void empty() {
    loggedIn((_, session) -> {
      for (byte[] id : new byte[][] {ID, OTHER_ID}) {
        for (long each : cryptoki.find(session, CryptokiTemplate.EMPTY.with(Cryptoki.ID, id))) {
          cryptoki.keys().destroy(session, each).check("C_DestroyObject");
        }
      }
    });
  }

  private void loggedIn(BiConsumer<Pkcs11Login, Long> work) {
    Pkcs11Login login = Pkcs11Login.open(cryptoki, token.slot(), SoftHsm.pin());
    try {
      boolean done =
          login.use(session -> {
            work.accept(login, session);
            return true;
          });
      assertThat(done).isTrue();
    } finally {
      login.close();
    }
  }

  private PublicKey key(KeyKind kind, boolean pinForEach) {
    AtomicReference<PublicKey> made = new AtomicReference<>();
    KeyTemplates templates = new KeyTemplates(AttributeQuirks.none());
    loggedIn((login, session) -> {
      CryptokiKeys.Pair pair =
          cryptoki
              .keys()
              .generatePair(
                  session,
                  CryptokiMechanism.of(KeyTemplates.generation(kind)),
                  templates.publicHalf(kind, true).with(Cryptoki.ID, ID),
                  templates
                      .resident()
                      .with(Cryptoki.ALWAYS_AUTHENTICATE, pinForEach)
                      .with(Cryptoki.ID, ID));
      made.set(new Pkcs11Objects(login).publicKey(session, pair.publicKey()));
    });
    return made.get();
  }

  private X509Certificate certificate(PublicKey key, byte[] id) throws Exception {
    X509Certificate certificate = TestAuthority.named("CA").issue("An", key);
    byte[] encoded = certificate.getEncoded();
    loggedIn((_, session) ->
        cryptoki
            .keys()
            .create(
                session,
                CryptokiTemplate.of(Cryptoki.CLASS_CERTIFICATE)
                    .with(CERTIFICATE_TYPE, 0L)
                    .with(Cryptoki.TOKEN, true)
                    .with(Cryptoki.SUBJECT, certificate.getSubjectX500Principal().getEncoded())
                    .with(Cryptoki.ID, id)
                    .with(Cryptoki.LABEL, "any".getBytes(StandardCharsets.US_ASCII))
                    .with(Cryptoki.VALUE, encoded)));
    return certificate;
  }

  private byte[] sign(X509Certificate certificate, TokenSecret pin) {
    SigningAlgorithm usual = SigningAlgorithm.usual(certificate.getPublicKey());
    byte[] value = library.sign(token, certificate, usual, pin, TEXT).bytes();
    assertThat(usual.verify(certificate.getPublicKey(), TEXT, value)).isTrue();
    return value;
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384"})
  void keyIsFoundByItsCertificate(KeyKind kind) throws Exception {
    X509Certificate certificate = certificate(key(kind, false), ID);

    assertThat(sign(certificate, SoftHsm.pin())).isNotEmpty();

    long session = cryptoki.openSession(token.slot(), false);
    assertThat(cryptoki.loggedIn(session)).as("logged out afterwards").isFalse();
    cryptoki.closeSession(session);
  }

  @Test
  void keyThatWantsThePinForEachSignatureGetsIt() throws Exception {
    X509Certificate certificate = certificate(key(KeyKind.EC_P256, true), ID);

    assertThat(sign(certificate, SoftHsm.pin())).isNotEmpty();
    assertThat(sign(certificate, SoftHsm.pin())).isNotEmpty();
  }

  @Test
  void certificateWithoutItsKeySignsNothing() throws Exception {
    PublicKey key = key(KeyKind.EC_P256, false);
    PublicKey elsewhere = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    X509Certificate withoutKey = certificate(elsewhere, OTHER_ID);
    X509Certificate overAnotherKey = certificate(elsewhere, ID);
    X509Certificate notInTheToken = TestAuthority.named("CA").issue("An", key);

    refused(Fault.NO_SUCH_KEY, withoutKey, SoftHsm.pin());
    refused(Fault.NO_SUCH_KEY, overAnotherKey, SoftHsm.pin());
    refused(Fault.NO_SUCH_KEY, notInTheToken, SoftHsm.pin());
  }

  @Test
  void wrongPinIsRefused() throws Exception {
    X509Certificate certificate = certificate(key(KeyKind.EC_P256, false), ID);

    refused(Fault.PIN_REFUSED, certificate, TokenSecret.of("000000".toCharArray()));

    assertThat(sign(certificate, SoftHsm.pin())).isNotEmpty();
  }

  private void refused(Fault fault, X509Certificate certificate, TokenSecret pin) {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> sign(certificate, pin))
        .extracting(TokenException::fault)
        .isEqualTo(fault);
  }
}
