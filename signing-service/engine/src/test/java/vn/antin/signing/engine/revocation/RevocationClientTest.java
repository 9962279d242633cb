package vn.antin.signing.engine.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Behaviour;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.revocation.RevocationData.Status;

final class RevocationClientTest {

  private static final Instant NOW = TestSigner.NOW;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final MemoryRevocationStore store = new MemoryRevocationStore(100);
  private TestAuthority authority;
  private X509Certificate official;

  @BeforeEach
  void start() {
    authority = TestAuthority.start(now::get);
    official = official();
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  @Test
  void responderOfTheIssuersChoiceIsBelieved() {
    RevocationData data = find(client());
    assertThat(data.status()).isEqualTo(Status.GOOD);
    assertThat(data.current()).isTrue();
    assertThat(data.ocspResponses()).hasSize(1);
    assertThat(data.crls()).isEmpty();
    assertThat(data.certificates()).hasSize(1);
    assertThat(authority.asked(Service.ISSUING_CRL)).isZero();
  }

  @Test
  void issuerMayAnswerItself() {
    authority.behave(Service.OCSP, Behaviour.BY_ISSUER);
    RevocationData data = find(client());
    assertThat(data.status()).isEqualTo(Status.GOOD);
    assertThat(data.certificates()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {
        "HANG",
        "FAIL",
        "GARBAGE",
        "REJECT",
        "OTHER_NONCE",
        "BAD_SIGNATURE",
        "WRONG_PURPOSE",
        "OUT_OF_DATE"
      })
  void wrongResponseIsNotBelievedAndTheListIsFetched(Behaviour behaviour) {
    authority.behave(Service.OCSP, behaviour);
    RevocationData data = find(client());
    assertThat(data.status()).isEqualTo(Status.GOOD);
    assertThat(data.crls()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"FAIL", "GARBAGE", "BAD_SIGNATURE", "INDIRECT", "DELTA", "OUT_OF_DATE"})
  void wrongListIsNotBelieved(Behaviour behaviour) {
    authority.fail(Service.OCSP);
    authority.behave(Service.ISSUING_CRL, behaviour);
    RevocationData data = find(client());
    assertThat(data.status()).isEqualTo(Status.UNKNOWN);
    assertThat(data.detail()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Service.class,
      names = {"OCSP", "ISSUING_CRL"})
  void withdrawnCertificateIsRevokedFromThatTimeOn(Service told) {
    authority.fail(told == Service.OCSP ? Service.ISSUING_CRL : Service.OCSP);
    authority.revoke(official, NOW.minus(Duration.ofHours(2)));
    RevocationClient client = client();
    RevocationData data = find(client);
    assertThat(data.status()).isEqualTo(Status.REVOKED);
    assertThat(data.revokedAt()).isEqualTo(NOW.minus(Duration.ofHours(2)));
    RevocationData before =
        client.find(official, authority.issuing(), NOW.minus(Duration.ofHours(3)));
    assertThat(before.status()).isEqualTo(Status.GOOD);
  }

  @Test
  void answerIsReusedUntilItsTimeIsOver() {
    RevocationClient client = client();
    find(client);
    find(client);
    assertThat(authority.asked(Service.OCSP)).isOne();
    now.set(NOW.plus(Duration.ofMinutes(61)));
    find(client);
    assertThat(authority.asked(Service.OCSP)).isEqualTo(2);
  }

  @Test
  void manyWhoAskTheSameAtOnceCauseOneQuestion() throws Exception {
    RevocationClient client = client();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RevocationData>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> find(client)));
      }
      for (Future<RevocationData> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(Status.GOOD);
      }
    }
    assertThat(authority.asked(Service.OCSP)).isOne();
  }

  @Test
  void addressThatFailedIsLeftAloneForAWhile() {
    authority.fail(Service.OCSP);
    authority.fail(Service.ISSUING_CRL);
    RevocationClient client = client();
    find(client);
    find(client);
    assertThat(authority.asked(Service.OCSP)).isOne();
    authority.behave(Service.OCSP, Behaviour.NORMAL);
    now.set(NOW.plus(Duration.ofSeconds(31)));
    assertThat(find(client).status()).isEqualTo(Status.GOOD);
  }

  @Test
  void lastKnownStateIsToldWithItsAgeWhenTheNetworkIsAway() {
    find(client());
    authority.fail(Service.OCSP);
    authority.fail(Service.ISSUING_CRL);
    now.set(NOW.plus(Duration.ofDays(3)));
    RevocationData data = find(client());
    assertThat(data.status()).isEqualTo(Status.UNKNOWN);
    assertThat(data.lastKnown()).isEqualTo(Status.GOOD);
    assertThat(data.age()).isEqualTo(Duration.ofDays(3));
    assertThat(data.ocspResponses()).hasSize(1);
  }

  @Test
  void withdrawalIsRememberedWithoutANetwork() {
    authority.revoke(official, NOW.minusSeconds(60));
    find(client());
    now.set(NOW.plus(Duration.ofDays(30)));
    RevocationClient offline =
        new RevocationClient(null, store, now::get, RevocationLimits.defaults());
    assertThat(find(offline).status()).isEqualTo(Status.REVOKED);
  }

  @Test
  void storeThatWasTamperedWithIsNotBelieved() {
    RevocationStore forged =
        new RevocationStore() {
          @Override
          public void keep(String key, byte[] encoded) {}

          @Override
          public java.util.Optional<byte[]> last(String key) {
            return store
                .last(key)
                .map(bytes -> {
                  bytes[bytes.length - 1] ^= 1;
                  return bytes;
                });
          }
        };
    find(client());
    RevocationClient offline =
        new RevocationClient(null, forged, now::get, RevocationLimits.defaults());
    assertThat(find(offline).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void issuerIsFetchedWhereTheCertificateSays() {
    assertThat(client().issuer(official)).contains(authority.issuing());
    assertThat(client().issuer(authority.issuing())).contains(authority.root());
    assertThat(client().issuer(TestSigner.ec(256).chain().getFirst())).isEmpty();
  }

  @Test
  void certificateThatNamesNobodyIsUnknown() {
    TestSigner stranger = TestSigner.ec(256);
    RevocationData data = client().find(stranger.chain().getFirst(), TestSigner.ROOT, NOW);
    assertThat(data.status()).isEqualTo(Status.UNKNOWN);
    assertThat(data.detail()).contains("neither");
  }

  private X509Certificate official() {
    return authority
        .certify("CN=Nguyễn Văn An", TestSigner.rsa().chain().getFirst().getPublicKey())
        .getFirst();
  }

  private RevocationData find(RevocationClient client) {
    return client.find(official, authority.issuing(), now.get());
  }

  private RevocationClient client() {
    return new RevocationClient(authority.online(), store, now::get, RevocationLimits.defaults());
  }
}
