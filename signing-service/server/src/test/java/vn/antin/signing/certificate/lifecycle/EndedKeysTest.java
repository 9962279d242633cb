package vn.antin.signing.certificate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.key.Keys;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.TokenException;

/** What is revoked for good loses its key; what is suspended keeps it. */
final class EndedKeysTest {
  private static RunningService service;
  private static TestSigning steps;
  private static int officials = 600;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.bean(EndedKeys.class).close(); // the tests say when
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String administrator() {
    return steps.administrator(CHAIRMAN, PROVINCE);
  }

  private record Person(UUID id, String certificate) {
    KeyLabel key() {
      return new KeyLabel(Credentials.keyLabel(new CredentialId(UUID.fromString(certificate))));
    }
  }

  private static Person person() {
    var number = officials++;
    var id = UUID.randomUUID();
    service.authServer.add(
        TestProvince.official(id, "official" + number, "Hoàng Văn " + number, "active"));
    service.authServer.add(TestProvince.assignment(number, id, COMMUNE, "Công chức"));
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM assignment WHERE official_id = :id")
                .param("id", id)
                .query(Long.class)
                .single()
            == 1);
    return new Person(id, steps.credential(id, "official"));
  }

  private static void act(Person person, String what, String reason) {
    var answer =
        service.postJson(
            "/certificates/" + person.certificate() + "/" + what,
            administrator(),
            Map.of("reason", reason));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private static EndedKeys sweeper(Predicate<KeyLabel> destroyer) {
    return new EndedKeys(
        new EndedKeyRepository(service.bean(JdbcClient.class)),
        destroyer,
        service.bean(AuditLog.class),
        transaction(),
        service.clock);
  }

  private static TransactionOperations transaction() {
    return service.bean(TransactionOperations.class);
  }

  /** As what was begun an hour ago and never came to be. */
  private static void giveUp(Person person) {
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE credential SET state = 'failed', certificate = NULL,
              created_at = created_at - interval '1 hour' WHERE id = :id
            """)
        .param("id", UUID.fromString(person.certificate()))
        .update();
  }

  private static boolean kept(Person person) {
    return service.bean(Keys.class).find(person.key()).isPresent();
  }

  private static List<String> audited(Person person) {
    return service
        .database
        .superuser()
        .sql(
            """
            SELECT type FROM audit.entry WHERE object = :id AND type LIKE 'certificate.key-%'
            ORDER BY id
            """)
        .param("id", person.certificate())
        .query((row, _) -> String.valueOf(row.getString(1)))
        .list();
  }

  @Test
  void revocationDestroysTheKeyAfterAMinuteAndSuspensionDoesNot() {
    var revoked = person();
    var suspended = person();
    act(revoked, "revoke", "superseded");
    act(suspended, "suspend", "under-investigation");

    service.bean(EndedKeys.class).sweep();
    assertThat(kept(revoked)).as("what had begun may end").isTrue();
    service.clock.advance(Duration.ofMinutes(2));
    service.bean(EndedKeys.class).sweep();

    assertThat(kept(revoked)).isFalse();
    assertThat(audited(revoked))
        .containsExactly("certificate.key-destruction-intended", "certificate.key-destroyed");
    assertThat(kept(suspended)).isTrue();
    assertThat(audited(suspended)).isEmpty();
    act(suspended, "resume", "under-investigation");
    var token = steps.official(suspended.id());
    var request =
        steps.request(
            token, suspended.certificate(), steps.upload(token, TestPdfs.saying("resumed")));
    assertThat(steps.sign(request, steps.approve(suspended.id(), request)).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatIsAwayIsAskedAgainLaterAndLaterAndNotForEver() {
    var person = person();
    act(person, "revoke", "key-compromised");
    service.clock.advance(Duration.ofMinutes(2));
    var asked = new AtomicInteger();
    try (var sweeper =
        sweeper(label -> {
          if (label.equals(person.key())) {
            asked.incrementAndGet();
          }
          throw new TokenException(TokenException.Fault.UNAVAILABLE, "away");
        })) {
      sweeper.sweep();
      sweeper.sweep();
      assertThat(asked).as("after a pause only").hasValue(1);
      service.clock.advance(Duration.ofSeconds(31));
      sweeper.sweep();
      assertThat(asked).hasValue(2);
      service.clock.advance(Duration.ofSeconds(31));
      sweeper.sweep();
      assertThat(asked).as("the pause has doubled").hasValue(2);
      service
          .database
          .superuser()
          .sql("UPDATE credential SET key_attempts = :most, key_not_before = NULL WHERE id = :id")
          .param("most", EndedKeys.MOST_ATTEMPTS - 1)
          .param("id", UUID.fromString(person.certificate()))
          .update();
      sweeper.sweep();
      service.clock.advance(Duration.ofHours(7));
      sweeper.sweep();
    }
    assertThat(asked).hasValue(3);
    assertThat(kept(person)).isTrue();
    assertThat(audited(person))
        .containsExactly("certificate.key-destruction-intended", "certificate.key-not-destroyed");
  }

  @Test
  void whatIsLeftOfACredentialThatNeverCameToBeGoesToo() {
    var person = person();
    giveUp(person);

    service.bean(EndedKeys.class).sweep();

    assertThat(kept(person)).isFalse();
    assertThat(audited(person)).containsExactly("certificate.key-destroyed");
  }

  @Test
  void aKeyThatItsMakerFinishedAfterTheEndGoesToo() {
    var person = person();
    giveUp(person);
    try (var sweeper = sweeper(_ -> false)) { // not made yet
      sweeper.sweep();
    }
    service.bean(EndedKeys.class).sweep();
    assertThat(kept(person)).as("nobody looks again by himself").isTrue();

    var late =
        transaction()
            .execute(_ ->
                service
                    .bean(Credentials.class)
                    .fail(new CredentialId(UUID.fromString(person.certificate()))));
    service.clock.advance(Duration.ofMinutes(1));
    service.bean(EndedKeys.class).sweep();

    assertThat(late).isFalse();
    assertThat(kept(person)).isFalse();
    assertThat(audited(person)).containsExactly("certificate.key-destroyed");
  }

  @Test
  void theKeyOfWhatIsStillBeingMadeIsLeftAlone() {
    var person = person();
    giveUp(person);
    service
        .database
        .superuser()
        .sql("UPDATE credential SET created_at = :now WHERE id = :id")
        .param("now", service.clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", UUID.fromString(person.certificate()))
        .update();

    service.bean(EndedKeys.class).sweep();

    assertThat(kept(person)).isTrue();
  }
}
