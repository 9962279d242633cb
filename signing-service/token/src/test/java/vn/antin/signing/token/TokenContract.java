package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.token.SigningAlgorithm.Scheme;

/** What every token promises. */
abstract class TokenContract {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final byte[] MESSAGE = "Quyết định số 12/QĐ-UBND".getBytes(StandardCharsets.UTF_8);

  private final KeyLabel label = new KeyLabel("contract-" + NUMBER.incrementAndGet());

  Token token;

  abstract Token open();

  /** The kinds of key it makes. */
  abstract Set<KeyKind> kinds();

  @BeforeEach
  void openToken() {
    token = open();
  }

  @AfterEach
  void closeToken() {
    if (token != null) {
      token.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keyOfEachKindSignsWithEveryAlgorithmItNames(KeyKind kind) {
    if (!kinds().contains(kind)) {
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(() -> token.generate(label, kind))
          .returns(TokenException.Fault.UNAVAILABLE, TokenException::fault);
      return;
    }
    TokenKey key = token.generate(label, kind);

    assertThat(key.bits()).isEqualTo(kind.bits());
    assertThat(key.certificates()).isEmpty();
    assertThat(key.algorithms())
        .isNotEmpty()
        .allMatch(algorithm -> algorithm.family().equals(kind.family()));
    for (SigningAlgorithm algorithm : key.algorithms()) {
      assertThat(algorithm.verify(key.publicKey(), MESSAGE, sign(algorithm))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void digestThatSomebodyElseMadeIsSignedAsItsBytesWouldBe(KeyKind kind) throws Exception {
    if (!kinds().contains(kind)) {
      return;
    }
    TokenKey key = token.generate(label, kind);
    for (SigningAlgorithm algorithm : key.algorithms()) {
      byte[] digest = MessageDigest.getInstance(algorithm.digest()).digest(MESSAGE);
      SigningOutcome outcome = token.sign(label, algorithm, SigningInput.ofDigest(digest));
      if (algorithm.scheme() == Scheme.ED25519 || algorithm.scheme() == Scheme.ML_DSA) {
        assertThat(outcome).isInstanceOf(SigningOutcome.Refused.class);
        continue;
      }
      assertThat(outcome).isInstanceOf(SigningOutcome.Signed.class);
      byte[] value = ((SigningOutcome.Signed) outcome).value().bytes();
      assertThat(algorithm.verify(key.publicKey(), MESSAGE, value)).isTrue();
      assertThat(algorithm.verifyDigest(key.publicKey(), digest, value)).isTrue();
      assertThat(algorithm.verifyDigest(key.publicKey(), digest, sign(algorithm))).isTrue();
      digest[0] ^= 1;
      assertThat(algorithm.verifyDigest(key.publicKey(), digest, value)).isFalse();
      assertThat(token.sign(label, algorithm, SigningInput.ofDigest(new byte[20])))
          .isInstanceOf(SigningOutcome.Refused.class);
    }
  }

  @Test
  void signatureDoesNotVerifyOverOtherBytesOrWithAnotherKey() {
    TokenKey key = token.generate(label, KeyKind.EC_P256);
    byte[] value = sign(SigningAlgorithm.ECDSA_SHA256);
    TokenKey other = token.generate(new KeyLabel(label + ".other"), KeyKind.EC_P256);

    assertThat(SigningAlgorithm.ECDSA_SHA256.verify(key.publicKey(), new byte[1], value)).isFalse();
    assertThat(SigningAlgorithm.ECDSA_SHA256.verify(other.publicKey(), MESSAGE, value)).isFalse();
    assertThat(SigningAlgorithm.ECDSA_SHA256.verify(key.publicKey(), MESSAGE, new byte[9]))
        .isFalse();
  }

  @Test
  void keyIsFoundByLabelAlsoAfterReopening() {
    PublicKey before = token.generate(label, KeyKind.EC_P256).publicKey();
    token.close();
    token = open();

    assertThat(token.labels()).contains(label);
    assertThat(token.find(label)).get().extracting(TokenKey::publicKey).isEqualTo(before);
    assertThat(sign(SigningAlgorithm.ECDSA_SHA256)).isNotEmpty();
  }

  @Test
  void labelIsTakenOnce() {
    token.generate(label, KeyKind.EC_P256);

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> token.generate(label, KeyKind.RSA_2048))
        .returns(TokenException.Fault.LABEL_TAKEN, TokenException::fault);
  }

  @Test
  void unknownKeyIsRefusedNotGuessed() {
    assertThat(token.find(label)).isEmpty();
    assertThat(token.sign(label, SigningAlgorithm.ECDSA_SHA256, MESSAGE))
        .isInstanceOfSatisfying(
            SigningOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(SigningOutcome.Reason.NO_SUCH_KEY));
    assertThat(token.destroy(label)).isFalse();
  }

  @Test
  void algorithmOfAnotherKindOfKeyIsRefused() {
    token.generate(label, KeyKind.EC_P256);

    assertThat(token.sign(label, SigningAlgorithm.RSA_PKCS1_SHA256, MESSAGE))
        .isInstanceOfSatisfying(
            SigningOutcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .isEqualTo(SigningOutcome.Reason.ALGORITHM_NOT_SUPPORTED));
  }

  @Test
  void destroyedKeyIsGone() {
    token.generate(label, KeyKind.EC_P256);

    assertThat(token.destroy(label)).isTrue();
    assertThat(token.find(label)).isEmpty();
    assertThat(token.labels()).doesNotContain(label);
    assertThat(token.generate(label, KeyKind.EC_P256).label()).isEqualTo(label);
  }

  @Test
  void manyThreadsSignAtOnce() throws Exception {
    PublicKey publicKey = token.generate(label, KeyKind.EC_P256).publicKey();
    Set<SignatureValue> values = new HashSet<>();

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> calls =
          IntStream.range(0, 100)
              .mapToObj(i -> callers.submit(() -> sign(SigningAlgorithm.ECDSA_SHA256)))
              .toList();
      for (Future<byte[]> call : calls) {
        byte[] value = call.get();
        assertThat(SigningAlgorithm.ECDSA_SHA256.verify(publicKey, MESSAGE, value)).isTrue();
        values.add(new SignatureValue(value));
      }
    }
    assertThat(values).hasSize(100);
    assertThat(token.status().usable()).isTrue();
    assertThat(token.status().overdue()).isZero();
  }

  private byte[] sign(SigningAlgorithm algorithm) {
    SigningOutcome outcome = token.sign(label, algorithm, MESSAGE);
    assertThat(outcome).isInstanceOf(SigningOutcome.Signed.class);
    return ((SigningOutcome.Signed) outcome).value().bytes();
  }
}
