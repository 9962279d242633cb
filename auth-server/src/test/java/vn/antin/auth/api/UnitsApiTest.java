package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.reorganisation.TestTree;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
final class UnitsApiTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final House house;
  private final LocalDate today;
  private final TestTree made;
  private String code = "";
  private UnitId province = new UnitId(new UUID(0, 0));
  private UnitId commune = new UnitId(new UUID(0, 0));
  private UnitId other = new UnitId(new UUID(0, 0));
  private AccountId administrator = new AccountId(new UUID(0, 0));
  private AccountId local = new AccountId(new UUID(0, 0));

  UnitsApiTest(JdbcClient jdbc, House house, InstantSource clock) {
    this.house = house;
    this.made = new TestTree(jdbc);
    this.today = EffectiveDate.today(clock);
  }

  private record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String tag() {
      return response.headers().firstValue("ETag").orElseThrow();
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      json().path("items").forEach(item -> names.add(item.path("name").asString("")));
      return names;
    }
  }

  @BeforeEach
  void grow() {
    code = TestTree.code();
    province = made.unit(null, "province", code, "Tỉnh " + code);
    commune = made.unit(province, "commune", code + ".1", "Xã Đồng Đăng " + code);
    other = made.unit(province, "commune", code + ".2", "Xã Na Sầm " + code);
    administrator = made.official("Tỉnh");
    made.role(administrator, "unit-administrator", province);
    local = made.official("Xã");
    made.role(local, "unit-administrator", commune);
  }

  @Test
  void treeIsReadFromTheTopOfTheScopeAndNothingOutsideShows() {
    assertThat(get(administrator, "/api/units/tops").names()).containsExactly("Tỉnh " + code);
    assertThat(get(administrator, "/api/units?parent=" + province).names())
        .containsExactly("Xã Đồng Đăng " + code, "Xã Na Sầm " + code);
    assertThat(get(administrator, "/api/units?q=" + encoded("dong dang " + code)).names())
        .containsExactly("Xã Đồng Đăng " + code);

    Reply own = get(local, "/api/units/tops");
    assertThat(own.names()).containsExactly("Xã Đồng Đăng " + code);
    assertThat(own.json().path("items").get(0).path("parentId").isNull()).isTrue();
    Reply details = get(local, "/api/units/" + commune);
    assertThat(details.json().path("path")).hasSize(1);
    assertThat(details.response().body())
        .doesNotContain(province.toString())
        .doesNotContain("Na Sầm");
    for (String path :
        List.of(
            "/api/units/" + province,
            "/api/units/" + other,
            "/api/units/" + UUID.randomUUID(),
            "/api/posts/" + made.post(other, "Chủ tịch"))) {
      assertThat(get(local, path).status()).isEqualTo(404);
    }
    assertThat(get(local, "/api/units/resolve?identifier=" + code + ".2").names()).isEmpty();
    assertThat(get(local, "/api/posts?unit=" + other).names()).isEmpty();
    assertThat(get(made.official("Không"), "/api/units").names()).isEmpty();
  }

  @Test
  void listIsReadOnPageByPage() {
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      Reply page = get(administrator, "/api/units?limit=1" + after);
      seen.addAll(page.names());
      after =
          page.json().path("next").isNull() ? "" : "&after=" + page.json().path("next").asString();
    } while (!after.isEmpty());
    assertThat(seen).containsExactly("Tỉnh " + code, "Xã Đồng Đăng " + code, "Xã Na Sầm " + code);
    assertThat(get(administrator, "/api/units?after=x").status()).isEqualTo(400);
  }

  @Test
  void unitIsMadeRenamedAndFoundByFormerNameAndIdentifier() {
    Reply made =
        send(
            "POST",
            administrator,
            "/api/units",
            null,
            Map.of(
                "parentId",
                province.toString(),
                "kind",
                "centre",
                "code",
                code + ".T",
                "name",
                "Trung tâm  Một",
                "validFrom",
                today.minusDays(10).toString()));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String path = made.response().headers().firstValue("Location").orElseThrow();
    Map<String, Object> change =
        Map.of(
            "name",
            "Trung tâm Hai",
            "code",
            code + ".T2",
            "validFrom",
            today.minusDays(3).toString());

    assertThat(send("PATCH", administrator, path, null, change).status()).isEqualTo(428);
    assertThat(send("PATCH", administrator, path, "\"77\"", change).status()).isEqualTo(412);
    assertThat(send("PATCH", local, path, made.tag(), change).status()).isEqualTo(404);
    Reply changed = send("PATCH", administrator, path, made.tag(), change);
    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    assertThat(changed.tag()).isNotEqualTo(made.tag());

    assertThat(get(administrator, path).json().path("unit").path("name").asString())
        .isEqualTo("Trung tâm Hai");
    assertThat(
            get(administrator, path + "?asOf=" + today.minusDays(5))
                .json()
                .path("unit")
                .path("name")
                .asString())
        .isEqualTo("Trung tâm Một");
    assertThat(
            get(
                    administrator,
                    "/api/units?q=" + encoded("Trung tâm Một") + "&asOf=" + today.minusDays(5))
                .names())
        .contains("Trung tâm Một");
    assertThat(get(administrator, "/api/units/resolve?identifier=" + code + ".T").names())
        .containsExactly("Trung tâm Hai");
    Reply identified =
        send(
            "POST",
            administrator,
            path + "/identifiers",
            changed.tag(),
            Map.of("identifier", "000.00.01." + code));
    assertThat(identified.json().path("identifiers")).hasSize(3);
    assertThat(get(administrator, "/api/units/resolve?identifier=000.00.01." + code).names())
        .containsExactly("Trung tâm Hai");
    Reply taken =
        send(
            "POST",
            administrator,
            "/api/units",
            null,
            Map.of(
                "parentId",
                province.toString(),
                "kind",
                "centre",
                "code",
                code + ".1",
                "name",
                "Trùng"));
    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.json().path("errors").get(0).path("code").asString()).isEqualTo("taken");
  }

  @Test
  void localAdministratorMakesUnitsBelowTheirOwnOnly() {
    Map<String, Object> below =
        Map.of("parentId", commune.toString(), "kind", "division", "name", "Văn phòng");
    assertThat(send("POST", local, "/api/units", null, below).status()).isEqualTo(201);
    Map<String, Object> beside =
        Map.of("parentId", province.toString(), "kind", "division", "name", "Văn phòng");
    assertThat(send("POST", local, "/api/units", null, beside).status()).isEqualTo(422);
    assertThat(
            send("POST", local, "/api/units", null, Map.of("kind", "province", "name", "Tỉnh"))
                .status())
        .isEqualTo(422);
    String tag = get(local, "/api/units/" + commune).tag();
    assertThat(
            send("PATCH", local, "/api/units/" + commune, tag, Map.of("parentId", other.toString()))
                .status())
        .isEqualTo(422);
  }

  @Test
  void unitIsNotMovedUnderSomebodyNewByAUnitAdministrator() {
    String path = "/api/units/" + other;
    Map<String, Object> below = Map.of("parentId", commune.toString());
    Reply refused = send("PATCH", administrator, path, get(administrator, path).tag(), below);
    assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
    assertThat(refused.json().path("errors").get(0).path("code").asString()).isEqualTo("power");
    made.role(administrator, "security-administrator", province);
    assertThat(send("PATCH", administrator, path, get(administrator, path).tag(), below).status())
        .isEqualTo(200);
  }

  @Test
  void postsAndTheirHoldersAreToldForTheDay() {
    Reply post =
        send(
            "POST",
            local,
            "/api/posts",
            null,
            Map.of(
                "unitId",
                commune.toString(),
                "title",
                "Chủ tịch",
                "validFrom",
                TestTree.BEGAN.toString()));
    assertThat(post.status()).as(post.response().body()).isEqualTo(201);
    PostId id = new PostId(UUID.fromString(post.json().path("post").path("id").asString()));
    AccountId held = made.holder(id, "Chủ Tịch");

    Reply holders = get(local, "/api/assignments?unit=" + commune + "&asOf=2026-01-01");
    assertThat(holders.json().path("items")).hasSize(1);
    JsonNode holding = holders.json().path("items").get(0);
    assertThat(holding.path("accountId").asString()).isEqualTo(held.toString());
    assertThat(holding.path("title").asString()).isEqualTo("Chủ tịch");
    assertThat(
            get(local, "/api/assignments?unit=" + commune + "&asOf=2025-06-30")
                .json()
                .path("items"))
        .isEmpty();
    assertThat(get(administrator, "/api/assignments?account=" + held).json().path("items"))
        .hasSize(1);
    String path = "/api/posts/" + id;
    assertThat(send("DELETE", local, path, get(local, path).tag(), null).status()).isEqualTo(422);
    assertThat(
            send("PATCH", local, path, get(local, path).tag(), Map.of("title", "Quyền Chủ tịch"))
                .status())
        .isEqualTo(200);
    assertThat(
            get(local, "/api/assignments?post=" + id)
                .json()
                .path("items")
                .get(0)
                .path("title")
                .asString())
        .isEqualTo("Quyền Chủ tịch");
  }

  @Test
  void reorganisationIsDraftedRehearsedConfirmedAndUndone() {
    made.role(administrator, "security-administrator", province);
    String merged = UUID.randomUUID().toString();
    Map<String, Object> plan =
        Map.of(
            "title",
            "Hợp nhất hai xã",
            "basis",
            "Nghị quyết 60",
            "effectiveOn",
            today.plusDays(20).toString(),
            "steps",
            List.of(
                Map.of(
                    "kind",
                    "create",
                    "unit",
                    merged,
                    "parent",
                    province.toString(),
                    "unitKind",
                    "commune",
                    "code",
                    code + ".1",
                    "name",
                    "Xã Đồng Sầm"),
                Map.of(
                    "kind",
                    "merge",
                    "unit",
                    merged,
                    "units",
                    List.of(commune.toString(), other.toString()))));
    assertThat(send("POST", local, "/api/reorganisations", null, plan).status()).isEqualTo(422);
    Reply draft = send("POST", administrator, "/api/reorganisations", null, plan);
    assertThat(draft.status()).as(draft.response().body()).isEqualTo(201);
    String path = draft.response().headers().firstValue("Location").orElseThrow();

    Reply difference = send("POST", administrator, path + "/rehearse", null, null);
    assertThat(difference.status()).as(difference.response().body()).isEqualTo(200);
    assertThat(difference.json().path("totals").path("unitsEnded").asInt()).isEqualTo(2);
    assertThat(difference.json().path("roles").get(0).path("unit").asString())
        .isEqualTo("Xã Đồng Sầm");
    assertThat(difference.json().path("units").get(0).path("unit").isString()).isTrue();
    assertThat(get(administrator, "/api/units?parent=" + province).names()).hasSize(2);

    assertThat(send("POST", administrator, path + "/confirm", null, null).status()).isEqualTo(428);
    Reply confirmed = send("POST", administrator, path + "/confirm", draft.tag(), null);
    assertThat(confirmed.json().path("state").asString()).isEqualTo("confirmed");
    assertThat(send("PUT", administrator, path, confirmed.tag(), plan).status()).isEqualTo(409);
    Reply undone = send("POST", administrator, path + "/undo", confirmed.tag(), null);
    assertThat(undone.json().path("state").asString()).isEqualTo("draft");
    assertThat(get(local, path).status()).isEqualTo(404);
    JsonNode listed = get(administrator, "/api/reorganisations").json().path("items");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("stepCount").asInt()).isEqualTo(2);
    assertThat(
            send("DELETE", administrator, path, undone.tag(), null).json().path("state").asString())
        .isEqualTo("withdrawn");
  }

  @Test
  void stepThatCannotBeIsNamed() {
    Map<String, Object> plan =
        Map.of(
            "title",
            "Sai",
            "effectiveOn",
            today.toString(),
            "steps",
            List.of(
                Map.of("kind", "rename", "unit", commune.toString(), "name", "Xã Mới"),
                Map.of("kind", "explode", "unit", commune.toString())));
    Reply refused = send("POST", administrator, "/api/reorganisations", null, plan);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").get(0).path("field").asString())
        .isEqualTo("steps[1].kind");
  }

  private Reply get(AccountId caller, String path) {
    return send("GET", caller, path, null, null);
  }

  private Reply send(
      String method, AccountId caller, String path, @Nullable String match, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(house.issuer() + path))
            .header("Authorization", "Bearer " + caller + "_admin")
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (match != null) {
      request.header("If-Match", match);
    }
    try {
      return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
