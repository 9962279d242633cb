package vn.antin.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestSigning;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CrlReason;

/** Every stamp is in a block that was written before it, over nodes, rotations and losses. */
final class StampLedgerTest {
  private static List<String> states(TestDatabase database) {
    return database
        .superuser()
        .sql("SELECT state || ' ' || begun || ' ' || made FROM time_stamp_block ORDER BY opened_at")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static List<String> audit(TestDatabase database, String like) {
    return database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE type LIKE :like ORDER BY id")
        .param("like", like)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static java.math.BigInteger serial(TestTsa tsa) {
    return tsa.ask(TestTsa.query()).getTimeStampToken().getTimeStampInfo().getSerialNumber();
  }

  @Test
  void blockIsWrittenBeforeTheFirstStampAndClosedAtTheEnd() {
    var database = TestDatabase.create();
    try (var tsa = TestTsa.start(database)) {
      assertThat(audit(database, "time-stamp.key%"))
          .containsExactly("time-stamp.key-intended", "time-stamp.key-installed");
      assertThat(states(database)).isEmpty();
      var first = serial(tsa);
      assertThat(states(database)).hasSize(1).first().asString().startsWith("open");
      assertThat(serial(tsa)).isEqualTo(first.add(java.math.BigInteger.ONE));
      tsa.service.bean(StampLedger.class).flush();
      assertThat(states(database)).containsExactly("open 2 2");
    }
    assertThat(states(database)).containsExactly("closed 2 2");
    assertThat(audit(database, "time-stamp.block%"))
        .containsExactly("time-stamp.block-opened", "time-stamp.block-closed");
  }

  @Test
  void oldBlockEndsAndTheNextBegins() {
    var database = TestDatabase.create();
    try (var service = RunningService.start(database)) {
      var clock = service.clock;
      var ledger = ledger(service);
      var key = key(database);
      ledger.next(key).end(StampBlock.End.MADE);
      clock.advance(Duration.ofMinutes(61));
      var second = ledger.next(key);
      ledger.flush();
      assertThat(states(database)).containsExactly("closed 1 1", "open 1 0");
      second.end(StampBlock.End.UNKNOWN);
      ledger.close();
      assertThat(states(database)).containsExactly("closed 1 1", "closed 1 0");
    }
  }

  @Test
  void blockOfANodeThatIsGoneIsReportedOnce() {
    var database = TestDatabase.create();
    try (var service = RunningService.start(database)) {
      var gone = ledger(service);
      var other = ledger(service);
      var key = key(database);
      gone.next(key).end(StampBlock.End.MADE);
      gone.flush();
      gone.next(key);
      service.clock.advance(Duration.ofMinutes(1));
      other.reconcile();
      assertThat(states(database)).containsExactly("open 1 1");
      service.clock.advance(Duration.ofMinutes(2));
      other.reconcile();
      other.reconcile();
      assertThat(states(database)).containsExactly("abandoned 1 1");
      assertThat(audit(database, "time-stamp.block-a%"))
          .containsExactly("time-stamp.block-abandoned");
    }
  }

  @Test
  void twoNodesShareTheKeyAndNoNumber() throws Exception {
    var database = TestDatabase.create();
    try (var one = TestTsa.start(database);
        var other =
            TestTsa.start(
                database,
                "antin.root-key=" + one.service.folder().resolve("root.key"),
                "antin.token.directory=" + one.service.folder().resolve("token"))) {
      var label = one.service.bean(StampKeys.class).current().orElseThrow().key().label();
      assertThat(other.service.bean(StampKeys.class).current().orElseThrow().key().label())
          .isEqualTo(label);
      var serials = new HashSet<java.math.BigInteger>();
      for (var i = 0; i < 20; i++) {
        serials.add(serial(one));
        serials.add(serial(other));
      }
      assertThat(serials).hasSize(40);
      TestSigning.eventually(() -> states(database).size() == 2);
    }
    assertThat(states(database)).containsOnly("closed 20 20");
  }

  @Test
  void orderIsKeptOverNodesWhenItIsPromised() throws Exception {
    var database = TestDatabase.create();
    try (var one = TestTsa.start(database, "antin.time-stamping.ordering=true");
        var other =
            TestTsa.start(
                database,
                "antin.time-stamping.ordering=true",
                "antin.root-key=" + one.service.folder().resolve("root.key"),
                "antin.token.directory=" + one.service.folder().resolve("token"))) {
      other.service.clock.advance(Duration.ofMillis(300));
      var times = new ArrayList<String>();
      for (var i = 0; i < 20; i++) {
        var info =
            (i % 2 == 0 ? one : other).ask(TestTsa.query()).getTimeStampToken().getTimeStampInfo();
        assertThat(info.isOrdered()).isTrue();
        times.add(time(info.toASN1Structure().getGenTime().getTimeString()));
      }
      assertThat(times).isSorted().doesNotHaveDuplicates();
      var together = new HashSet<String>();
      // Few at once: whoever waits for five seconds is refused.
      try (var threads = Executors.newFixedThreadPool(8)) {
        Callable<String> call =
            () ->
                time(
                    one.ask(TestTsa.query())
                        .getTimeStampToken()
                        .getTimeStampInfo()
                        .toASN1Structure()
                        .getGenTime()
                        .getTimeString());
        for (var each : threads.invokeAll(java.util.Collections.nCopies(50, call))) {
          together.add(each.get());
        }
      }
      assertThat(together).hasSize(50);
    }
  }

  @Test
  void keyIsReplacedBeforeItsCertificateEndsAndThenDestroyed() {
    var database = TestDatabase.create();
    try (var tsa = TestTsa.start(database)) {
      var keys = tsa.service.bean(StampKeys.class);
      var first = keys.current().orElseThrow().key();
      tsa.service.clock.advance(
          Duration.between(
              tsa.service.clock.instant(),
              first.certificate().getNotAfter().toInstant().minus(Duration.ofDays(20))));
      // The service does so by itself as well, at the same time.
      TestSigning.eventually(() -> {
        keys.keep();
        return !keys.current().orElseThrow().key().id().equals(first.id());
      });
      var file = tsa.service.folder().resolve("token").resolve(first.label().value() + ".p12");
      assertThat(file).exists();
      tsa.service.clock.advance(Duration.ofMinutes(11));
      TestSigning.eventually(() -> {
        keys.keep();
        return !audit(database, "time-stamp.key-d%").isEmpty();
      });
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void keyWhoseCertificateWasTakenBackIsReplaced() {
    var database = TestDatabase.create();
    try (var tsa = TestTsa.start(database)) {
      var keys = tsa.service.bean(StampKeys.class);
      var first = keys.current().orElseThrow().key();
      serial(tsa);
      tsa.service
          .bean(TransactionOperations.class)
          .executeWithoutResult(_ ->
              assertThat(
                      tsa.service
                          .bean(Revocations.class)
                          .revokeUnowned(
                              "issuing",
                              Certificates.serialNumber(first.certificate()),
                              CrlReason.KEY_COMPROMISE,
                              "test"))
                  .isTrue());

      TestSigning.eventually(() -> {
        keys.keep();
        return keys.current().filter(each -> !each.key().id().equals(first.id())).isPresent();
      });
      assertThat(audit(database, "time-stamp.key-r%")).containsExactly("time-stamp.key-retired");
      serial(tsa);
    }
  }

  /** Of one length, so that text sorts as time does. */
  private static String time(String generalized) {
    var plain = generalized.substring(0, generalized.length() - 1);
    var point = plain.indexOf('.') < 0 ? plain + "." : plain;
    return point + "0".repeat(21 - point.length());
  }

  private static StampLedger ledger(RunningService service) {
    return new StampLedger(
        new StampBlockRepository(
            service.bean(org.springframework.jdbc.core.simple.JdbcClient.class)),
        service.bean(vn.antin.audit.AuditLog.class),
        service.bean(org.springframework.transaction.support.TransactionOperations.class),
        service.clock);
  }

  private static java.util.UUID key(TestDatabase database) {
    return database
        .superuser()
        .sql(
            """
            INSERT INTO time_stamp_key (id, key_label, state, created_at)
            VALUES (gen_random_uuid(), 'test', 'making', now()) RETURNING id
            """)
        .query(java.util.UUID.class)
        .single();
  }
}
