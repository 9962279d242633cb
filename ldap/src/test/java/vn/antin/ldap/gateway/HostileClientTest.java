package vn.antin.ldap.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.ldap.peer.TestCertificate;

/** Clients that mean harm, or are merely broken, cost only their own connection. */
@Timeout(300)
final class HostileClientTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeAccounts accounts = new FakeAccounts(3);
  private Gateway gateway = TestGateways.start(accounts);

  @AfterEach
  void stop() {
    CountDownLatch latch = accounts.held;
    if (latch != null) {
      latch.countDown();
    }
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "474554202f20485454502f312e310d0a0d0a", // an HTTP request
        "16030100", // a TLS hello on the plain port
        "3080020101", // indefinite length
        "3084ffffffff", // negative length
        "30847fffffff", // two gigabytes
        "308400ffffff", // sixteen megabytes
        "3003020101", // a message without an operation
        "300c0201ff600702010304008000", // message id -1
        "300c020100600702010304008000", // message id 0
        "300c02010160070201030400", // cut short, then closed
        "30050201017f0000", // an operation with a tag LDAP lacks
        "300702010161020a00", // a response sent by a client
        "3009020101600402840000", // an integer that is longer than its message
        "3000"
      })
  void bytesThatAreNoRequestEndOnlyTheirConnection(String hex) throws IOException, LDAPException {
    try (RawClient client = new RawClient(gateway)) {
      client.send(HexFormat.of().parseHex(hex)).finishSending();
      client.readToEnd();
    }

    assertStillServing();
  }

  @Test
  void whoSendsGarbageIsToldByANoticeOfDisconnection() throws IOException {
    try (RawClient client = new RawClient(gateway)) {
      client.send(new byte[] {'G', 'E', 'T', ' '});

      assertThat(new String(client.readToEnd(), ISO_8859_1)).contains("1.3.6.1.4.1.1466.20036");
    }
  }

  @Test
  void filterNestedThousandsDeepIsRefusedBeforeItIsDecoded() throws IOException, LDAPException {
    byte[] filter = HexFormat.of().parseHex("87026364");
    for (int i = 0; i < 12_000; i++) {
      filter = tagged(0xa2, filter);
    }
    try (RawClient client = new RawClient(gateway)) {
      client.send(search(filter));

      assertThat(new String(client.readToEnd(), ISO_8859_1)).contains("nested");
    }
    assertStillServing();
  }

  @Test
  void filterWithTooManyPartsIsRefusedAndTheConnectionLivesOn() throws LDAPException {
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      parts.add(Filter.createEqualityFilter("cn", "n" + i));
    }
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      LDAPException refused =
          catchThrowableOfType(
              LDAPException.class,
              () -> connection.search("dc=antin", SearchScope.SUB, Filter.createORFilter(parts)));

      assertThat(refused.getResultCode()).isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
      assertThat(accounts.asked).isEmpty();
      assertThat(connection.search("dc=antin", SearchScope.SUB, "(uid=*)").getEntryCount())
          .isEqualTo(3);
    }
  }

  @Test
  void valueThatLooksLikeSqlStaysAValue() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      connection.search(
          "dc=antin", SearchScope.SUB, Filter.createEqualityFilter("uid", "' OR 1=1 --"));

      assertThat(accounts.asked).contains(new Condition.Equal(Field.USERNAME, "' or 1=1 --"));
    }
  }

  @Test
  void floodFromOneAddressLeavesItsLimitAndPassesWhenItEnds() throws IOException, LDAPException {
    restart(TestGateways.limits(100, 5, 4, LONG));
    List<RawClient> flood = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      RawClient client = new RawClient(gateway).send(RawClient.ANONYMOUS_BIND);
      assertThat(client.read()).isEqualTo(0x30);
      flood.add(client);
    }

    try (RawClient tooMany = new RawClient(gateway)) {
      assertThat(tooMany.read()).isEqualTo(-1);
    }
    for (RawClient client : flood) {
      client.close();
    }
    until(() -> gateway.connections() == 0);
    assertStillServing();
  }

  @Test
  void silentConnectionIsEndedWhenItsTimeIsUp() throws IOException {
    restart(TestGateways.limits(100, 50, 4, Duration.ofSeconds(1)));
    try (RawClient silent = new RawClient(gateway)) {
      assertThat(silent.read()).isEqualTo(-1);
    }
  }

  @Test
  void messageThatNeverEndsDoesNotHoldTheConnectionForEver() throws IOException {
    restart(TestGateways.limits(100, 50, 4, Duration.ofSeconds(1)));
    try (RawClient slow = new RawClient(gateway)) {
      slow.send(new byte[] {0x30, 0x20, 0x02});

      assertThat(slow.readToEnd()).isEmpty();
    }
  }

  @Test
  void moreRequestsThanAllowedAreToldBusy() throws Exception {
    restart(TestGateways.limits(100, 50, 1, LONG));
    CountDownLatch latch = new CountDownLatch(1);
    try (LDAPConnection second = TestGateways.anonymous(gateway)) {
      accounts.held = latch;
      Thread first =
          Thread.ofVirtual()
              .start(() -> {
                try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
                  assertThat(connection.isConnected()).isTrue();
                } catch (LDAPException refused) {
                  throw new IllegalStateException(refused);
                }
              });
      until(() -> accounts.attempts.size() == 1);

      LDAPException busy =
          catchThrowableOfType(
              LDAPException.class,
              () -> second.bind(TestGateways.dn("official0002"), "official0002-secret"));

      assertThat(busy.getResultCode()).isEqualTo(ResultCode.BUSY);
      latch.countDown();
      first.join();
    }
  }

  @Test
  void clearTextBehindAStartTlsRequestIsNotTakenForProtected(@TempDir Path folder)
      throws IOException, InterruptedException {
    gateway.close();
    gateway =
        TestGateways.start(
            accounts,
            TestCertificate.localhost(folder),
            Limits.usual(),
            new Readers.EveryAccount());
    byte[] startTls =
        tagged(0x80, StartTLSExtendedRequest.STARTTLS_REQUEST_OID.getBytes(ISO_8859_1));
    byte[] request = message(tagged(0x77, startTls));
    try (RawClient client = new RawClient(gateway)) {
      client.send(concat(request, RawClient.ANONYMOUS_BIND));

      // The answer to StartTLS, then at most a TLS alert: the bind is never answered.
      assertThat(HexFormat.of().formatHex(client.readToEnd())).doesNotContain("61070a0100");
    }
  }

  private void restart(Limits limits) {
    gateway.close();
    gateway = TestGateways.start(accounts, null, limits, new Readers.EveryAccount());
  }

  private void assertStillServing() throws LDAPException {
    try (LDAPConnection connection = TestGateways.bound(gateway, "official0001")) {
      assertThat(connection.isConnected()).isTrue();
    }
  }

  private static byte[] search(byte[] filter) {
    byte[] fields = HexFormat.of().parseHex("04000a01020a0100020100020100010100");
    return message(tagged(0x63, concat(concat(fields, filter), new byte[] {0x30, 0x00})));
  }

  private static byte[] message(byte[] operation) {
    return tagged(0x30, concat(new byte[] {0x02, 0x01, 0x01}, operation));
  }

  private static byte[] tagged(int tag, byte[] content) {
    byte[] header =
        content.length < 0x80
            ? new byte[] {(byte) tag, (byte) content.length}
            : new byte[] {
              (byte) tag,
              (byte) 0x83,
              (byte) (content.length >> 16),
              (byte) (content.length >> 8),
              (byte) content.length
            };
    return concat(header, content);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition came true in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
