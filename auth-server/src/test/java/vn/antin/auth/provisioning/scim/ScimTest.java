package vn.antin.auth.provisioning.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.reorganisation.UnitsReplaced;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
final class ScimTest {
  private static final String USERS = "/scim/v2/Users";

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final House house;
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final UUID province;
  private final UUID interior;
  private final UUID finance;
  private final String client;
  private final Rest rest;

  ScimTest(JdbcClient jdbc, ApplicationEventPublisher events, House house) {
    this.jdbc = jdbc;
    this.events = events;
    this.house = house;
    province = unit(null, "province", "S");
    interior = unit(province, "department", "S.01");
    finance = unit(province, "department", "S.02");
    client = "hr" + mark;
    client(client, interior);
    rest = calls(client, "scim.read_scim.write");
  }

  @Test
  void userIsMadeReadFoundAndChanged() {
    Rest.Reply made = rest.post(USERS, user("an", "S.01"));

    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(made.header("Content-Type")).startsWith("application/scim+json");
    String at = USERS + "/" + made.text("id");
    assertThat(made.header("Location")).endsWith(at);
    assertThat(made.json().path("name").path("familyName").asString()).isEqualTo("Nguyễn");
    assertThat(made.json().toString())
        .contains("\"unitName\":\"Đơn vị S.01\"")
        .doesNotContain("nationalId");
    assertThat(rest.get(at).header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(found("userName eq \"AN" + mark + "\"")).isEqualTo(1);
    assertThat(found("externalId eq \"e-an" + mark + "\" and active eq true")).isEqualTo(1);
    assertThat(found("groups.value eq \"" + interior + "\" and name.givenName sw \"a\""))
        .isEqualTo(1);

    Rest.Reply patched =
        rest.send(
            "PATCH",
            at,
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
              {"op":"Replace","path":"name.givenName","value":"Ân"},
              {"op":"add","value":{"emails":[{"value":"an@tinh.gov.vn","type":"work"}]}},
              {"op":"replace","path":"active","value":false}]}
            """,
            "If-Match",
            made.header("ETag"));

    assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
    assertThat(patched.text("displayName")).isEqualTo("Nguyễn Văn Ân");
    assertThat(patched.json().path("active").asBoolean()).isFalse();
    assertThat(patched.header("ETag")).isNotEqualTo(made.header("ETag"));
    assertThat(
            rest.send("PATCH", at, "{\"Operations\":[]}", "If-Match", made.header("ETag")).status())
        .isEqualTo(412);
    assertThat(rest.send("GET", at, null, "If-None-Match", patched.header("ETag")).status())
        .isEqualTo(304);
  }

  @Test
  void postsAreReplacedByWhatIsWanted() {
    Rest.Reply made = rest.post(USERS, user("binh", "S.01"));
    String at = USERS + "/" + made.text("id");
    UUID division = unit(interior, "division", "S.01.01");

    Rest.Reply moved =
        rest.send(
            "PATCH",
            at,
            """
            {"Operations":[{"op":"replace","path":"%s:posts","value":[
              {"unitCode":"%s","title":"Trưởng phòng","kind":"concurrent"},
              {"unit":"%s","title":"Chuyên viên","kind":"main"}]}]}
            """
                .formatted(Resources.OFFICIAL, "S.01.01-" + mark, interior));

    assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
    assertThat(moved.json().path("groups").toString())
        .contains(interior.toString(), division.toString());
  }

  @Test
  void deletedUserHasLeftAndIsKept() {
    Rest.Reply made = rest.post(USERS, user("chi", "S.01"));
    String at = USERS + "/" + made.text("id");

    assertThat(rest.send("DELETE", at, null).status()).isEqualTo(204);

    assertThat(rest.get(at).json().path("active").asBoolean()).isFalse();
    assertThat(
            jdbc.sql(
                    "SELECT status || ' ' || disabled_reason FROM account WHERE id = CAST(:id AS"
                        + " uuid)")
                .param("id", made.text("id"))
                .query(String.class)
                .single())
        .isEqualTo("disabled left:other");
  }

  @Test
  void clientReachesItsOwnUnitsAlone() {
    Rest elsewhere = other();
    Rest.Reply made = elsewhere.post(USERS, user("dung", "S.02"));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String at = USERS + "/" + made.text("id");

    assertThat(rest.get(at).status()).isEqualTo(404);
    assertThat(rest.send("DELETE", at, null).status()).isEqualTo(404);
    assertThat(rest.send("PUT", at, user("dung", "S.01")).status()).isEqualTo(404);
    assertThat(found("userName eq \"dung" + mark + "\"")).isZero();
    assertThat(rest.get("/scim/v2/Groups").json().toString())
        .contains(interior.toString())
        .doesNotContain(finance.toString());
    Rest.Reply foreign = rest.post(USERS, user("em", "S.02"));
    assertThat(foreign.status()).isEqualTo(400);
    assertThat(foreign.text("scimType")).isEqualTo("invalidValue");
    Rest.Reply taken = rest.post(USERS, user("dung", "S.01"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("scimType")).isEqualTo("uniqueness");
  }

  @Test
  void whoHoldsARoleIsNotChangedByAClient() {
    Rest.Reply made = rest.post(USERS, user("giu", "S.01"));
    String at = USERS + "/" + made.text("id");
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from)
            VALUES (CAST(:id AS uuid), 'help-desk', :unit, DATE '2098-01-01')
            """)
        .param("id", made.text("id"))
        .param("unit", interior)
        .update();

    assertThat(rest.send("PUT", at, user("giu", "S.01")).status()).isEqualTo(403);
    assertThat(rest.send("DELETE", at, null).status()).isEqualTo(403);
    assertThat(rest.get(at).json().path("active").asBoolean()).isTrue();
  }

  @Test
  void nationalIdThatIsKnownIsNotReplaced() {
    Rest.Reply made = rest.post(USERS, numbered("hoa", "001099012341"));
    String at = USERS + "/" + made.text("id");
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);

    Rest.Reply replaced = rest.send("PUT", at, numbered("hoa", "001099012342"));

    assertThat(replaced.status()).isEqualTo(409);
    assertThat(replaced.response().body()).contains("national-id-fixed");
  }

  private String numbered(String name, String number) {
    return user(name, "S.01").replace("\"posts\":", "\"nationalId\":\"" + number + "\",\"posts\":");
  }

  @Test
  void tokensNeedTheScopeAndAUnit() {
    assertThat(new Rest(house.issuer().toString(), null).get(USERS).status()).isEqualTo(401);
    Rest.Reply refused = calls(client, "scim.read").post(USERS, user("x", "S.01"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("schemas").toString()).contains("2.0:Error");
    assertThat(calls(client, "admin").get(USERS).status()).isEqualTo(403);
    assertThat(calls("nobody" + mark, "scim.read").get(USERS).status()).isEqualTo(403);
    assertThat(rest.get(USERS + "?filter=nickName+eq+%22x%22").text("scimType"))
        .isEqualTo("invalidFilter");
  }

  @Test
  void listIsPagedSortedAndCut() {
    for (String name : new String[] {"ca", "cb", "cc"}) {
      rest.post(USERS, user(name, "S.01"));
    }
    JsonNode page =
        rest.get(
                USERS
                    + "?startIndex=2&count=1&sortBy=userName&sortOrder=descending&attributes=userName")
            .json();
    assertThat(page.path("totalResults").asInt()).isEqualTo(3);
    assertThat(page.path("Resources").size()).isEqualTo(1);
    assertThat(page.path("Resources").get(0).path("userName").asString()).isEqualTo("cb" + mark);
    assertThat(page.path("Resources").get(0).has("displayName")).isFalse();
    assertThat(
            rest.post(
                    USERS + "/.search",
                    "{\"filter\":\"userName co \\\"" + mark + "\\\"\",\"count\":0}")
                .json()
                .path("totalResults")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void bulkDoesEachAndTellsOfEach() {
    Rest.Reply answer =
        rest.post(
            "/scim/v2/Bulk",
            """
            {"failOnErrors":2,"Operations":[
              {"method":"POST","path":"/Users","bulkId":"one","data":%s},
              {"method":"POST","path":"/Users","bulkId":"two","data":{"userName":"x"}},
              {"method":"PATCH","path":"/Users/bulkId:one","data":{"Operations":[
                {"op":"replace","path":"active","value":"False"}]}},
              {"method":"DELETE","path":"/Users/%s"},
              {"method":"DELETE","path":"/Users/%s"}]}
            """
                .formatted(user("gia", "S.01"), UUID.randomUUID(), UUID.randomUUID()));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode results = answer.json().path("Operations");
    assertThat(results.valueStream().map(result -> result.path("status").asString()))
        .containsExactly("201", "400", "200", "404");
    assertThat(found("userName eq \"gia" + mark + "\" and active eq false")).isEqualTo(1);
  }

  @Test
  void clientGoesOnWithTheUnitThatTookOver() {
    UUID successor = unit(province, "department", "S.03");
    events.publishEvent(
        new UnitsReplaced(
            Map.of(new UnitId(interior), List.of(new UnitId(successor))),
            LocalDate.of(2026, 12, 1)));
    assertThat(rest.get("/scim/v2/Groups/" + successor).status()).isEqualTo(200);
    assertThat(rest.get("/scim/v2/Groups/" + interior).status()).isEqualTo(404);
  }

  @Test
  void discoveryTellsWhatIsUnderstood() {
    assertThat(
            rest.get("/scim/v2/ServiceProviderConfig")
                .json()
                .path("bulk")
                .path("maxOperations")
                .asInt())
        .isEqualTo(1000);
    assertThat(rest.get("/scim/v2/ResourceTypes").json().path("totalResults").asInt()).isEqualTo(2);
    assertThat(rest.get("/scim/v2/Schemas/" + Resources.OFFICIAL).json().toString())
        .contains("\"returned\":\"never\"");
    assertThat(rest.get("/scim/v2/Groups/" + interior).text("displayName"))
        .isEqualTo("Đơn vị S.01");
    assertThat(rest.send("DELETE", "/scim/v2/Groups/" + interior, null).text("scimType"))
        .isEqualTo("mutability");
  }

  private int found(String filter) {
    Rest.Reply reply =
        rest.get(
            USERS
                + "?filter="
                + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8));
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json().path("totalResults").asInt();
  }

  private Rest other() {
    String id = "hr2" + mark;
    client(id, finance);
    return calls(id, "scim.read_scim.write");
  }

  private void client(String id, UUID unit) {
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, kind, authentication, jwks, grant_types,
              scopes, created_at, updated_at)
            VALUES (:id, 'Nhân sự', 'registered', 'private_key_jwt', '{"keys":[]}',
              '{client_credentials}', '{scim.read,scim.write}', now(), now())
            """)
        .param("id", id)
        .update();
    jdbc.sql("INSERT INTO scim_client (client_id, unit_id, granted_at) VALUES (:id, :unit, now())")
        .param("id", id)
        .param("unit", unit)
        .update();
  }

  private Rest calls(String subject, String scopes) {
    return new Rest(house.issuer().toString(), subject + "_" + scopes);
  }

  private String user(String name, String unit) {
    return """
    {"schemas":["%s"],"userName":"%s","externalId":"e-%s",
     "name":{"familyName":"Nguyễn","middleName":"Văn","givenName":"An"},
     "%s":{"posts":[{"unitCode":"%s","title":"Chuyên viên"}]}}
    """
        .formatted(Resources.USER, name + mark, name + mark, Resources.OFFICIAL, unit + "-" + mark);
  }

  private UUID unit(@Nullable UUID parent, String kind, String code) {
    return jdbc.sql(
            """
            INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
            VALUES (:parent, :kind, :code, :name, DATE '2025-07-01') RETURNING id
            """)
        .param("parent", parent)
        .param("kind", kind)
        .param("code", code + "-" + mark)
        .param("name", "Đơn vị " + code)
        .query(UUID.class)
        .single();
  }
}
