package vn.antin.signing.engine.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Behaviour;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;

final class TimeStampClientTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(TestSigner.NOW);
  private TestAuthority first;
  private TestAuthority second;

  @BeforeEach
  void start() {
    first = TestAuthority.start(now::get);
    second = TestAuthority.start(now::get);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void policyMayBeMadeOfAUuid() {
    URI address = URI.create("https://tsa.example/");
    String policy = "2.25.340282366920938463463374607431768211455";
    assertThat(new TimeStampServer(address, policy, List.of()).policy()).isEqualTo(policy);
    assertThatThrownBy(() -> new TimeStampServer(address, policy + ";", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goodAnswerIsTaken() throws Exception {
    TimeStampToken token = first.timeStamps().stamp(digest(), "SHA-256");
    assertThat(token.time()).isEqualTo(TestSigner.NOW);
    assertThat(token.certificates()).containsExactly(first.tsa(), first.issuing());
    org.bouncycastle.tsp.TimeStampToken read =
        new org.bouncycastle.tsp.TimeStampToken(new CMSSignedData(token.encoded()));
    assertThat(read.getTimeStampInfo().getMessageImprintDigest()).isEqualTo(digest());
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
        "OTHER_IMPRINT",
        "BAD_SIGNATURE",
        "WRONG_PURPOSE",
        "WRONG_TIME"
      })
  void wrongAnswerIsRefusedAndTheNextServerAsked(Behaviour behaviour) {
    first.behave(Service.TSA, behaviour);
    assertThatThrownBy(() -> first.timeStamps().stamp(digest(), "SHA-256"))
        .isInstanceOf(TimeStampException.class);
    assertThat(both().stamp(digest(), "SHA-256").certificates()).contains(second.tsa());
  }

  @Test
  void serverThatFailedIsAskedLastForAMinute() {
    TimeStampClient client = both();
    first.fail(Service.TSA);
    client.stamp(digest(), "SHA-256");
    client.stamp(digest(), "SHA-256");
    assertThat(first.asked(Service.TSA)).isOne();
    first.behave(Service.TSA, Behaviour.NORMAL);
    now.set(TestSigner.NOW.plus(Duration.ofSeconds(61)));
    client.stamp(digest(), "SHA-256");
    assertThat(first.asked(Service.TSA)).isEqualTo(2);
  }

  @Test
  void serversThatAllFailedAreAskedAgain() {
    TimeStampClient client = both();
    first.fail(Service.TSA);
    second.fail(Service.TSA);
    assertThatThrownBy(() -> client.stamp(digest(), "SHA-256"))
        .isInstanceOfSatisfying(TimeStampException.class, e -> assertThat(e.attempts()).hasSize(2));
    second.behave(Service.TSA, Behaviour.NORMAL);
    assertThat(client.stamp(digest(), "SHA-256").certificates()).contains(second.tsa());
  }

  @Test
  void sizeOfTokensIsLearnt() {
    TimeStampClient client = first.timeStamps();
    int before = client.expectedSize();
    int length = client.stamp(digest(), "SHA-256").encoded().length;
    assertThat(client.expectedSize()).isBetween(length, length * 2).isLessThan(before);
  }

  @Test
  void certificateMustLeadToTheServersAnchor() {
    TimeStampServer trusted =
        new TimeStampServer(first.address(Service.TSA), null, List.of(first.root()));
    assertThat(client(trusted).stamp(digest(), "SHA-256").certificates()).contains(first.tsa());
    TimeStampServer stranger =
        new TimeStampServer(first.address(Service.TSA), null, List.of(TestSigner.ROOT));
    assertThatThrownBy(() -> client(stranger).stamp(digest(), "SHA-256"))
        .hasMessageContaining("none of its anchors");
  }

  @Test
  void otherPolicyThanAskedForIsRefused() {
    TimeStampServer same = new TimeStampServer(first.address(Service.TSA), "1.2.3.4.5", List.of());
    assertThat(client(same).stamp(digest(), "SHA-256").encoded()).isNotEmpty();
    TimeStampServer other = new TimeStampServer(first.address(Service.TSA), "1.2.3.4.6", List.of());
    assertThatThrownBy(() -> client(other).stamp(digest(), "SHA-256"))
        .isInstanceOf(TimeStampException.class);
  }

  private TimeStampClient client(TimeStampServer server) {
    return new TimeStampClient(List.of(server), first.online(), now::get);
  }

  private TimeStampClient both() {
    return new TimeStampClient(
        List.of(
            TimeStampServer.of(first.address(Service.TSA)),
            TimeStampServer.of(second.address(Service.TSA))),
        first.online(),
        now::get);
  }

  private static byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(new byte[] {1});
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
