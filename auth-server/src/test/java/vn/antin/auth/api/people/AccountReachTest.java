package vn.antin.auth.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.Rest.Reply;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.web.House;

/** What an administrator cannot do to an account alone, or from elsewhere. */
@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(properties = "antin.sample.officials=300")
final class AccountReachTest {
  private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

  private final JdbcClient jdbc;
  private final String issuer;

  AccountReachTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.issuer = house.issuer().toString();
  }

  @Test
  void noAdministratorAloneReplacesThePasswordOfWhoLoggedInBefore() {
    Rest ofCommune = as("official0004");
    String id = official(ofCommune, "da.kich.hoat", "H99.101.01");
    assertThat(ofCommune.get("/api/accounts/" + id).json().path("mayActivate").asBoolean())
        .isTrue();
    password(id);
    String path = "/api/accounts/" + id;
    String post =
        "{\"post\": {\"unitId\": \"%s\", \"title\": \"Chuyên viên\", \"from\": \"%s\"}}"
            .formatted(unit("H99.101.01"), LocalDate.now(VIETNAM));
    assertThat(ofCommune.post(path + "/disable", "{\"reason\": \"điều tra\"}").status())
        .isEqualTo(200);
    Reply refused = ofCommune.post(path + "/rehire", post);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.response().body()).contains("not-left");

    assertThat(ofCommune.post(path + "/leave", leaving()).status()).isEqualTo(200);
    assertThat(ofCommune.get(path).text("disabledReason")).isEqualTo("left:transfer");
    assertThat(ofCommune.post(path + "/enable", "{}").status()).isEqualTo(409);

    Reply back = ofCommune.post(path + "/rehire", post);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().path("mayActivate").asBoolean()).isFalse();
    for (String form : List.of("slip", "link")) {
      Reply given = ofCommune.post(path + "/activation", "{\"form\": \"" + form + "\"}");
      assertThat(given.status()).isEqualTo(409);
      assertThat(given.response().body()).contains("use-recovery");
    }
    Reply recovery =
        as("official0003")
            .post(
                path + "/recovery",
                "{\"way\": \"slip\", \"resetsFactors\": false, \"reason\": \"trở lại\"}");
    assertThat(recovery.status()).as(recovery.response().body()).isEqualTo(202);
  }

  @Test
  void postHeldBesidesGivesNoPowerOverTheAccount() {
    Rest chief = as("official0003");
    Rest ofCommune = as("official0004");
    String id = official(chief, "kiem.nhiem", "H99.102.01");
    String path = "/api/accounts/" + id;
    String besides =
        chief
            .post(path + "/posts", post("H99.101.01", "Tổ viên", LocalDate.of(2026, 1, 5), false))
            .json()
            .path("posts")
            .valueStream()
            .filter(held -> held.path("kind").asString().equals("concurrent"))
            .findFirst()
            .orElseThrow()
            .path("assignment")
            .asString();
    Reply seen = ofCommune.get(path);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.json().path("mayManage").asBoolean()).isFalse();
    assertThat(
            ofCommune
                .send("PATCH", path, "{\"email\": \"x@x.vn\"}", "If-Match", seen.header("ETag"))
                .status())
        .isEqualTo(403);
    LocalDate tomorrow = LocalDate.now(VIETNAM).plusDays(1);
    for (var act :
        Map.of(
                "disable",
                "{\"reason\": \"thử\"}",
                "leave",
                leaving(),
                "activation",
                "{}",
                "posts",
                post("H99.101.01", "Chuyên viên", tomorrow, true))
            .entrySet()) {
      Reply refused = ofCommune.post(path + "/" + act.getKey(), act.getValue());
      assertThat(refused.status()).as(act.getKey()).isEqualTo(403);
      assertThat(refused.response().body()).contains("main-elsewhere");
    }
    assertThat(
            ofCommune
                .post(
                    path + "/recovery",
                    "{\"way\": \"slip\", \"resetsFactors\": true, \"reason\": \"x\"}")
                .status())
        .isIn(403, 404);
    String main =
        jdbc.sql("SELECT id::text FROM assignment WHERE account_id = :a::uuid AND kind = 'main'")
            .param("a", id)
            .query(String.class)
            .single();
    String ending = "{\"on\": \"" + tomorrow + "\"}";
    assertThat(ofCommune.post(path + "/posts/" + main + "/end", ending).status()).isEqualTo(409);
    assertThat(ofCommune.post(path + "/posts/" + besides + "/end", ending).status()).isEqualTo(200);
  }

  @Test
  void postToComeIsNearAndCanBeCalledOff() {
    Rest chief = as("official0003");
    String id = official(chief, "sap.nhan.viec", "H99.102.01");
    String path = "/api/accounts/" + id;
    LocalDate today = LocalDate.now(VIETNAM);
    assertThat(
            chief
                .post(
                    path + "/posts",
                    post("H99.101.01", "Tổ viên", today.plusYears(1).plusDays(1), false))
                .status())
        .isEqualTo(422);
    LocalDate day = today.plusDays(30);
    String toCome =
        chief
            .post(path + "/posts", post("H99.101.01", "Tổ viên", day, false))
            .json()
            .path("posts")
            .valueStream()
            .filter(held -> held.path("from").asString().equals(day.toString()))
            .findFirst()
            .orElseThrow()
            .path("assignment")
            .asString();
    assertThat(as("official0004").get(path).status()).isEqualTo(200);
    assertThat(
            chief.post(path + "/posts/" + toCome + "/end", "{\"on\": \"" + today + "\"}").status())
        .isEqualTo(200);
    assertThat(as("official0004").get(path).status()).isEqualTo(404);
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

  private String post(String unit, String title, LocalDate from, boolean main) {
    return """
    {"replacesMain": %s, "post": {"unitId": "%s", "title": "%s", "kind": "%s", "from": "%s"}}
    """
        .formatted(main, unit(unit), title, main ? "main" : "concurrent", from);
  }

  private static String leaving() {
    return "{\"on\": \"" + LocalDate.now(VIETNAM) + "\", \"reason\": \"transfer\"}";
  }

  private void password(String account) {
    jdbc.sql(
            """
            INSERT INTO password_credential (account_id, hash, set_at)
            VALUES (:account::uuid, 'a hash', now())
            """)
        .param("account", account)
        .update();
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
}
