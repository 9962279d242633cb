package vn.antin.auth.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestMails;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;

/** From signing-service's notices to the mails, on two nodes. */
final class ExpiryNoticesTest {
  private static final NoticePeer PEER = new NoticePeer();

  private static TestServer one;
  private static TestServer two;
  private static TestAccounts accounts;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path keys =
        Files.writeString(
            folder.resolve("jwks.json"),
            new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("1").generate()).toString());
    TestDatabase database = TestDatabase.create();
    one = node(database, keys);
    two = node(database, keys);
    jdbc = one.bean(JdbcClient.class);
    accounts = new TestAccounts(jdbc, one.bean(Credentials.class), one.bean(SecretHashes.class));
  }

  private static TestServer node(TestDatabase database, Path keys) {
    return TestServer.start(
        database,
        new Class<?>[] {TestClock.Setup.class, Unscheduled.class},
        "antin.signing-service-url=" + PEER.url(),
        "antin.house-clients.signing-service-jwks-file=" + keys,
        "antin.mail.folder=" + TestMails.folder(),
        "antin.certificate-notices.hour=" + hourFarAway());
  }

  /** Over which no test runs. */
  private static int hourFarAway() {
    return (OffsetDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh")).getHour() + 12) % 24;
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
    PEER.close();
  }

  private static ExpiryNotices notices(TestServer node) {
    return node.bean(ExpiryNotices.class);
  }

  private static Instant in(int days) {
    return one.bean(TestClock.class).instant().plus(Duration.ofDays(days));
  }

  private static void aDayLater() {
    one.bean(TestClock.class).advance(Duration.ofHours(25));
    two.bean(TestClock.class).advance(Duration.ofHours(25));
  }

  private static void run(TestServer node) {
    assertThat(notices(node).fetch()).isEmpty();
    notices(node).mail();
  }

  /** The tests themselves say when it is time to look. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Unscheduled {
    @Bean
    static BeanDefinitionRegistryPostProcessor noSchedule() {
      return registry -> registry.removeBeanDefinition("certificateNoticeSchedule");
    }
  }

  @Test
  void holderIsWrittenToAtOnceAndOncePerStageInTheirLanguage() {
    AccountId official = accounts.active("het.han");
    jdbc.sql("UPDATE account SET locale = 'en' WHERE id = :id")
        .param("id", official.value())
        .update();
    UUID certificate = UUID.randomUUID();
    long before = written();
    PEER.tell(official.value(), "holder", certificate, 60, in(50));
    PEER.tell(official.value(), "holder", certificate, 30, in(50));
    run(one);
    run(one);
    run(two);

    TestMails.Received mail = TestMails.awaitTo("het.han@tinh.gov.vn", 1);
    assertThat(mail.subject()).isEqualTo("Your certificate ends soon");
    assertThat(mail.text()).contains("ask the administrator of your unit", "http://localhost:9200");

    PEER.tell(official.value(), "holder", certificate, 7, in(6));
    run(two);
    assertThat(written()).isEqualTo(before + 2);
  }

  @Test
  void administratorGetsOneMailADayForAllCertificates() {
    AccountId official = accounts.active("quan.tri");
    long before = written();
    for (int certificate = 0; certificate < 450; certificate++) {
      int days = certificate % 3 == 0 ? 7 : 60;
      PEER.tell(official.value(), "administrator", UUID.randomUUID(), days, in(days - 1));
    }
    run(one);
    assertThat(waiting(official)).isEqualTo(450);
    aDayLater();
    run(one);
    run(two);

    TestMails.Received mail = TestMails.awaitTo("quan.tri@tinh.gov.vn", 1);
    assertThat(mail.subject()).isEqualTo("Chứng thư số sắp hết hạn: 450");
    assertThat(mail.text())
        .contains("trong vòng 7 ngày: 150; trong vòng 60 ngày: 300")
        .contains("http://localhost:9200/certificates");
    assertThat(waiting(official)).isZero();
    assertThat(written()).isEqualTo(before + 1);
  }

  @Test
  void whatWasPutAwayRenewedOrIsOverIsNotMailed() {
    AccountId official = accounts.active("da.xem");
    long before = written();
    PEER.tell(official.value(), "holder", UUID.randomUUID(), 30, in(20))
        .put("seenAt", in(0).toString());
    PEER.tell(official.value(), "holder", UUID.randomUUID(), 30, in(20)).put("open", false);
    PEER.tell(official.value(), "holder", UUID.randomUUID(), 30, in(-1));
    run(one);
    PEER.tell(official.value(), "holder", UUID.randomUUID(), 30, in(20));
    run(one);
    assertThat(written()).isEqualTo(before + 1);
  }

  @Test
  void twoNodesAtOnceWriteEachMailOnce() throws Exception {
    List<AccountId> officials =
        IntStream.range(0, 12).mapToObj(number -> accounts.active("hai.nut" + number)).toList();
    officials.forEach(
        official -> PEER.tell(official.value(), "holder", UUID.randomUUID(), 30, in(20)));
    long before = written();
    CountDownLatch begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> both =
          List.of(one, two, one, two).stream()
              .map(node ->
                  threads.submit(() -> {
                    begin.await();
                    run(node);
                    return true;
                  }))
              .toList();
      begin.countDown();
      for (Future<Boolean> each : both) {
        assertThat(each.get()).isTrue();
      }
    }
    for (int number = 0; number < officials.size(); number++) {
      TestMails.awaitTo("hai.nut" + number + "@tinh.gov.vn", 1);
    }
    assertThat(written()).isEqualTo(before + officials.size());
  }

  @Test
  void officialsWithoutAnAddressAndStrangersAreCountedAndLeftOut() {
    AccountId official = accounts.active("khong.thu");
    jdbc.sql("UPDATE account SET email = NULL WHERE id = :id")
        .param("id", official.value())
        .update();
    double without = counted("no-address");
    double gone = counted("gone");
    PEER.tell(official.value(), "holder", UUID.randomUUID(), 30, in(20));
    PEER.tell(UUID.randomUUID(), "holder", UUID.randomUUID(), 30, in(20));
    run(one);
    assertThat(counted("no-address")).isEqualTo(without + 1);
    assertThat(counted("gone")).isEqualTo(gone + 1);
    assertThat(waiting(official)).isZero();
  }

  @Test
  void whatCannotBeFetchedIsFetchedLater() {
    AccountId official = accounts.active("ve.sau");
    PEER.tell(official.value(), "holder", UUID.randomUUID(), 30, in(20));
    try {
      PEER.away = true;
      assertThat(notices(one).fetch()).contains("signing-service answers with status 503");
      PEER.away = false;
      for (String answer :
          List.of(
              "[",
              "{}",
              "{\"items\":[],\"next\":-1,\"more\":false}",
              "{\"items\":[],\"next\":0,\"more\":true}",
              "{\"items\":[{\"number\":999999,\"role\":\"holder\",\"open\":true}],"
                  + "\"next\":999999,\"more\":false}",
              "\"" + "x".repeat(1024 * 1024) + "\"")) {
        PEER.broken = answer;
        assertThat(notices(one).fetch()).isPresent();
      }
    } finally {
      PEER.away = false;
      PEER.broken = null;
    }
    run(one);
    TestMails.awaitTo("ve.sau@tinh.gov.vn", 1);
    assertThat(one.bean(MeterRegistry.class).get("antin.certificate.notices.age").gauge().value())
        .isBetween(0.0, 60.0);
  }

  @Test
  void scheduleFetchesAndMails() {
    AccountId official = accounts.active("theo.lich");
    PEER.tell(official.value(), "holder", UUID.randomUUID(), 7, in(5));
    TestClock clock = one.bean(TestClock.class);
    new NoticeSchedule(notices(one), Duration.ofHours(1), clock).look();
    TestMails.awaitTo("theo.lich@tinh.gov.vn", 1);
  }

  @Test
  void restsGrowToTheInterval() {
    Duration interval = Duration.ofMinutes(10);
    assertThat(NoticeSchedule.rest(0, interval)).isEqualTo(interval);
    assertThat(NoticeSchedule.rest(1, interval)).isEqualTo(Duration.ofSeconds(10));
    assertThat(NoticeSchedule.rest(3, interval)).isEqualTo(Duration.ofSeconds(40));
    assertThat(NoticeSchedule.rest(40, interval)).isEqualTo(interval);
  }

  @Test
  void withoutASigningServiceNothingIsFetched() {
    try (TestServer alone =
        TestServer.start(
            TestDatabase.create(),
            "antin.signing-service-url=" + PEER.url(),
            "antin.mail.folder=" + TestMails.folder())) {
      assertThat(alone.context().getBeanNamesForType(NoticeSchedule.class)).isEmpty();
    }
  }

  private static long waiting(AccountId official) {
    return jdbc.sql("SELECT count(*) FROM certificate_notice WHERE recipient = :id")
        .param("id", official.value())
        .query(Long.class)
        .single();
  }

  /** Mails in the outbox, those that have left included. */
  private static long written() {
    return jdbc.sql("SELECT count(*) FROM outbox_message WHERE kind = 'mail'")
        .query(Long.class)
        .single();
  }

  private static double counted(String outcome) {
    return Stream.of(one, two)
        .mapToDouble(node ->
            node.bean(MeterRegistry.class)
                .counter("antin.certificate.notices.mails", "outcome", outcome)
                .count())
        .sum();
  }
}
