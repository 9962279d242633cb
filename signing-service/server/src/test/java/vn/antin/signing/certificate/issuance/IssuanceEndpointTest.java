package vn.antin.signing.certificate.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.TestAuthority;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.web.Caller;

/** A first certificate, one in another's place, and what happens when it cannot be made. */
final class IssuanceEndpointTest {
  private static RunningService service;
  private static TestAuthority authority;
  private static TestSigning steps;
  private static String administrator;
  private static int officials = 200;

  @BeforeAll
  static void start() {
    service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.certificates.authority=" + TestAuthority.NAME,
            "antin.certificates.key=ec-p256");
    authority = new TestAuthority(service.clock);
    service.with(CertificateAuthority.class, authority).up();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static UUID official() {
    var number = officials++;
    var id = UUID.randomUUID();
    service.authServer.add(
        TestProvince.official(id, "official" + number, "Hoàng Văn " + number, "active"));
    service.authServer.add(TestProvince.assignment(number, id, COMMUNE, "Công chức"));
    steps.awaitPosts(id, 1);
    return id;
  }

  private static Answer issue(UUID official) {
    return service.postJson("/certificates", administrator, Map.of("official", official));
  }

  private static String issued(UUID official) {
    var answer = issue(official);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString("");
  }

  private static JsonNode file(String id) {
    return service.get("/certificates/" + id, administrator).json();
  }

  private static Answer renew(String id, String token) {
    return service.post("/certificates/" + id + "/renew", token);
  }

  @Test
  void aFirstCertificateIsIssuedOnceAndSigns() {
    var official = official();
    var id = issued(official);

    assertThat(issue(official).problem()).isEqualTo("certificate-state");
    assertThat(file(id).path("authority").asString()).isEqualTo(TestAuthority.NAME);
    var token = steps.official(official);
    var request = steps.request(token, id, steps.upload(token, TestPdfs.saying("first")));
    assertThat(steps.sign(request, steps.approve(official, request)).status()).isEqualTo(200);
  }

  @Test
  void aSealIsIssuedForAUnitInForce() {
    var answer = service.postJson("/certificates", administrator, Map.of("unit", OTHER_COMMUNE));

    assertThat(answer.status()).isEqualTo(201);
    var file = file(answer.json().path("id").asString(""));
    assertThat(file.path("kind").asString()).isEqualTo("seal");
    assertThat(file.path("holder").asString()).isEqualTo("Xã Na Sầm");
  }

  @Test
  void renewalMakesANewKeyAndLeavesTheOldCertificateInUse() {
    var official = official();
    var old = issued(official);

    var answer = renew(old, administrator);

    assertThat(answer.status()).isEqualTo(201);
    var successor = answer.json().path("id").asString("");
    assertThat(file(old).path("status").asString()).isEqualTo("valid");
    assertThat(file(old).path("replacedBy").asString()).isEqualTo(successor);
    assertThat(file(successor).path("replaces").asString()).isEqualTo(old);
    assertThat(file(successor).path("chain").get(0).path("sha256"))
        .isNotEqualTo(file(old).path("chain").get(0).path("sha256"));
    assertThat(renew(old, administrator).problem()).isEqualTo("certificate-state");
    var token = steps.official(official);
    for (var id : List.of(old, successor)) {
      var request = steps.request(token, id, steps.upload(token, TestPdfs.saying(id)));
      assertThat(steps.sign(request, steps.approve(official, request)).status()).isEqualTo(200);
    }
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
                .param("id", successor)
                .query(String.class)
                .list())
        .containsExactly("certificate.requested", "certificate.issued");
  }

  @Test
  void aRevokedOneIsReplacedByAFirstOneAndNotRenewed() {
    var official = official();
    var id = issued(official);
    service.postJson(
        "/certificates/" + id + "/revoke", administrator, Map.of("reason", "key-compromised"));

    assertThat(renew(id, administrator).problem()).isEqualTo("certificate-state");
    assertThat(issue(official).status()).isEqualTo(201);
  }

  @Test
  void aSuspensionIsNotWalkedRoundByRenewalOrAFirstCertificate() {
    var official = official();
    var first = issued(official);
    var second = renew(first, administrator).json().path("id").asString("");
    revoke(first, "superseded");
    service.postJson(
        "/certificates/" + second + "/suspend", administrator, Map.of("reason", "device-lost"));

    assertThat(renew(second, administrator).problem()).isEqualTo("certificate-state");
    assertThat(issue(official).problem()).isEqualTo("certificate-state");
    assertThat(
            service
                .postJson("/certificate-requests", administrator, Map.of("official", official))
                .problem())
        .isEqualTo("certificate-state");
    revoke(second, "key-compromised");
    assertThat(issue(official).status()).isEqualTo(201);
  }

  private static void revoke(String id, String reason) {
    service.postJson("/certificates/" + id + "/revoke", administrator, Map.of("reason", reason));
  }

  @Test
  void nobodyIssuesToThemselves() {
    assertThat(issue(CHAIRMAN).problem()).isEqualTo("own-certificate");
    assertThat(
            service
                .postJson("/certificate-requests", administrator, Map.of("official", CHAIRMAN))
                .problem())
        .isEqualTo("own-certificate");
  }

  @Test
  void theKeyOfACertificateInForceIsKeptWhenTheCommitWasHeardOfTooLate() {
    var orders = service.bean(Orders.class);
    var transaction = service.bean(TransactionOperations.class);
    var caller =
        new Caller.Person(new OfficialId(CHAIRMAN), "admin-ui", List.of(new UnitId(PROVINCE)));
    var holder = new Holder.Personal(new OfficialId(official()));
    var order = transaction.execute(_ -> orders.first(caller, holder, null).orElseThrow());
    var lost =
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            throw new IllegalStateException("the connection is gone");
          }
        };

    assertThatThrownBy(() ->
            orders.carryOut(
                order, () -> TransactionSynchronizationManager.registerSynchronization(lost)))
        .hasMessageContaining("gone");

    assertThat(states(holder.official().value())).containsExactly("valid");
    assertThat(service.bean(Keys.class).find(new KeyLabel(Credentials.keyLabel(order.id()))))
        .isPresent();
  }

  @Test
  void whoAdministersAnotherUnitIssuesAndRenewsNothing() {
    var id = issued(official());
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);

    assertThat(renew(id, elsewhere).status()).isEqualTo(404);
    assertThat(renew(id, steps.administrator(CLERK, PROVINCE)).status()).isEqualTo(404);
    assertThat(service.postJson("/certificates", elsewhere, Map.of("official", VILLAGER)).status())
        .isEqualTo(404);
    assertThat(service.postJson("/certificates", elsewhere, Map.of("unit", PROVINCE)).status())
        .isEqualTo(404);
    assertThat(service.postJson("/certificates", administrator, Map.of()).status()).isEqualTo(400);
  }

  @Test
  void anAuthorityThatIsAwayLeavesNothingBehind() {
    var official = official();
    authority.away = true;
    try {
      assertThat(issue(official).problem()).isEqualTo("token-unreachable");
    } finally {
      authority.away = false;
    }

    assertThat(states(official)).containsExactly("failed");
    assertThat(issue(official).status()).isEqualTo(201);
  }

  @Test
  void whatACrashCutOffIsReportedAndNotRepeated() {
    var official = official();
    var id = UUID.randomUUID();
    service
        .database
        .superuser()
        .sql(
            """
            INSERT INTO credential (id, kind, official_id, key_label, state, source, created_at)
            VALUES (:id, 'official', :official, 'credential-' || :id::text, 'issuing', 'authority',
                :at),
              (:asked, 'official', :villager, 'credential-' || :asked::text, 'issuing', 'request',
                :at);
            INSERT INTO certificate_request (credential_id, created_by, created_at)
            VALUES (:asked, :villager, :at)
            """)
        .param("id", id)
        .param("asked", UUID.randomUUID())
        .param("villager", VILLAGER)
        .param("official", official)
        .param(
            "at",
            java.time.OffsetDateTime.ofInstant(
                service.clock.instant().minus(Duration.ofHours(1)), java.time.ZoneOffset.UTC))
        .update();
    var made = authority.issued.get();

    service.bean(Orders.class).reconcile();

    assertThat(states(official)).containsExactly("failed");
    assertThat(states(VILLAGER)).as("a request that was never finished").contains("failed");
    assertThat(authority.issued.get()).isEqualTo(made);
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT type FROM audit.entry WHERE object = :id")
                .param("id", id.toString())
                .query(String.class)
                .list())
        .containsExactly("certificate.interrupted");
  }

  private static List<String> states(UUID official) {
    return service
        .database
        .superuser()
        .sql("SELECT state FROM credential WHERE official_id = :id ORDER BY created_at")
        .param("id", official)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
