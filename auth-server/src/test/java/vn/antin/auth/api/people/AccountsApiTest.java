package vn.antin.auth.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.Rest.Reply;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.web.House;

/**
 * Accounts over REST, by the sample province's administrators: official0003 of the whole,
 * official0004 of one commune (H99.101).
 */
@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(properties = "antin.sample.officials=300")
final class AccountsApiTest {
  private final JdbcClient jdbc;
  private final String issuer;

  AccountsApiTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.issuer = house.issuer().toString();
  }

  @Test
  void officialIsMadeFoundChangedMovedAndLeaves() {
    Rest chief = as("official0003");
    String number = number();
    Reply made =
        chief.post(
            "/api/accounts",
            """
            {"username": "nguyen.van.an.moi", "fullName": "Nguyễn Văn Ẩn",
             "email": "an.moi@tinh.gov.vn", "officialCode": "SN-4711", "telephone": "0912 345 678",
             "nationalId": "%s",
             "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
            """
                .formatted(number, unit("H99.101.01")));
    assertThat(made.status()).isEqualTo(201);
    JsonNode file = made.json();
    String id = file.path("id").asString();
    assertThat(made.header("Location")).isEqualTo("/api/accounts/" + id);
    assertThat(file.path("displayName").asString()).isEqualTo("Nguyễn Văn Ẩn");
    assertThat(file.path("posts").path(0).path("title").asString()).isEqualTo("Chuyên viên");
    assertThat(file.path("nationalIdKnown").asBoolean()).isTrue();
    assertThat(made.response().body()).doesNotContain(number);

    for (String words : List.of("nguyen van an moi", "NGUYỄN văn ẩn", "SN-4711", "0912345678")) {
      assertThat(ids(as("official0004"), words)).as(words).contains(id);
    }

    String tag = made.header("ETag");
    String path = "/api/accounts/" + id;
    assertThat(chief.send("PATCH", path, "{\"email\": null}").status()).isEqualTo(428);
    Reply changed =
        chief.send("PATCH", path, "{\"email\": null, \"locale\": \"en\"}", "If-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("email").isNull()).isTrue();
    assertThat(chief.send("PATCH", path, "{\"locale\": \"vi\"}", "If-Match", tag).status())
        .isEqualTo(412);

    Reply moved =
        chief.post(
            path + "/posts",
            """
            {"replacesMain": true,
             "post": {"unitId": "%s", "title": "Kế toán viên", "from": "2026-02-01"}}
            """
                .formatted(unit("H99.101.02")));
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().path("posts").size()).isEqualTo(2);

    Reply left =
        chief.post(path + "/leave", "{\"on\": \"2026-01-01\", \"reason\": \"retirement\"}");
    assertThat(left.status()).isEqualTo(200);
    assertThat(left.json().path("status").asString()).isEqualTo("disabled");
    JsonNode told = chief.get(path + "/confirmations").json();
    assertThat(told.path("systems").asInt()).isZero();
    assertThat(chief.post(path + "/enable", "{}").status()).isEqualTo(409);
    Reply back =
        chief.post(
            path + "/rehire",
            "{\"post\": {\"unitId\": \"%s\", \"title\": \"Chuyên viên\", \"from\": \"2026-12-01\"}}"
                .formatted(unit("H99.101.01")));
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().path("status").asString()).isEqualTo("active");
  }

  @Test
  void nationalIdIsFoundAndShownToThoseWhoManageAndIsAudited() {
    Rest chief = as("official0003");
    String number = number();
    String id =
        chief
            .post(
                "/api/accounts",
                """
                {"username": "so.can.cuoc", "fullName": "Lê Thị Số", "nationalId": "%s",
                 "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
                """
                    .formatted(number, unit("H99.101.01")))
            .text("id");
    assertThat(ids(chief, number)).containsExactly(id);
    assertThat(ids(as("official0004"), number)).containsExactly(id);
    assertThat(ids(as("official0009"), number)).isEmpty();
    assertThat(chief.post("/api/accounts/" + id + "/national-id", "").text("nationalId"))
        .isEqualTo(number);
    assertThat(as("official0009").post("/api/accounts/" + id + "/national-id", "").status())
        .isEqualTo(404);
    assertThat(audited(id)).contains("account.national-id-searched", "account.national-id-shown");
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM audit.entry e LEFT JOIN audit.personal p
                      ON p.entry_id = e.id
                    WHERE e.facts::text LIKE :number OR p.value LIKE :number
                    """)
                .param("number", "%" + number + "%")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void nationalIdIsNotReplacedNorAddedOnceTheAccountWasUsed() {
    Rest chief = as("official0003");
    Reply made =
        chief.post(
            "/api/accounts",
            """
            {"username": "so.co.dinh", "fullName": "Lê Thị Định",
             "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
            """
                .formatted(unit("H99.101.01")));
    String path = "/api/accounts/" + made.text("id");
    String number = number();
    Reply set =
        chief.send(
            "PATCH",
            path,
            "{\"nationalId\": \"%s\"}".formatted(number),
            "If-Match",
            made.header("ETag"));
    assertThat(set.status()).as(set.response().body()).isEqualTo(200);
    Reply same =
        chief.send(
            "PATCH",
            path,
            "{\"nationalId\": \"%s\"}".formatted(number),
            "If-Match",
            set.header("ETag"));
    assertThat(same.status()).isEqualTo(200);
    Reply replaced =
        chief.send(
            "PATCH",
            path,
            "{\"nationalId\": \"%s\"}".formatted(number()),
            "If-Match",
            set.header("ETag"));
    assertThat(replaced.status()).isEqualTo(409);
    assertThat(replaced.response().body()).contains("national-id-fixed");

    String used =
        jdbc.sql(
                """
                SELECT a.id::text FROM account a JOIN assignment s ON s.account_id = a.id
                JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
                WHERE a.sample AND a.national_id_hash IS NULL AND u.code LIKE 'H99.101.%'
                  AND NOT EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id)
                  AND EXISTS (SELECT FROM password_credential p WHERE p.account_id = a.id) LIMIT 1
                """)
            .query(String.class)
            .single();
    Reply added =
        chief.send(
            "PATCH",
            "/api/accounts/" + used,
            "{\"nationalId\": \"%s\"}".formatted(number()),
            "If-Match",
            chief.get("/api/accounts/" + used).header("ETag"));
    assertThat(added.status()).as(added.response().body()).isEqualTo(409);
    assertThat(added.response().body()).contains("national-id-fixed");
  }

  @Test
  void whatLiesOutsideTheScopeIsNotFound() {
    Rest ofCommune = as("official0004");
    String elsewhere = id("official0001");
    String path = "/api/accounts/" + elsewhere;
    assertThat(ofCommune.get(path).status()).isEqualTo(404);
    assertThat(ofCommune.get(path).response().body())
        .isEqualTo(
            ofCommune
                .get("/api/accounts/" + new UUID(1, 2))
                .response()
                .body()
                .replace(new UUID(1, 2).toString(), elsewhere));
    assertThat(ofCommune.send("PATCH", path, "{\"email\": null}", "If-Match", "\"1\"").status())
        .isEqualTo(404);
    for (String act : List.of("disable", "leave", "rehire", "posts")) {
      assertThat(
              ofCommune
                  .post(
                      path + "/" + act,
                      """
                      {"reason": "other", "on": "2026-01-01",
                       "post": {"unitId": "%s", "title": "x", "from": "2026-01-01"}}
                      """
                          .formatted(unit("H99.101.01")))
                  .status())
          .as(act)
          .isEqualTo(404);
    }
    assertThat(ofCommune.get(path + "/confirmations").status()).isEqualTo(404);
    Reply placed =
        ofCommune.post(
            "/api/accounts",
            """
            {"username": "ngoai.pham.vi", "fullName": "Lê Ngoài",
             "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
            """
                .formatted(unit("H99.102.01")));
    assertThat(placed.status()).isEqualTo(422);
    assertThat(placed.response().body()).contains("\"field\":\"unitId\"");
  }

  @Test
  void cursorNamesNobodyOutsideTheScope() {
    assertThat(as("official0004").get("/api/accounts?after=" + id("official0001")).status())
        .isEqualTo(400);
    assertThat(as("official0004").get("/api/accounts?after=" + new UUID(1, 2)).status())
        .isEqualTo(400);
  }

  @Test
  void listIsNarrowedByStateAndUnit() {
    Rest chief = as("official0003");
    assertThat(chief.get("/api/accounts?status=disabled&q=official").json().path("items").isEmpty())
        .isTrue();
    assertThat(chief.get("/api/accounts?status=gone").status()).isEqualTo(400);
    JsonNode inCommune =
        chief.get("/api/accounts?limit=200&unit=" + unit("H99.101") + "&q=official").json();
    List<String> expected =
        jdbc.sql(
                """
                SELECT DISTINCT a.username FROM account a JOIN assignment s ON s.account_id = a.id
                JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
                WHERE (u.code = 'H99.101' OR u.code LIKE 'H99.101.%') AND a.sample
                """)
            .query((row, number) -> row.getString(1))
            .list();
    assertThat(inCommune.path("items").valueStream().map(i -> i.path("username").asString()))
        .hasSameElementsAs(expected);
  }

  @Test
  void activationIsGivenOnlyToWhoHasNoPasswordYet() {
    Rest ofCommune = as("official0004");
    String id =
        ofCommune
            .post(
                "/api/accounts",
                """
                {"username": "chua.kich.hoat", "fullName": "Lê Thị Mới",
                 "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
                """
                    .formatted(unit("H99.101.01")))
            .text("id");
    Reply slip = ofCommune.post("/api/accounts/" + id + "/activation", "{\"form\": \"slip\"}");
    assertThat(slip.status()).isEqualTo(200);
    assertThat(slip.header("Cache-Control")).contains("no-store");
    assertThat(slip.text("code")).isNotBlank();
    Reply link = ofCommune.post("/api/accounts/" + id + "/activation", "{}");
    assertThat(new Browser(issuer).get(link.text("address")).body()).contains("chua.kich.hoat");
    assertThat(audited(id)).contains("activation.given");
    String other =
        jdbc.sql(
                """
                SELECT a.id::text FROM account a JOIN assignment s ON s.account_id = a.id
                JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
                WHERE a.sample AND u.code LIKE 'H99.101.%' AND a.username <> 'official0004' LIMIT 1
                """)
            .query(String.class)
            .single();
    assertThat(ofCommune.post("/api/accounts/" + other + "/activation", "{}").status())
        .isEqualTo(409);
    assertThat(ofCommune.post("/api/accounts/" + id("official0001") + "/activation", "{}").status())
        .isEqualTo(404);
    ofCommune.post("/api/accounts/" + id + "/disable", "{\"reason\": \"thử\"}");
    ofCommune.post("/api/accounts/" + id + "/enable", "{}");
    assertThat(new Browser(issuer).get(link.text("address")).statusCode()).isEqualTo(410);
  }

  @Test
  void staleVersionDoesNotTellWhetherANationalIdIsKnown() {
    Rest chief = as("official0003");
    String number = number();
    chief.post(
        "/api/accounts",
        """
        {"username": "co.so.roi", "fullName": "Lê Có Số", "nationalId": "%s",
         "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
        """
            .formatted(number, unit("H99.101.01")));
    String id = official(chief, "do.so", "H99.101.01");
    assertThat(
            chief
                .send(
                    "PATCH",
                    "/api/accounts/" + id,
                    "{\"nationalId\": \"" + number + "\"}",
                    "If-Match",
                    "\"99\"")
                .status())
        .isEqualTo(412);
  }

  private String official(Rest by, String username, String unit) {
    Reply made =
        by.post(
            "/api/accounts",
            """
            {"username": "%s", "fullName": "Lê Thị Thử",
             "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
            """
                .formatted(username, unit(unit)));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.text("id");
  }

  @Test
  void faultsAreNamedFieldByField() {
    Reply refused =
        as("official0003")
            .post(
                "/api/accounts",
                """
                {"username": "official0001", "fullName": "Lê Trùng",
                 "post": {"unitId": "%s", "title": "Chuyên viên", "from": "2026-01-05"}}
                """
                    .formatted(unit("H99.101.01")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("\"field\":\"username\"", "\"code\":\"taken\"");
  }

  private List<String> ids(Rest caller, String words) {
    String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
    return caller
        .get("/api/accounts?q=" + query)
        .json()
        .path("items")
        .valueStream()
        .map(item -> item.path("id").asString())
        .toList();
  }

  private Rest as(String username) {
    return new Rest(issuer, id(username) + "_admin");
  }

  private String id(String username) {
    return jdbc.sql("SELECT id::text FROM account WHERE username = :username")
        .param("username", username)
        .query(String.class)
        .single();
  }

  private String unit(String code) {
    return jdbc.sql("SELECT id::text FROM org_unit WHERE code = :code")
        .param("code", code)
        .query(String.class)
        .single();
  }

  private List<String> audited(String account) {
    return jdbc.sql("SELECT type FROM audit.entry WHERE object = :a ORDER BY id")
        .param("a", account)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private static String number() {
    return "0%011d".formatted(ThreadLocalRandom.current().nextLong(100_000_000_000L));
  }
}
