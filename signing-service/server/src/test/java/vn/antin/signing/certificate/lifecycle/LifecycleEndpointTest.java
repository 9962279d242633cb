package vn.antin.signing.certificate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.grant.Reservation;

/** The use of a certificate ends before its time, and may come back. */
final class LifecycleEndpointTest {
  private static RunningService service;
  private static TestSigning steps;
  private static String administrator;
  private static int officials = 100;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** An official of the commune with a certificate. */
  private record Person(UUID id, int number, String certificate) {}

  private static Person person() {
    return person(COMMUNE, COMMUNE);
  }

  /** An official with the main post in one unit and another post beside it. */
  private static Person person(UUID main, UUID beside) {
    var number = officials++;
    var id = UUID.randomUUID();
    service.authServer.add(
        TestProvince.official(id, "official" + number, "Hoàng Văn " + number, "active"));
    service.authServer.add(TestProvince.assignment(number, id, main, "Công chức"));
    if (!beside.equals(main)) {
      var second = new HashMap<>(TestProvince.assignment(20_000 + number, id, beside, "Uỷ viên"));
      second.put("kind", "concurrent");
      service.authServer.add(second);
    }
    steps.awaitPosts(id, beside.equals(main) ? 1 : 2);
    return new Person(id, number, steps.credential(id, "official"));
  }

  private static Answer act(Person person, String what, String token, Object body) {
    return service.postJson("/certificates/" + person.certificate() + "/" + what, token, body);
  }

  private static JsonNode file(Person person) {
    return service.get("/certificates/" + person.certificate(), administrator).json();
  }

  private static String status(Person person) {
    return file(person).path("status").asString("");
  }

  private static Map<String, Object> because(String reason) {
    return Map.of("reason", reason, "note", "theo công văn");
  }

  @Test
  void aSuspendedCertificateIsRefusedAlsoForWhatWasApprovedAndWorksAgainWhenResumed() {
    var person = person();
    var token = steps.official(person.id());
    var request =
        steps.request(token, person.certificate(), steps.upload(token, TestPdfs.saying("hold")));
    var approval = steps.approve(person.id(), request);

    assertThat(act(person, "suspend", administrator, because("device-lost")).status())
        .isEqualTo(204);

    assertThat(steps.sign(request, approval).problem()).isEqualTo("credential-not-usable");
    var grant =
        (ApprovedGrant)
            service.bean(Introspection.class).introspect(approval, _ -> {}).orElseThrow();
    assertThat(service.bean(Grants.class).reserve(grant, grant.hashes(), () -> {}))
        .isInstanceOf(Reservation.CredentialStopped.class);
    assertThat(act(person, "suspend", administrator, because("device-lost")).problem())
        .isEqualTo("certificate-state");
    assertThat(act(person, "resume", administrator, Map.of()).status()).isEqualTo(204);
    assertThat(steps.sign(request, approval).status()).isEqualTo(200);
    assertThat(events(person)).containsExactly("resumed", "suspended", "issued");
  }

  private static Answer act(Person person, String what, String ifMatch) {
    return service.send(
        service
            .request("/certificates/" + person.certificate() + "/" + what, administrator)
            .header("Content-Type", "application/json")
            .header("If-Match", ifMatch)
            .POST(BodyPublishers.ofString("{\"reason\":\"device-lost\"}")));
  }

  private static String tag(Person person) {
    return service
        .get("/certificates/" + person.certificate(), administrator)
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  @Test
  void whatWasMeantForAnotherVersionIsNotDone() {
    var person = person();
    var first = tag(person);
    assertThat(first).isEqualTo("\"" + file(person).path("version").asLong() + "\"");
    assertThat(tag(person)).as("nothing happened").isEqualTo(first);
    assertThat(act(person, "suspend", first).status()).isEqualTo(204);
    var second = tag(person);
    assertThat(second).isNotEqualTo(first);

    for (var act : List.of("suspend", "resume", "revoke", "renew")) {
      for (var other : List.of(first, "W/" + second, "nonsense")) {
        var answer = act(person, act, other);
        assertThat(answer.status()).as(act + " " + other).isEqualTo(412);
        assertThat(answer.problem()).isEqualTo("changed");
      }
    }

    assertThat(status(person)).isEqualTo("suspended");
    assertThat(act(person, "resume", first + ", " + second).status()).isEqualTo(204);
    assertThat(act(person, "suspend", "*").status()).isEqualTo(204);
    assertThat(act(person, "resume", administrator, Map.of()).status())
        .as("without the header")
        .isEqualTo(204);
    assertThat(act(person, "renew", tag(person)).status()).isEqualTo(201);
    assertThat(act(person, "revoke", tag(person)).status()).isEqualTo(204);
  }

  @Test
  void whatWasReservedBeforeTheSuspensionIsNotBegunAndGivenBack() {
    var person = person();
    var token = steps.official(person.id());
    var request =
        steps.request(token, person.certificate(), steps.upload(token, TestPdfs.saying("late")));
    var approved =
        service.bean(Introspection.class).introspect(steps.approve(person.id(), request), _ -> {});
    var grant = (ApprovedGrant) approved.orElseThrow();
    var grants = service.bean(Grants.class);
    var reserved = (Reservation.Reserved) grants.reserve(grant, grant.hashes(), () -> {});
    var attempt = reserved.attempt();
    assertThat(grants.releasedBecauseStopped(attempt)).isFalse();

    act(person, "suspend", administrator, because("under-investigation"));

    assertThat(grants.signing(attempt, attempt.hashes().getFirst())).isFalse();
    assertThat(grants.releasedBecauseStopped(attempt)).isTrue();
    assertThat(grants.spent(attempt.request())).isEmpty();
  }

  @Test
  void aRevokedCertificateStaysRevoked() {
    var person = person();

    assertThat(act(person, "revoke", administrator, because("under-investigation")).status())
        .isEqualTo(400);
    assertThat(act(person, "revoke", administrator, because("no-such-reason")).status())
        .isEqualTo(400);
    assertThat(act(person, "revoke", administrator, Map.of()).status()).isEqualTo(400);
    assertThat(act(person, "revoke", administrator, because("key-compromised")).status())
        .isEqualTo(204);

    assertThat(act(person, "resume", administrator, Map.of()).problem())
        .isEqualTo("certificate-state");
    var file = file(person);
    assertThat(file.path("status").asString()).isEqualTo("revoked");
    assertThat(file.path("reasonText").asString()).contains("lộ");
    assertThat(file.path("history").get(0).path("by").asString()).isEqualTo("Nguyễn Văn An");
    assertThat(file.path("history").get(0).path("note").asString()).isEqualTo("theo công văn");
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    "SELECT facts ->> 'reason' FROM audit.entry WHERE type = 'certificate.revoked'"
                        + " AND object = :id")
                .param("id", person.certificate())
                .query(String.class)
                .list())
        .containsExactly("key-compromised");
  }

  @Test
  void whoAdministersAnotherUnitFindsNothing() {
    var person = person();
    var path = "/certificates/" + person.certificate();
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);
    var roleless = steps.administrator(CLERK, PROVINCE);

    assertThat(service.get(path, elsewhere).status()).isEqualTo(404);
    for (var what : List.of("suspend", "revoke", "resume")) {
      assertThat(act(person, what, elsewhere, because("agency-request")).status()).isEqualTo(404);
      assertThat(act(person, what, roleless, because("agency-request")).status()).isEqualTo(404);
      assertThat(act(person, what, steps.official(CHAIRMAN), because("left")).status())
          .isEqualTo(403);
    }
    assertThat(service.get("/certificate-mismatches", elsewhere).text())
        .doesNotContain(person.certificate());
    assertThat(status(person)).isEqualTo("valid");
  }

  @Test
  void anOfficialWhoIsDisabledCannotSignAndGetsNothingBackBeforeReturning() {
    var person = person();
    service.authServer.add(
        TestProvince.official(
            person.id(), "official" + person.number(), "Hoàng Văn " + person.number(), "disabled"));
    TestSigning.eventually(() -> status(person).equals("suspended"));

    assertThat(file(person).path("automatic").asBoolean()).isTrue();
    assertThat(file(person).path("reason").asString()).isEqualTo("left");
    assertThat(act(person, "resume", administrator, Map.of()).problem())
        .isEqualTo("certificate-state");
    service.authServer.add(
        TestProvince.official(
            person.id(), "official" + person.number(), "Hoàng Văn " + person.number(), "active"));
    TestSigning.eventually(() -> act(person, "resume", administrator, Map.of()).status() == 204);
    assertThat(status(person)).isEqualTo("valid");
  }

  @Test
  void anOfficialWhoLeftTheLastPostIsStillFoundByTheLastUnit() {
    var person = person();
    service.authServer.add(ended(person));
    TestSigning.eventually(() -> status(person).equals("suspended"));

    assertThat(file(person).path("reason").asString()).isEqualTo("post-changed");
    assertThat(act(person, "resume", administrator, Map.of()).problem())
        .as("no post to rest upon")
        .isEqualTo("certificate-state");
    assertThat(act(person, "revoke", administrator, because("retired")).status()).isEqualTo(204);
  }

  @Test
  void aCertificateThatRestsOnNoPostIsSuspendedAndStillFound() {
    var person = person();
    service
        .database
        .superuser()
        .sql("UPDATE credential SET held_unit_id = NULL, named_unit_id = NULL WHERE id = :id::uuid")
        .param("id", person.certificate())
        .update();
    TestSigning.eventually(() -> status(person).equals("suspended"));

    service.authServer.add(ended(person));
    TestSigning.eventually(
        () -> act(person, "resume", administrator, Map.of()).problem().equals("certificate-state"));
    assertThat(act(person, "revoke", administrator, because("left")).status()).isEqualTo(204);
  }

  @Test
  void aPostBesideTheMainOneLetsSeeButNotAct() {
    var person = person(PROVINCE, OTHER_COMMUNE);
    var mightier = person(OTHER_COMMUNE, OTHER_COMMUNE);
    service.authServer.add(
        TestProvince.role(500 + mightier.number(), mightier.id(), PROVINCE, "records-clerk", null));
    TestSigning.eventually(() -> roles(mightier) == 1);
    var there = steps.administrator(CLERK, OTHER_COMMUNE);

    for (var each : List.of(person, mightier)) {
      var path = "/certificates/" + each.certificate();
      assertThat(service.get(path, there).status()).isEqualTo(200);
      for (var what : List.of("suspend", "revoke", "resume")) {
        assertThat(act(each, what, there, because("agency-request")).status()).isEqualTo(404);
      }
      assertThat(service.post(path + "/renew", there).status()).isEqualTo(404);
      assertThat(act(each, "suspend", administrator, because("agency-request")).status())
          .isEqualTo(204);
    }
  }

  @Test
  void aSuspensionIsNotLiftedByTheOneItIsMeantForNorAgainstASecurityAdministrator() {
    var person = person(OTHER_COMMUNE, OTHER_COMMUNE);
    service.authServer.add(
        TestProvince.role(
            500 + person.number(), person.id(), OTHER_COMMUNE, "unit-administrator", null));
    TestSigning.eventually(() -> roles(person) == 1);
    var own = steps.administrator(person.id(), OTHER_COMMUNE);
    var colleague = steps.administrator(CLERK, OTHER_COMMUNE);
    act(person, "suspend", colleague, because("under-investigation"));

    assertThat(act(person, "resume", own, Map.of()).problem()).isEqualTo("own-certificate");
    assertThat(act(person, "resume", colleague, Map.of()).status()).isEqualTo(204);
    act(person, "suspend", administrator, because("under-investigation"));
    assertThat(act(person, "resume", colleague, Map.of()).problem()).isEqualTo("certificate-state");
    assertThat(act(person, "resume", administrator, Map.of()).status()).isEqualTo(204);
  }

  private static long roles(Person person) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM role_held WHERE official_id = :id")
        .param("id", person.id())
        .query(Long.class)
        .single();
  }

  @Test
  void aTransferSuspendsUntilAnAdministratorAcceptsTheOldCertificateOrNewsIsReported() {
    var person = person();
    service.authServer.add(ended(person));
    service.authServer.add(
        TestProvince.assignment(10_000 + person.number(), person.id(), OTHER_COMMUNE, "Phó"));
    TestSigning.eventually(() -> status(person).equals("suspended"));

    assertThat(mismatches(person)).contains("post");
    var there = steps.administrator(CLERK, OTHER_COMMUNE);
    TestSigning.eventually(() -> act(person, "resume", there, Map.of()).status() == 204);
    assertThat(status(person)).isEqualTo("valid");
    assertThat(mismatches(person)).as("still reported").contains("post");
  }

  @Test
  void aPostThatEndsWithItsUnitIsSuspendedForThatAndIsReported() {
    var unit = UUID.randomUUID();
    var item =
        new HashMap<>(TestProvince.unit(unit, PROVINCE, "commune", "H37.31", "Xã Thôi Hoạt Động"));
    service.authServer.add(item);
    var person = person(unit, unit);
    assertThat(mismatches(person)).isEmpty();

    item.put("validTo", service.clock.instant().minus(Duration.ofMinutes(1)).toString());
    service.authServer.add(item);
    TestSigning.eventually(() -> mismatches(person).equals(List.of("unit-ended")));
    assertThat(status(person)).as("the post is held on").isEqualTo("valid");
    service.authServer.add(ended(person, unit));
    service.authServer.add(
        TestProvince.assignment(10_000 + person.number(), person.id(), COMMUNE, "Công chức"));

    TestSigning.eventually(() -> status(person).equals("suspended"));
    assertThat(file(person).path("automatic").asBoolean()).isTrue();
    assertThat(file(person).path("reason").asString()).isEqualTo("unit-ended");
    TestSigning.eventually(() -> mismatches(person).equals(List.of("post", "unit-ended")));
    assertThat(act(person, "resume", administrator, Map.of()).problem())
        .as("the agency named in it is no more")
        .isEqualTo("certificate-state");
  }

  @Test
  void aRenamedOfficialIsReportedAndGoesOnSigning() {
    var person = person();
    service.authServer.add(
        TestProvince.official(person.id(), "official" + person.number(), "Vũ Thị Mới", "active"));

    TestSigning.eventually(() -> mismatches(person).contains("name"));
    assertThat(status(person)).isEqualTo("valid");
  }

  @Test
  void theReasonsAreToldInTheCallersLanguage() {
    var reasons = service.get("/certificate-reasons", administrator).json().path("items");
    assertThat(reasons).hasSize(11);
    assertThat(reasons.get(0).path("text").asString())
        .isEqualTo("Khóa bí mật bị lộ hoặc nghi bị lộ");
    var english =
        service.send(
            service
                .request("/certificate-reasons", administrator)
                .header("Accept-Language", "en")
                .GET());
    assertThat(english.json().path("items").get(0).path("text").asString())
        .startsWith("The private key");
  }

  private static Map<String, Object> ended(Person person) {
    return ended(person, COMMUNE);
  }

  private static Map<String, Object> ended(Person person, UUID unit) {
    var post =
        new HashMap<>(TestProvince.assignment(person.number(), person.id(), unit, "Công chức"));
    post.put("validTo", service.clock.instant().minus(Duration.ofMinutes(1)).toString());
    return post;
  }

  private static List<String> events(Person person) {
    return file(person)
        .path("history")
        .valueStream()
        .map(event -> event.path("event").asString(""))
        .toList();
  }

  private static List<String> mismatches(Person person) {
    return service
        .get("/certificate-mismatches", administrator)
        .json()
        .path("items")
        .valueStream()
        .filter(item -> item.path("id").asString("").equals(person.certificate()))
        .flatMap(item -> item.path("mismatches").valueStream())
        .map(word -> word.asString(""))
        .toList();
  }
}
