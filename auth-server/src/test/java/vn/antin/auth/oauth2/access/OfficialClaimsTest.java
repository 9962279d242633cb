package vn.antin.auth.oauth2.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestUnits;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

@OAuth2Test
final class OfficialClaimsTest {
  private static final String CALLBACK = "https://qlvb.example.vn/cb";
  private static final String ALL = "openid profile post roles";

  private final Protocol protocol;
  private final TestClients clients;
  private final JdbcClient jdbc;
  private final TestUnits tree;
  private final String code = "T" + UUID.randomUUID().toString().substring(0, 8);
  private Client system;
  private Protocol.LoggedIn official;
  private UUID agency;
  private UUID office;
  private UUID post;

  OfficialClaimsTest(Protocol protocol, TestClients clients, JdbcClient jdbc) {
    this.protocol = protocol;
    this.clients = clients;
    this.jdbc = jdbc;
    tree = new TestUnits(jdbc);
  }

  @BeforeEach
  void anOfficialOfAnOffice() {
    official = protocol.newOfficial();
    system = clients.register(system(Set.of("openid", "profile", "post", "roles")));
    UUID province = tree.unit("province", code, null);
    agency = tree.unit("department", code + ".02", province);
    office = tree.unit("division", code + ".02.01", agency);
    post = tree.post(office, "Chuyên viên");
  }

  @Test
  void systemLearnsThePostTheUnitAndTheRolesItWasGranted() {
    tree.seat(official.account(), post, "main");
    role("clerk");
    role("approver");
    grant("clerk", "unit_id", agency);
    grant("approver", "post_id", post);

    Answer tokens = tokens(ALL);
    Map<String, Object> claims = tokens.claims("access_token");
    assertThat(claims)
        .containsEntry("unit_path", List.of(code, code + ".02", code + ".02.01"))
        .containsEntry("organisation_identifier", code + ".02")
        .containsEntry("roles", List.of("approver", "clerk"))
        .containsEntry(
            "post", Map.of("id", post.toString(), "title", "Chuyên viên", "kind", "main"));
    Answer userInfo = protocol.userInfo(tokens.text("access_token"));
    assertThat(userInfo.json().at("/unit/code").asString()).isEqualTo(code + ".02.01");
    assertThat(userInfo.json().at("/roles/0").asString()).isEqualTo("approver");
    assertThat(userInfo.text("name")).isEqualTo("Nguyễn Thị Bưởi");
  }

  @Test
  void systemLearnsNothingThatItWasNotGranted() {
    tree.seat(official.account(), post, "main");
    role("clerk");
    grant("clerk", "account_id", official.account().value());
    assertThat(tokens("openid profile").claims("access_token"))
        .doesNotContainKeys("post", "unit", "unit_path", "organisation_identifier", "roles");

    system = clients.register(system(Set.of("openid", "post")));
    Map<String, Object> claims = tokens("openid post").claims("access_token");
    assertThat(claims).containsKey("post").doesNotContainKey("roles");
    Answer more = authorize("openid post roles");
    assertThat(more.parameter("error")).isEqualTo("invalid_scope");
  }

  @Test
  void rolesInOneSystemAreNotToldToAnother() {
    tree.seat(official.account(), post, "main");
    role("clerk");
    grant("clerk", "account_id", official.account().value());
    Client first = system;
    system = clients.register(system(Set.of("openid", "roles")));
    assertThat(tokens("openid roles").claims("access_token")).containsEntry("roles", List.of());
    system = first;
    assertThat(tokens("openid roles").claims("access_token"))
        .containsEntry("roles", List.of("clerk"));
  }

  @Test
  void officialWithSeveralPostsActsInTheOneChosen() {
    UUID main = tree.seat(official.account(), post, "main");
    UUID other = tree.unit("division", code + ".02.02", agency);
    UUID second = tree.seat(official.account(), tree.post(other, "Phó Trưởng phòng"), "concurrent");
    role("clerk");
    grant("clerk", "unit_id", other);

    Answer asMain = tokens(ALL);
    assertThat(asMain.claims("access_token"))
        .containsEntry("roles", List.of())
        .extractingByKey("unit_path")
        .asString()
        .endsWith(code + ".02.01]");
    choose(second);
    Map<String, Object> claims = refresh(asMain.text("refresh_token")).claims("access_token");
    assertThat(claims).containsEntry("roles", List.of("clerk"));
    assertThat(claims.get("post")).asString().contains("Phó Trưởng phòng");

    tree.unseat(second);
    assertThat(tokens(ALL).claims("access_token").get("post")).asString().contains("Chuyên viên");
    tree.unseat(main);
    assertThat(tokens(ALL).claims("access_token")).doesNotContainKeys("post", "unit_path");
  }

  @Test
  void singleClaimsAreToldOnRequestInTheIdToken() {
    tree.seat(official.account(), post, "main");
    Map<String, String> request =
        Protocol.with(
            request("openid post"), "claims", "{\"id_token\":{\"organisation_identifier\":null}}");
    Answer tokens = redeem(protocol.authorize(official.browser(), request).parameter("code"));
    assertThat(tokens.claims("id_token"))
        .containsEntry("organisation_identifier", code + ".02")
        .doesNotContainKey("post");
  }

  @Test
  void systemIsOpenToTheOfficialsOfItsUnitsAlone() {
    UUID seat = tree.seat(official.account(), post, "main");
    UUID elsewhere = tree.unit("province", code + ".03", null);
    open(elsewhere);
    await()
        .untilAsserted(
            () -> assertThat(authorize(ALL).parameters()).containsEntry("error", "access_denied"));

    open(agency);
    Answer tokens = tokens(ALL);
    assertThat(tokens.status()).isEqualTo(200);
    tree.unseat(seat);
    Answer refused = refresh(tokens.text("refresh_token"));
    assertThat(refused.text("error")).isEqualTo("invalid_grant");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(authorize(ALL).parameters()).containsEntry("error", "access_denied");
  }

  private Client system(Set<String> scopes) {
    return Client.builder("qlvb-" + UUID.randomUUID().toString().substring(0, 8), "Văn bản")
        .kind(ClientKind.REGISTERED)
        .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed("secret"))
        .redirectUris(Set.of(CALLBACK))
        .grantTypes(Set.of("authorization_code", "refresh_token"))
        .scopes(scopes)
        .firstParty(true)
        .build();
  }

  private Map<String, String> request(String scope) {
    return Protocol.with(Protocol.request(system.id(), CALLBACK), "scope", scope);
  }

  private Answer authorize(String scope) {
    return protocol.authorize(official.browser(), request(scope));
  }

  private Answer tokens(String scope) {
    return redeem(authorize(scope).parameter("code"));
  }

  private Answer redeem(String authorizationCode) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            authorizationCode,
            "redirect_uri",
            CALLBACK,
            "code_verifier",
            Protocol.VERIFIER));
  }

  private Answer refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private Answer token(Map<String, String> parameters) {
    return protocol.post("/oauth2/token", parameters, Protocol.basic(system.id(), "secret"));
  }

  private void role(String role) {
    jdbc.sql("INSERT INTO system_role VALUES (:client, :role, :role, false)")
        .param("client", system.id())
        .param("role", role)
        .update();
  }

  private void grant(String role, String subject, UUID id) {
    jdbc.sql(
            """
            INSERT INTO system_role_grant (client_id, role, %s, valid_from)
            VALUES (:client, :role, :id, DATE '2026-01-01')
            """
                .formatted(subject))
        .param("client", system.id())
        .param("role", role)
        .param("id", id)
        .update();
  }

  private void open(UUID unit) {
    jdbc.sql("DELETE FROM oauth2_client_unit WHERE client_id = :client")
        .param("client", system.id())
        .update();
    jdbc.sql("INSERT INTO oauth2_client_unit VALUES (:client, :unit)")
        .param("client", system.id())
        .param("unit", unit)
        .update();
  }

  private void choose(UUID assignment) {
    jdbc.sql("UPDATE session SET assignment_id = :assignment WHERE account_id = :account")
        .param("assignment", assignment)
        .param("account", official.account().value())
        .update();
  }
}
