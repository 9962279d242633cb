package vn.antin.signing.certificate.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.TestAuthority;

/** When certificates end is counted, and told in time to those it concerns. */
final class ExpiryEndpointTest {
  private static RunningService service;
  private static TestSigning steps;
  private static String ending;
  private static String lasting;

  @BeforeAll
  static void start() {
    service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.certificates.authority=" + TestAuthority.NAME,
            "antin.certificates.key=ec-p256",
            "antin.certificate-expiry.interval=1h");
    var authority = new TestAuthority(service.clock);
    service.with(CertificateAuthority.class, authority).up();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    authority.lifetime = Duration.ofDays(20);
    ending = issue(VILLAGER);
    authority.lifetime = Duration.ofDays(50);
    lasting = issue(CLERK);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String issue(UUID official) {
    return service
        .postJson(
            "/certificates", steps.administrator(CHAIRMAN, PROVINCE), Map.of("official", official))
        .json()
        .path("id")
        .asString("");
  }

  private static List<String> told(String token) {
    return service
        .get("/certificate-notices", token)
        .json()
        .path("items")
        .valueStream()
        .map(item ->
            item.path("role").asString("")
                + " "
                + item.path("days").asInt()
                + " "
                + item.path("certificate").asString(""))
        .toList();
  }

  @Test
  void holderAdministratorAndClerkAreToldOncePerStage() {
    var warnings = service.bean(ExpiryWarnings.class);
    TestSigning.eventually(() -> {
      warnings.warn();
      return !told(steps.official(VILLAGER)).isEmpty();
    });
    warnings.warn();

    assertThat(told(steps.official(VILLAGER))).containsExactly("holder 30 " + ending);
    assertThat(told(steps.administrator(CHAIRMAN, PROVINCE)))
        .containsExactlyInAnyOrder("administrator 30 " + ending, "administrator 60 " + lasting);
    assertThat(told(steps.official(CLERK)))
        .containsExactlyInAnyOrder("clerk 30 " + ending, "holder 60 " + lasting);

    var own = service.get("/certificate-notices", steps.official(VILLAGER)).json();
    var seen = "/certificate-notices/" + own.path("items").get(0).path("number").asLong() + "/seen";
    assertThat(service.post(seen, steps.official(CLERK)).status()).isEqualTo(404);
    assertThat(service.post(seen, steps.official(VILLAGER)).status()).isEqualTo(204);

    var feed = service.get("/internal/certificate-notices", house()).json();
    assertThat(feed.path("items")).hasSize(5);
    answersAsAuthServerReadsIt(feed);
    assertThat(
            service
                .get("/internal/certificate-notices?after=" + feed.path("next").asLong(), house())
                .json()
                .path("items"))
        .isEmpty();
    assertThat(service.get("/internal/certificate-notices", steps.official(CLERK)).status())
        .isEqualTo(403);
    noticesArePutAwayTogether();
    whoLosesTheRoleIsNotToldAnyMore();
    nearerStageTakesThePlaceOfTheEarlierOnes();
  }

  private static void nearerStageTakesThePlaceOfTheEarlierOnes() {
    service.bean(NoticeRepository.class).write(Duration.ofDays(21), service.clock.instant());

    var chairman = steps.administrator(CHAIRMAN, PROVINCE);
    assertThat(told(chairman))
        .containsExactly("administrator 21 " + ending, "administrator 60 " + lasting);
    assertThat(told(steps.official(CLERK)))
        .containsExactly("holder 60 " + lasting, "clerk 21 " + ending);
    var left = service.get("/certificate-notices?unseen=true", chairman).json().path("items");
    assertThat(left).as("put away, and told again").hasSize(1);
    var seen = "/certificate-notices/" + left.get(0).path("number").asLong() + "/seen";
    assertThat(service.post(seen, chairman).status()).isEqualTo(204);
    assertThat(service.get("/certificate-notices?unseen=true", chairman).json().path("items"))
        .isEmpty();
  }

  private static void whoLosesTheRoleIsNotToldAnyMore() {
    var fewer =
        TestProvince.items().stream().filter(item -> !"role".equals(item.get("type"))).toList();
    service.authServer.replacePeople(fewer);
    service.authServer.forgetPositions();
    TestSigning.eventually(() -> told(steps.official(CHAIRMAN)).isEmpty());
    assertThat(told(steps.official(CLERK))).containsExactly("holder 60 " + lasting);

    service.authServer.replacePeople(TestProvince.items());
    service.authServer.forgetPositions();
    TestSigning.eventually(() -> told(steps.official(CHAIRMAN)).size() == 2);
  }

  private static void noticesArePutAwayTogether() {
    var chairman = steps.administrator(CHAIRMAN, PROVINCE);
    var latest =
        service.get("/certificate-notices", chairman).json().path("items").get(0).path("number");
    assertThat(
            service
                .post("/certificate-notices/" + latest.asLong() + "/seen?gathered=true", chairman)
                .status())
        .isEqualTo(204);
    assertThat(service.get("/certificate-notices", chairman).json().path("items").valueStream())
        .hasSize(2)
        .allMatch(item -> item.path("seen").asBoolean());
    var left = service.get("/certificate-notices?unseen=true", chairman).json();
    assertThat(left.path("items")).isEmpty();
    assertThat(left.path("more").asBoolean()).isFalse();
    assertThat(
            service
                .get("/certificate-notices", steps.official(CLERK))
                .json()
                .path("items")
                .valueStream())
        .hasSize(2)
        .noneMatch(item -> item.path("seen").asBoolean());
  }

  /** The members on which auth-server's mails rest, as docs/api/signing-service.yaml names them. */
  private static void answersAsAuthServerReadsIt(JsonNode feed) {
    assertThat(feed.propertyNames()).containsExactlyInAnyOrder("items", "next", "more");
    assertThat(feed.path("more").isBoolean()).isTrue();
    var numbers = feed.path("items").valueStream().map(item -> item.path("number").asLong());
    assertThat(numbers).isSorted().last().isEqualTo(feed.path("next").asLong());
    for (var item : feed.path("items")) {
      var members = new ArrayList<>(item.propertyNames());
      members.remove("seenAt");
      assertThat(members)
          .as("names and subjects stay here")
          .containsExactlyInAnyOrder(
              "number", "recipient", "role", "certificate", "validTo", "days", "open");
    }
    var holders =
        feed.path("items")
            .valueStream()
            .filter(item -> item.path("role").asString().equals("holder"))
            .toList();
    assertThat(holders).hasSize(2);
    for (var item : holders) {
      var villager = item.path("certificate").asString().equals(ending);
      assertThat(item.path("recipient").asString())
          .isEqualTo((villager ? VILLAGER : CLERK).toString());
      assertThat(Instant.parse(item.path("validTo").asString()))
          .isAfter(service.clock.instant().plus(Duration.ofDays(villager ? 19 : 49)));
      assertThat(item.path("days").asInt()).isEqualTo(villager ? 30 : 60);
      assertThat(item.path("open").isBoolean() && item.path("open").asBoolean()).isTrue();
      assertThat(item.path("seenAt").isNull() || item.path("seenAt").isMissingNode())
          .isEqualTo(!villager);
    }
  }

  private static String house() {
    return steps.house("certificate-notice.read");
  }

  @Test
  void theCalendarCountsWithinScope() {
    var token = steps.administrator(CHAIRMAN, PROVINCE);
    var day =
        LocalDate.ofInstant(service.clock.instant().plus(Duration.ofDays(20)), Calendar.VIETNAM);
    var path = "/certificate-calendar?by=day&from=" + day + "&until=" + day.plusDays(1);

    var counted = service.get(path, token).json().path("items");

    assertThat(counted).hasSize(1);
    assertThat(counted.get(0).path("period").asString()).isEqualTo(day.toString());
    assertThat(counted.get(0).path("ending").asLong()).isEqualTo(1);
    var months = service.get("/certificate-calendar", token).json().path("items");
    assertThat(months.valueStream().mapToLong(each -> each.path("ending").asLong()).sum())
        .isEqualTo(2);
    assertThat(
            service
                .get("/certificate-calendar", steps.administrator(CLERK, OTHER_COMMUNE))
                .json()
                .path("items"))
        .isEmpty();
    assertThat(
            service
                .get("/certificate-calendar?by=day&from=2020-01-01&until=2030-01-01", token)
                .status())
        .isEqualTo(400);
    assertThat(service.get("/certificate-calendar?by=hour", token).status()).isEqualTo(400);
  }
}
