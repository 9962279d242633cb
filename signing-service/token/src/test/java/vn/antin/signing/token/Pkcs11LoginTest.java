package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions of one login in SoftHSM: which are used again, and what ends with them. */
final class Pkcs11LoginTest {

  private static final long UNKNOWN = 0x8765_4321L;

  private final Cryptoki cryptoki = Cryptoki.load(SoftHsm.library());
  private final long slot =
      cryptoki.tokens().stream()
          .filter(each -> each.label().equals(SoftHsm.SECOND_TOKEN))
          .findFirst()
          .orElseThrow()
          .slot();
  private final Pkcs11Login login = Pkcs11Login.open(cryptoki, slot, SoftHsm.pin());
  private final KeyTemplates templates = new KeyTemplates(AttributeQuirks.none());

  @AfterEach
  void logOut() {
    login.close();
  }

  @Test
  void objectOfAnUnwrappedKeyOutlivesTheErrorInItsSession() {
    long key =
        login.use(session -> {
          login.keep(session);
          login.spoil(session);
          return pair(session).privateKey();
        });

    assertThat(
            login.<Boolean>use(other ->
                cryptoki.has(other, key, CryptokiTemplate.EMPTY.with(Cryptoki.SIGN, true))))
        .isTrue();
  }

  @Test
  void sessionWithAnOperationLeftInItIsNotUsedAgain() {
    var signing = new Pkcs11Signing(login, cryptoki.mechanisms(slot), new ConcurrentHashMap<>());
    long key =
        login.use(session -> {
          login.keep(session);
          long made = pair(session).privateKey();
          assertThat(
                  login
                      .keys()
                      .signInit(session, SignatureMechanism.of(SigningAlgorithm.ECDSA_SHA256), made)
                      .ok())
              .isTrue();
          return made;
        });

    assertThat(sign(signing, key)).isInstanceOf(SigningOutcome.Refused.class);
    assertThat(sign(signing, key)).isInstanceOf(SigningOutcome.Signed.class);
  }

  private SigningOutcome sign(Pkcs11Signing signing, long key) {
    return login.use(session ->
        signing.sign(session, key, SigningAlgorithm.ECDSA_SHA256, SigningInput.of(new byte[] {1})));
  }

  @Test
  void loginThatIsOverUsesNoSessionAnyMore() {
    login.note(Ckr.of(0x30));

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> login.use(session -> session))
        .satisfies(e -> assertThat(e.answer().connectionLost()).isTrue());
  }

  @Test
  void libraryIsNotBegunAnewWhileACallIsInsideIt() throws Exception {
    var functions = CryptokiFunctions.load(SoftHsm.library());
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var call =
        CompletableFuture.supplyAsync(() ->
            functions.calling(_ -> {
              inside.countDown();
              leave.await();
              return true;
            }));
    inside.await();

    assertThat(functions.restart()).isFalse();
    leave.countDown();
    assertThat(call.get()).isTrue();
  }

  @Test
  void loginIsNotIdleWhileItIsUsed() {
    assertThat(login.idleWithin(Duration.ZERO)).isTrue();
    assertThat(login.<Boolean>use(_ -> login.idleWithin(Duration.ZERO))).isFalse();
  }

  @Test
  void sessionClosedWhileSigningDoesNotSayThatTheKeyWasNotUsed() {
    assertThat(Ckr.of(0xb0).notSigned()).isFalse();
    assertThat(Ckr.of(0xb3).notSigned()).isTrue();
  }

  @Test
  void attributeThatCannotBeReadIsNeitherTrueNorFalse() {
    login.use(session -> {
      long key = pair(session).privateKey();
      assertThat(
              cryptoki.has(
                  session,
                  key,
                  CryptokiTemplate.EMPTY.with(Cryptoki.DECRYPT, false).with(Cryptoki.TOKEN, false)))
          .isTrue();
      for (boolean wanted : new boolean[] {true, false}) {
        assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(UNKNOWN, wanted)))
            .isFalse();
        assertThat(
                cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.EC_PARAMS, wanted)))
            .isFalse();
      }
      assertThat(
              cryptoki.has(
                  session,
                  key,
                  CryptokiTemplate.EMPTY.with(Cryptoki.DECRYPT, false).with(UNKNOWN, false)))
          .isFalse();
      return true;
    });
  }

  private CryptokiKeys.Pair pair(long session) {
    return login
        .keys()
        .generatePair(
            session,
            CryptokiMechanism.of(KeyTemplates.generation(KeyKind.EC_P256)),
            templates.publicHalf(KeyKind.EC_P256, false),
            templates.toBeWrapped());
  }
}
