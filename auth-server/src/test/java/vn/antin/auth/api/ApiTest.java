package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(properties = "antin.sample.officials=300")
final class ApiTest {
  private final JdbcClient jdbc;
  private final House house;
  private final JsonMapper json = new JsonMapper();

  ApiTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.house = house;
  }

  @Test
  void officialReadsOwnPostsAndRoles() {
    JsonNode me =
        json.readTree(get("/api/me", id("official0002") + "_openid_profile_service").body());
    assertThat(me.path("username").asString()).isEqualTo("official0002");
    assertThat(me.path("posts").path(0).path("title").asString()).isEqualTo("Văn thư");
    assertThat(me.path("roles").path(0).path("role").asString()).isEqualTo("records-clerk");
    assertThat(me.path("signingPin").asBoolean()).isTrue();
    assertThat(me.path("email").isNull()).isTrue();
  }

  @Test
  void tokenWithoutTheScopeGivesNothingAway() {
    JsonNode bare = json.readTree(get("/api/me", id("official0002") + "_openid").body());
    assertThat(bare.path("id").asString()).isEqualTo(id("official0002"));
    assertThat(bare.propertyNames())
        .filteredOn(name -> !name.equals("id"))
        .allSatisfy(name -> assertThat(bare.path(name).isNull()).isTrue());
    JsonNode reachable = json.readTree(get("/api/me", id("official0002") + "_openid_email").body());
    assertThat(reachable.path("email").asString()).contains("@");
    assertThat(get("/api/me", id("official0002") + "_service").statusCode()).isEqualTo(403);
    assertThat(get("/api/me/systems", id("official0002") + "_email").statusCode()).isEqualTo(403);
  }

  @Test
  void callsWithoutTheRightTokenAreProblems() {
    HttpResponse<String> nothing = new Browser(house.issuer().toString()).get("/api/me");
    assertThat(nothing.statusCode()).isEqualTo(401);
    assertThat(nothing.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    assertThat(nothing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(get("/api/me", "nonsense").statusCode()).isEqualTo(401);
    assertThat(get("/api/me", "demo-app_service").statusCode()).isEqualTo(403);
    HttpResponse<String> narrow = get("/api/accounts", id("official0003") + "_openid");
    assertThat(narrow.statusCode()).isEqualTo(403);
    assertThat(narrow.body()).contains("\"status\":403");
    assertThat(get("/internal/people", id("official0003") + "_admin").statusCode()).isEqualTo(403);
    assertThat(get("/api/accounts?after=x", id("official0003") + "_admin").statusCode())
        .isEqualTo(400);
  }

  @Test
  void administratorOfTheProvinceSeesEverybodyAndOfACommuneItsOwn() {
    assertThat(everybody("official0003"))
        .hasSameElementsAs(usernames("SELECT username FROM account"));
    List<String> commune =
        usernames(
            """
            SELECT DISTINCT a.username FROM account a
            JOIN assignment s ON s.account_id = a.id JOIN post p ON p.id = s.post_id
            JOIN org_unit u ON u.id = p.unit_id
            WHERE u.code = 'H99.101' OR u.code LIKE 'H99.101.%'
            """);
    assertThat(commune).contains("official0004").hasSizeLessThan(30);
    assertThat(everybody("official0004")).hasSameElementsAs(commune);
    assertThat(everybody("official0009")).isEmpty();
  }

  private List<String> everybody(String caller) {
    List<String> found = new ArrayList<>();
    String after = "";
    do {
      JsonNode page =
          json.readTree(get("/api/accounts?limit=90" + after, id(caller) + "_admin").body());
      page.path("items").forEach(item -> found.add(item.path("username").asString()));
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
    } while (!after.isEmpty());
    assertThat(found).doesNotHaveDuplicates();
    return found;
  }

  private List<String> usernames(String sql) {
    return jdbc.sql(sql).query((row, number) -> row.getString(1)).list();
  }

  @Test
  void searchFindsNamesWithOrWithoutDiacriticsInVietnameseOrder() {
    String name =
        jdbc.sql(
                "SELECT family_name || ' ' || given_name FROM account WHERE username = 'official0013'")
            .query(String.class)
            .single();
    assertThat(name).isEqualTo("Đỗ Đào");
    assertThat(search("do dao")).contains("official0013");
    assertThat(search("ĐỖ đào")).contains("official0013");
    assertThat(search("%")).isEmpty();
    JsonNode page =
        json.readTree(
            get("/api/accounts?q=official&limit=200", id("official0003") + "_admin").body());
    List<String> given =
        page.path("items")
            .valueStream()
            .map(item -> item.path("displayName").asString().replaceAll(".* ", ""))
            .toList();
    assertThat(given).contains("Dũng", "Đào");
    assertThat(given.indexOf("Dũng")).isLessThan(given.indexOf("Đào"));
    assertThat(given.indexOf("An")).isLessThan(given.indexOf("Bình"));
    assertThat(page.path("next").isNull()).isFalse();
  }

  private List<String> search(String words) {
    String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
    return json.readTree(get("/api/accounts?q=" + query, id("official0003") + "_admin").body())
        .path("items")
        .valueStream()
        .map(item -> item.path("username").asString())
        .toList();
  }

  private HttpResponse<String> get(String path, String token) {
    return new Browser(house.issuer().toString())
        .with("Authorization", "Bearer " + token)
        .get(path);
  }

  private String id(String username) {
    return jdbc.sql("SELECT id::text FROM account WHERE username = :username")
        .param("username", username)
        .query(String.class)
        .single();
  }
}
