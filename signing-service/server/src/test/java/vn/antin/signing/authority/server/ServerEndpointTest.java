package vn.antin.signing.authority.server;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Who allows which servers, and what is refused. */
final class ServerEndpointTest {
  private static RunningService service;
  private static TestSigning steps;
  private static String province;
  private static String commune;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            "antin.est.domains=langson.gov.vn,lang.internal",
            "antin.est.unit-domains.H37.01=dongdang.langson.gov.vn,dongdang.vn",
            "antin.est.unit-domains.H37.02=nasam.langson.gov.vn",
            "antin.est.reserved-names=sso.langson.gov.vn,Desk.dongdang.vn",
            "antin.authority.base-url=http://pki.langson.gov.vn/x");
    var people = new ArrayList<>(TestProvince.items());
    people.add(TestProvince.role(77, VILLAGER, COMMUNE, "security-administrator", null));
    service.authServer.replacePeople(people);
    steps = new TestSigning(service);
    TestSigning.eventually(() -> roles() == 4);
    province = steps.administrator(CHAIRMAN, PROVINCE);
    commune = steps.administrator(VILLAGER, COMMUNE);
  }

  private static long roles() {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM role_held JOIN official ON official.id = official_id")
        .query(Long.class)
        .single();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String path(String id) {
    return "/authority/servers/" + id;
  }

  @Test
  void aServerIsAllowedAndItsCodeShownOnce() {
    var made = TestServers.allowed(service, commune, COMMUNE, "www.dongdang.langson.gov.vn");

    var code = made.path("code").asString("");
    assertThat(code).matches("([0-9A-Z]{4}-){6}[0-9A-Z]{4}");
    var id = made.path("id").asString("");
    var one = service.get(path(id), commune);
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.text()).doesNotContain(code);
    assertThat(one.json().path("server").path("status").asString("")).isEqualTo("waiting");
    assertThat(one.json().path("server").path("unit").asString("")).isEqualTo("Xã Đồng Đăng");
    assertThat(service.get("/authority/servers", province).text())
        .contains(id, "www.dongdang.langson.gov.vn")
        .doesNotContain(code);
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT allowed_server::text FROM allowed_server WHERE id = :id")
                .param("id", UUID.fromString(id))
                .query(String.class)
                .single())
        .doesNotContain(code);
  }

  @Test
  void codesAreNotPrinted() {
    var answer = new ServerEndpoint.WithCode(UUID.randomUUID(), "7Q2M-AAAA", Instant.EPOCH);

    assertThat(answer.toString()).contains(answer.id().toString()).doesNotContain("7Q2M");
  }

  @Test
  void whoIsNotSecurityAdministratorOverTheUnitSeesOrDoesNothing() {
    var mine = TestServers.allowed(service, commune, COMMUNE, "mine.dongdang.vn");
    var id = mine.path("id").asString("");
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);
    var reading = steps.administrator(CLERK, COMMUNE);

    assertThat(service.get(path(id), elsewhere).problem()).isEqualTo("not-found");
    assertThat(service.get("/authority/servers", elsewhere).text()).doesNotContain(id);
    assertThat(service.get(path(id), reading).status()).isEqualTo(200);
    for (var token : List.of(elsewhere, reading)) {
      assertThat(service.post(path(id) + "/code", token).problem()).isEqualTo("not-found");
      assertThat(service.post(path(id) + "/withdrawal", token).problem()).isEqualTo("not-found");
      var wish = TestServers.wanted(OTHER_COMMUNE, "theirs.langson.gov.vn");
      assertThat(service.postJson("/authority/servers", token, wish).problem())
          .isEqualTo("not-found");
    }
    assertThat(service.post(path(id) + "/code", null).status()).isEqualTo(401);
    assertThat(service.post(path(id) + "/code", service.machine("app")).status()).isEqualTo(403);
    assertThat(
            service
                .postJson(
                    "/authority/servers", commune, TestServers.wanted(PROVINCE, "a.langson.gov.vn"))
                .problem())
        .isEqualTo("not-found");
  }

  @Test
  void aHostNameBelongsToOneServerUntilThatIsWithdrawn() {
    var first = TestServers.allowed(service, commune, COMMUNE, "one.dongdang.langson.gov.vn");
    var wish = TestServers.wanted(PROVINCE, "two.langson.gov.vn", "one.dongdang.langson.gov.vn");

    var taken = service.postJson("/authority/servers", province, wish);
    assertThat(taken.problem()).isEqualTo("host-name-taken");
    assertThat(taken.json().path("hostNames")).hasSize(1);
    assertThat(
            service
                .postJson(
                    path(first.path("id").asString("")) + "/withdrawal",
                    province,
                    Map.of("reason", 4))
                .status())
        .isEqualTo(204);
    assertThat(service.postJson("/authority/servers", province, wish).status()).isEqualTo(201);
    assertThat(service.post(path(first.path("id").asString("")) + "/code", commune).problem())
        .isEqualTo("server-withdrawn");
    assertThat(
            service
                .get(path(first.path("id").asString("")), commune)
                .json()
                .path("server")
                .path("status")
                .asString(""))
        .isEqualTo("withdrawn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.langson.gov.vn",
        "WWW2.langson.gov.vn",
        "10.0.0.1",
        "langson",
        "a..langson.gov.vn",
        "cổng.langson.gov.vn",
        "xn--zzzzzzzz0.langson.gov.vn",
        "ab--c.langson.gov.vn",
        "-a.langson.gov.vn",
        "a_b.langson.gov.vn",
        "www.example.com",
        "evillangson.gov.vn",
        "a.langson.gov.vn.",
        ""
      })
  void whatIsNoHostNameOfTheHouseIsRefused(String name) {
    var answer =
        service.postJson("/authority/servers", province, TestServers.wanted(PROVINCE, name));

    assertThat(answer.problem()).as(name).isEqualTo("host-name-refused");
    assertThat(answer.json().path("reasons")).hasSize(1);
  }

  @Test
  void namesOfTheHouseTakePowerOverEverythingAndThoseOfAUnitThePowerOverIt() {
    for (var names :
        List.of(
            List.of("mail.langson.gov.vn"),
            List.of("dongdang.langson.gov.vn.langson.gov.vn"),
            List.of("a.nasam.langson.gov.vn"),
            List.of("ours.dongdang.vn", "theirs.langson.gov.vn"))) {
      var wish = TestServers.wanted(COMMUNE, names.toArray(String[]::new));
      var answer = service.postJson("/authority/servers", commune, wish);
      assertThat(answer.problem()).as("%s", names).isEqualTo("host-name-refused");
      assertThat(answer.json().path("reasons").path(0).asString("")).contains("secures");
    }
    TestServers.allowed(service, commune, COMMUNE, "ours.dongdang.vn");
    TestServers.allowed(service, province, COMMUNE, "mail.langson.gov.vn");
    TestServers.allowed(service, province, OTHER_COMMUNE, "a.nasam.langson.gov.vn");
  }

  @Test
  void aNewCodeTakesThePowerOverTheNamesThatAllowingThemTook() {
    var ofTheHouse = TestServers.allowed(service, province, COMMUNE, "portal.langson.gov.vn");
    var ofTheUnit = TestServers.allowed(service, province, COMMUNE, "portal.dongdang.vn");
    var house = path(ofTheHouse.path("id").asString(""));
    var unit = path(ofTheUnit.path("id").asString(""));

    var refused = service.post(house + "/code", commune);

    assertThat(refused.problem()).isEqualTo("host-name-refused");
    assertThat(refused.json().path("reasons").path(0).asString("")).contains("secures");
    assertThat(service.post(house + "/code", province).status()).isEqualTo(200);
    assertThat(service.post(unit + "/code", commune).status()).isEqualTo(200);
    assertThat(service.post(house + "/withdrawal", commune).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sso.langson.gov.vn", "desk.dongdang.vn", "pki.langson.gov.vn"})
  void namesOfTheInstallationItselfAreForNobody(String name) {
    var wish = TestServers.wanted(PROVINCE, name);

    var answer = service.postJson("/authority/servers", province, wish);

    assertThat(answer.problem()).isEqualTo("host-name-refused");
    assertThat(answer.json().path("reasons").path(0).asString("")).contains("itself");
  }

  @Test
  void everyAddressOfTheInstallationIsReserved() {
    var domains =
        Domains.of(
            service.bean(ServerProperties.class),
            List.of("https://Sign.langson.gov.vn:8443/a", "https://id.langson.gov.vn"));

    for (var name : List.of("sign.langson.gov.vn", "id.langson.gov.vn", "sso.langson.gov.vn")) {
      assertThat(domains.refusal(new HostName(name))).as(name).contains("itself");
    }
    assertThat(domains.refusal(new HostName("www.langson.gov.vn"))).isEmpty();
  }

  @Test
  void aLabelsArePossibleAndListsAreBounded() {
    TestServers.allowed(service, province, PROVINCE, "xn--cng-ghz.langson.gov.vn");
    var many = new String[51];
    for (var i = 0; i < many.length; i++) {
      many[i] = "many" + i + ".langson.gov.vn";
    }
    assertThat(
            service
                .postJson("/authority/servers", province, TestServers.wanted(PROVINCE, many))
                .problem())
        .isEqualTo("host-name-refused");
    assertThat(
            service
                .postJson("/authority/servers", province, TestServers.wanted(PROVINCE))
                .problem())
        .isEqualTo("host-name-refused");
    assertThat(
            service
                .postJson(
                    "/authority/servers",
                    province,
                    TestServers.wanted(PROVINCE, "t.langson.gov.vn", "t.langson.gov.vn"))
                .problem())
        .isEqualTo("host-name-refused");
    var client = TestServers.wanted(PROVINCE, "c.langson.gov.vn");
    client.put("profile", "tls-client");
    client.put("name", "lgsp");
    assertThat(service.postJson("/authority/servers", province, client).problem())
        .isEqualTo("host-name-refused");
    client.put("profile", "official");
    assertThat(service.postJson("/authority/servers", province, client).problem())
        .isEqualTo("invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Nguyễn Văn An", "Nguyen Van An", "nguyen van an", "LGSP", "ubnd,o=x", "а"})
  void aNameThatGoesIntoACertificateIsNoPersons(String name) {
    var wish = TestServers.wanted(PROVINCE);
    wish.put("profile", "tls-client");
    wish.put("name", name);

    var answer = service.postJson("/authority/servers", province, wish);

    assertThat(answer.problem()).as(name).isEqualTo("invalid-request");
  }

  @Test
  void onAStaleCopyOfPeopleNothingIsAllowed() {
    try (var stale =
        RunningService.start("antin.est.domains=langson.gov.vn", "antin.people.stale-after=0s")) {
      stale.authServer.replacePeople(TestProvince.items());
      new TestSigning(stale).awaitPeople();
      stale.clock.advance(Duration.ofSeconds(1));
      var token = new TestSigning(stale).administrator(CHAIRMAN, PROVINCE);

      assertThat(
              stale
                  .postJson(
                      "/authority/servers", token, TestServers.wanted(PROVINCE, "s.langson.gov.vn"))
                  .problem())
          .isEqualTo("people-stale");
      assertThat(stale.get("/authority/servers", token).json().path("stale").asBoolean()).isTrue();
      assertThat(stale.get("/.well-known/est/cacerts", null).status()).isEqualTo(404);
    }
  }
}
