package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that rest outside a SoftHSM token and sign inside it. */
final class WrappedKeyTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final byte[] MESSAGE = "Tờ trình số 7".getBytes(StandardCharsets.UTF_8);

  private final Path library = SoftHsm.library();
  private final String master = "master-" + NUMBER.incrementAndGet();
  private final KeyLabel label = new KeyLabel("wrapped-" + NUMBER.get());
  private Token token = open(Wrapping.under(master));

  @AfterEach
  void closeToken() {
    token.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "RSA_3072", "EC_P256", "EC_P384"})
  void wrappedKeyOfEachKindSignsAsAResidentOneDoes(KeyKind kind) {
    token.makeMasterKey(master);
    WrappedKey key = token.generateWrapped(label, kind);

    for (SigningAlgorithm algorithm :
        token.generate(new KeyLabel(label + ".resident"), kind).algorithms()) {
      SigningOutcome outcome = token.sign(key, algorithm, MESSAGE);
      assertThat(outcome).isInstanceOf(SigningOutcome.Signed.class);
      byte[] value = ((SigningOutcome.Signed) outcome).value().bytes();
      assertThat(algorithm.verify(key.publicKey(), MESSAGE, value)).isTrue();
    }
    token.destroy(new KeyLabel(label + ".resident"));
  }

  @Test
  void capabilitiesAreWhatTheTokenTakesAndNotWhatItNames() {
    assertThat(token.makeMasterKey(master)).isTrue();
    KeyLabel resident = new KeyLabel(label + ".resident");
    TokenKey key = token.generate(resident, KeyKind.RSA_2048);
    token.destroy(resident);

    assertThat(token.capabilities().algorithms())
        .as("SoftHSM names RSASSA-PSS, but does it with SHA-2 only")
        .filteredOn(each -> each.family().equals("RSA"))
        .containsExactlyInAnyOrderElementsOf(key.algorithms())
        .contains(SigningAlgorithm.RSA_PSS_SHA256)
        .doesNotContain(SigningAlgorithm.RSA_PSS_SHA3_256);
    assertThat(token.capabilities().algorithms()).contains(SigningAlgorithm.ECDSA_SHA384);
  }

  @Test
  void tokenKeepsNothingOfAWrappedKey() {
    token.makeMasterKey(master);
    WrappedKey key = token.generateWrapped(label, KeyKind.EC_P256);
    assertThat(token.held()).isOne();
    token.forget(label);
    token.probe();

    assertThat(token.held()).isZero();
    assertThat(token.find(label)).isEmpty();
    Cryptoki cryptoki = Cryptoki.load(library);
    long session = cryptoki.openSession(slot(cryptoki), false);
    assertThat(
            cryptoki.find(
                session,
                CryptokiTemplate.of(Cryptoki.CLASS_PRIVATE_KEY).with(Cryptoki.TOKEN, false)))
        .isEmpty();
    cryptoki.closeSession(session);
    assertThat(token.sign(key, SigningAlgorithm.ECDSA_SHA256, MESSAGE))
        .isInstanceOf(SigningOutcome.Signed.class);
  }

  @Test
  void unwrappedCopyIsSensitiveNotExtractableAndForSigningOnly() {
    token.makeMasterKey(master);
    token.generateWrapped(label, KeyKind.RSA_2048);

    Cryptoki cryptoki = Cryptoki.load(library);
    long session = cryptoki.openSession(slot(cryptoki), false);
    List<Long> copies =
        cryptoki.find(
            session, CryptokiTemplate.of(Cryptoki.CLASS_PRIVATE_KEY).with(Cryptoki.TOKEN, false));
    assertThat(copies).hasSize(1);
    long copy = copies.getFirst();
    assertThat(cryptoki.has(session, copy, CryptokiTemplate.EMPTY.with(Cryptoki.SIGN, true)))
        .isTrue();
    assertThat(cryptoki.has(session, copy, CryptokiTemplate.EMPTY.with(Cryptoki.SENSITIVE, true)))
        .isTrue();
    for (long forbidden :
        new long[] {Cryptoki.EXTRACTABLE, Cryptoki.DECRYPT, Cryptoki.UNWRAP, Cryptoki.DERIVE}) {
      assertThat(cryptoki.has(session, copy, CryptokiTemplate.EMPTY.with(forbidden, false)))
          .isTrue();
    }
    cryptoki.closeSession(session);
  }

  @Test
  void masterKeyWrapsAndUnwrapsAndDoesNothingElse() {
    assertThat(token.capabilities().wrapping()).isNull();
    assertThat(token.makeMasterKey(master)).isTrue();
    assertThat(token.makeMasterKey(master)).isFalse();
    assertThat(token.capabilities().wrapping()).isEqualTo(WrapMechanism.AES_KEY_WRAP_PAD);
    assertThat(token.capabilities().masters()).hasSize(1);

    Cryptoki cryptoki = Cryptoki.load(library);
    long session = cryptoki.openSession(slot(cryptoki), false);
    long key =
        cryptoki
            .find(
                session,
                CryptokiTemplate.of(Cryptoki.CLASS_SECRET_KEY)
                    .with(Cryptoki.LABEL, master.getBytes(StandardCharsets.UTF_8)))
            .getFirst();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.WRAP, true)))
        .isTrue();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.UNWRAP, true)))
        .isTrue();
    assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(Cryptoki.SENSITIVE, true)))
        .isTrue();
    for (long forbidden : new long[] {Cryptoki.ENCRYPT, Cryptoki.DECRYPT, Cryptoki.EXTRACTABLE}) {
      assertThat(cryptoki.has(session, key, CryptokiTemplate.EMPTY.with(forbidden, false)))
          .isTrue();
    }
    cryptoki.closeSession(session);
  }

  @Test
  void tokenWhoseMasterKeyDecryptsIsRefused() {
    Cryptoki cryptoki = Cryptoki.load(library);
    long session = cryptoki.openSession(slot(cryptoki), true);
    cryptoki
        .keys()
        .generate(
            session,
            CryptokiMechanism.of(0x1080),
            CryptokiTemplate.of(Cryptoki.CLASS_SECRET_KEY)
                .with(Cryptoki.TOKEN, true)
                .with(Cryptoki.PRIVATE, true)
                .with(Cryptoki.SENSITIVE, true)
                .with(Cryptoki.EXTRACTABLE, false)
                .with(Cryptoki.WRAP, true)
                .with(Cryptoki.UNWRAP, true)
                .with(Cryptoki.DECRYPT, true)
                .with(Cryptoki.VALUE_LENGTH, 32L)
                .with(Cryptoki.LABEL, "weak".getBytes(StandardCharsets.UTF_8)));
    cryptoki.closeSession(session);
    token.close();

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> open(Wrapping.under("weak")))
        .withMessageContaining("weak")
        .returns(TokenException.Fault.KEY_NOT_PROTECTED, TokenException::fault);
  }

  @Test
  void keyThatMayUnwrapOthersBecauseOfAQuirkIsNotMade() {
    token.makeMasterKey(master);
    token.close();
    token =
        Token.pkcs11(
            new Pkcs11Settings(
                library,
                TokenPlace.labelled(SoftHsm.TOKEN),
                SoftHsm::pin,
                Wrapping.under(master),
                AttributeQuirks.parse(Map.of("unwrapped", "0x107=true"))),
            TokenLimits.defaults());

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> token.generateWrapped(label, KeyKind.RSA_2048))
        .returns(TokenException.Fault.KEY_NOT_PROTECTED, TokenException::fault);
  }

  @Test
  void sameMasterKeyEnteredInTwoTokensHasOneCheckValueAndUnwrapsInBoth() {
    byte[] entered = new byte[32];
    entered[5] = (byte) NUMBER.get();
    token.enterMasterKey(master, entered);
    WrappedKey key = token.generateWrapped(label, KeyKind.EC_P256);

    try (Token second =
        Token.pkcs11(
            Pkcs11Settings.of(library, SoftHsm.SECOND_TOKEN, SoftHsm.pin())
                .with(Wrapping.under(master)),
            TokenLimits.defaults())) {
      second.enterMasterKey(master, entered);
      assertThat(second.capabilities().masters()).isEqualTo(token.capabilities().masters());
      assertThat(second.sign(key, SigningAlgorithm.ECDSA_SHA256, MESSAGE))
          .isInstanceOf(SigningOutcome.Signed.class);
    }
  }

  @Test
  void changedBlobIsRefusedAndTheKeyIsNotUsed() {
    token.makeMasterKey(master);
    WrappedKey key = token.generateWrapped(label, KeyKind.EC_P256);
    token.forget(label);
    byte[] changed = key.blob();
    changed[changed.length / 2] ^= 1;

    assertThat(
            token.sign(
                new WrappedKey(
                    label, key.publicKey(), key.mechanism(), key.master(), key.vector(), changed),
                SigningAlgorithm.ECDSA_SHA256,
                MESSAGE))
        .isInstanceOf(SigningOutcome.Refused.class);
    assertThat(token.sign(key, SigningAlgorithm.ECDSA_SHA256, MESSAGE))
        .isInstanceOf(SigningOutcome.Signed.class);
  }

  @Test
  void keyIsWrappedAnewUnderTheNextMasterKeyAndBothFormsSign() {
    token.makeMasterKey(master);
    WrappedKey old = token.generateWrapped(label, KeyKind.RSA_2048);
    token.close();
    token = open(Wrapping.under(master + ".next", master));
    assertThat(token.capabilities().wrapping()).isNull();
    token.makeMasterKey(master + ".next");
    WrappedKey fresh = token.rewrap(old);

    assertThat(fresh.master()).isNotEqualTo(old.master());
    for (WrappedKey each : List.of(old, fresh)) {
      token.forget(label);
      assertThat(token.sign(each, SigningAlgorithm.RSA_PSS_SHA256, MESSAGE))
          .isInstanceOfSatisfying(
              SigningOutcome.Signed.class,
              signed ->
                  assertThat(
                          SigningAlgorithm.RSA_PSS_SHA256.verify(
                              old.publicKey(), MESSAGE, signed.value().bytes()))
                      .isTrue());
    }
  }

  @Test
  void noMoreCopiesAreKeptThanAllowedWhileManyThreadsSign() throws Exception {
    token.close();
    token = open(new Wrapping(List.of(master), 3, Duration.ofMinutes(5)));
    token.makeMasterKey(master);
    List<WrappedKey> keys =
        IntStream.range(0, 8)
            .mapToObj(i -> token.generateWrapped(new KeyLabel(label + "." + i), KeyKind.EC_P256))
            .toList();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SigningOutcome>> calls =
          IntStream.range(0, 200)
              .mapToObj(i ->
                  callers.submit(
                      () -> token.sign(keys.get(i % 8), SigningAlgorithm.ECDSA_SHA256, MESSAGE)))
              .toList();
      for (Future<SigningOutcome> call : calls) {
        assertThat(call.get()).isInstanceOf(SigningOutcome.Signed.class);
      }
    }
    assertThat(token.held()).isLessThanOrEqualTo(3);
  }

  @Test
  void wrappedKeySignsAgainAfterTheSessionsWereLost() {
    token.makeMasterKey(master);
    WrappedKey key = token.generateWrapped(label, KeyKind.EC_P256);
    Cryptoki cryptoki = Cryptoki.load(library);
    cryptoki.closeAllSessions(slot(cryptoki));

    assertThat(token.sign(key, SigningAlgorithm.ECDSA_SHA256, MESSAGE))
        .isInstanceOf(SigningOutcome.Signed.class);
  }

  @Test
  void pinIsNotTriedAgainWhenAWrongOneWasGivenMeanwhile() {
    token.makeMasterKey(master);
    WrappedKey key = token.generateWrapped(label, KeyKind.EC_P256);
    Cryptoki cryptoki = Cryptoki.load(library);
    long slot = slot(cryptoki);
    cryptoki.closeAllSessions(slot);
    long session = cryptoki.openSession(slot, false);
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> cryptoki.login(session, new byte[] {1, 2, 3, 4}))
        .returns(TokenException.Fault.PIN_REFUSED, TokenException::fault);

    assertThat(token.sign(key, SigningAlgorithm.ECDSA_SHA256, MESSAGE))
        .isInstanceOfSatisfying(
            SigningOutcome.Refused.class,
            refused -> assertThat(refused.detail()).contains("wrong PIN"));
    token.close();
    token = open(Wrapping.under(master)); // somebody looked, and gave the right one
    assertThat(token.sign(key, SigningAlgorithm.ECDSA_SHA256, MESSAGE))
        .isInstanceOf(SigningOutcome.Signed.class);
  }

  private Token open(Wrapping wrapping) {
    return Token.pkcs11(
        Pkcs11Settings.of(library, SoftHsm.TOKEN, SoftHsm.pin()).with(wrapping),
        TokenLimits.defaults());
  }

  private static long slot(Cryptoki cryptoki) {
    return cryptoki.tokens().stream()
        .filter(each -> each.label().equals(SoftHsm.TOKEN))
        .findFirst()
        .orElseThrow()
        .slot();
  }
}
