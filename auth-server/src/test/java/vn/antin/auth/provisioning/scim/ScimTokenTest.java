package vn.antin.auth.provisioning.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestTree;
import vn.antin.auth.api.Rest;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.org.UnitId;

/** A personnel system with the tokens that the token endpoint gives it. */
@OAuth2Test
final class ScimTokenTest {
  private static final String SECRET = "secret-secret-secret-secret-secret";

  private final Protocol protocol;
  private final TestClients clients;
  private final JdbcClient jdbc;
  private final String id = "hr-" + UUID.randomUUID().toString().substring(0, 8);

  private String unitCode = "";

  @Autowired
  ScimTokenTest(Protocol protocol, TestClients clients, JdbcClient jdbc) {
    this.protocol = protocol;
    this.clients = clients;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void register() {
    clients.register(
        Client.builder(id, "Nhân sự")
            .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(SECRET))
            .grantTypes(Set.of("client_credentials"))
            .scopes(Set.of("scim.read", "scim.write"))
            .build());
    UnitId unit = new TestTree(jdbc).unit(null, "Tỉnh");
    unitCode =
        jdbc.sql("SELECT code FROM org_unit WHERE id = :id")
            .param("id", unit.value())
            .query(String.class)
            .single();
    jdbc.sql("INSERT INTO scim_client (client_id, unit_id, granted_at) VALUES (:id, :unit, now())")
        .param("id", id)
        .param("unit", unit.value())
        .update();
  }

  @Test
  void systemKeepsPeopleWithItsOwnToken() {
    Rest write = system("scim.read scim.write");
    Rest.Reply made = write.post("/scim/v2/Users", user());
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String at = "/scim/v2/Users/" + made.text("id");

    Rest read = system("scim.read");
    assertThat(read.get(at).status()).isEqualTo(200);
    assertThat(read.send("DELETE", at, null).status()).isEqualTo(403);
    assertThat(read.post("/scim/v2/Users", user()).status()).isEqualTo(403);
  }

  @Test
  void tokenOpensNothingElseAndNobodyElsesOpensScim() {
    Rest system = system("scim.read scim.write");
    assertThat(system.get("/api/accounts").status()).isEqualTo(403);
    assertThat(system.get("/internal/people").status()).isEqualTo(403);
    assertThat(new Rest(protocol.issuer(), "nonsense").get("/scim/v2/Users").status())
        .isEqualTo(401);
    jdbc.sql("DELETE FROM scim_client WHERE client_id = :id").param("id", id).update();
    assertThat(system.get("/scim/v2/Users").status()).isEqualTo(403);
  }

  private Rest system(String scope) {
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    Answer answer =
        protocol.post(
            "/oauth2/token",
            Map.of("grant_type", "client_credentials", "scope", scope),
            Map.of("Authorization", "Basic " + basic));
    assertThat(answer.status()).isEqualTo(200);
    return new Rest(protocol.issuer(), answer.text("access_token"));
  }

  private String user() {
    return """
    {"schemas":["%s"],"userName":"%s",
     "name":{"familyName":"Nguyễn","middleName":"Văn","givenName":"An"},
     "%s":{"posts":[{"unitCode":"%s","title":"Chuyên viên"}]}}
    """
        .formatted(Resources.USER, UUID.randomUUID(), Resources.OFFICIAL, unitCode);
  }
}
