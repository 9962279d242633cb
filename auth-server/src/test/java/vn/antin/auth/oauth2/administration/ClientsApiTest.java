package vn.antin.auth.oauth2.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(properties = "antin.sample.officials=300")
final class ClientsApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PROVINCE = "official0003";
  private static final Map<String, Object> LOGIN =
      Map.of(
          "client_name", "Quản lý văn bản", "redirect_uris", List.of("https://qlvb.example.vn/cb"));

  private final JdbcClient jdbc;
  private final String issuer;
  private final JsonMapper json = new JsonMapper();

  ClientsApiTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.issuer = house.issuer().toString();
  }

  @Test
  void onlyASecurityAdministratorOfTheProvinceMay() {
    String id = newClient();
    for (String caller :
        List.of(
            token("official0004", "admin"),
            token("official0009", "admin"),
            token(PROVINCE, "openid"),
            "demo-app_admin")) {
      assertThat(call("GET", "", caller, null).status()).isEqualTo(403);
      assertThat(call("GET", "/" + id, caller, null).status()).isEqualTo(403);
      assertThat(call("POST", "", caller, Map.of("metadata", LOGIN)).status()).isEqualTo(403);
      assertThat(call("POST", "/" + id + "/disable", caller, null).status()).isEqualTo(403);
      assertThat(call("POST", "/" + id + "/secret", caller, Map.of()).status()).isEqualTo(403);
      assertThat(call("DELETE", "/" + id, caller, null).status()).isEqualTo(403);
    }
    jdbc.sql(
            """
            UPDATE role_grant SET valid_to = DATE '2026-01-01'
            WHERE account_id = (SELECT id FROM account WHERE username = 'official0007')
            """)
        .update();
    assertThat(call("GET", "", token("official0007", "admin"), null).status()).isEqualTo(403);
  }

  @Test
  void templateMakesAClientWhoseSecretIsToldOnce() {
    Answer made =
        admin("POST", "", Map.of("template", "spring", "id", "qlvb-1", "metadata", LOGIN));
    assertThat(made.status()).isEqualTo(201);
    String secret = made.text("secret");
    assertThat(secret).hasSize(43);
    assertThat(made.text("snippet"))
        .contains("client-id: qlvb-1", "client-secret: " + secret, "issuer-uri: " + issuer);
    JsonNode metadata = made.json().path("client").path("metadata");
    assertThat(metadata.path("antin_first_party").asBoolean()).isTrue();
    assertThat(metadata.path("scope").asString()).isEqualTo("email openid profile");
    Answer read = admin("GET", "/qlvb-1", null);
    assertThat(read.response().body()).doesNotContain(secret);
    assertThat(authenticates("qlvb-1", secret)).isTrue();
    assertThat(admin("POST", "", Map.of("id", "qlvb-1", "metadata", LOGIN)).text("type"))
        .isEqualTo("urn:antin:problem:client-id-taken");
    assertThat(audit("qlvb-1")).isEqualTo("oauth2.client-registered");
  }

  @Test
  void everyTemplateMakesAClient() {
    for (String template : ClientTemplate.titles()) {
      Map<String, Object> metadata = new HashMap<>(LOGIN);
      if (template.equals("machine")) {
        metadata.remove("redirect_uris");
      }
      Answer made = admin("POST", "", Map.of("template", template, "metadata", metadata));
      assertThat(made.status()).as(template).isEqualTo(201);
      assertThat(made.text("snippet"))
          .contains(made.json().path("client").path("id").asString())
          .doesNotContain("{");
    }
    assertThat(admin("POST", "", Map.of("template", "word", "metadata", LOGIN)).status())
        .isEqualTo(400);
  }

  @Test
  void idsThatCouldBeTakenForAnOfficialAreRefused() {
    for (String id : List.of(UUID.randomUUID().toString(), "Ab", "a", "a b", "-a")) {
      assertThat(admin("POST", "", Map.of("id", id, "metadata", LOGIN)).status()).isEqualTo(400);
    }
  }

  @Test
  void faultsNameEveryMember() {
    Answer refused =
        admin(
            "POST",
            "",
            Map.of(
                "metadata",
                Map.of("redirect_uris", List.of("http://a.example/cb"), "default_max_age", -1)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("type")).isEqualTo("urn:antin:problem:invalid-client");
    assertThat(refused.json().path("faults").valueStream().map(f -> f.path("member").asString()))
        .containsExactly("redirect_uris", "default_max_age");
  }

  @Test
  void changesOfTwoAdministratorsDoNotOverwriteEachOther() {
    String id = newClient();
    Answer read = admin("GET", "/" + id, null);
    String version = read.response().headers().firstValue("ETag").orElseThrow();
    Map<String, Object> next = new HashMap<>(LOGIN);
    next.put("redirect_uris", List.of("https://new.example.vn/cb"));
    Map<String, Object> body = Map.of("metadata", next);
    assertThat(admin("PUT", "/" + id, body).status()).isEqualTo(428);
    Answer written = call("PUT", "/" + id, token(PROVINCE, "admin"), body, "If-Match", version);
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.json().has("secret")).isFalse();
    assertThat(call("PUT", "/" + id, token(PROVINCE, "admin"), body, "If-Match", version).status())
        .isEqualTo(412);
    assertThat(
            jdbc.sql(
                    """
                    SELECT facts->>'members' FROM audit.entry
                    WHERE object = :id AND type = 'oauth2.client-changed'
                    """)
                .param("id", id)
                .query(String.class)
                .single())
        .contains("redirect_uris");
  }

  @Test
  void secretIsRotatedWithAnOverlapOrWithout() {
    Answer made = admin("POST", "", Map.of("template", "machine", "metadata", Map.of()));
    String id = made.json().path("client").path("id").asString();
    String first = made.text("secret");
    String second = admin("POST", "/" + id + "/secret", Map.of("overlapDays", 2)).text("secret");
    assertThat(authenticates(id, first)).isTrue();
    assertThat(authenticates(id, second)).isTrue();
    Answer last = admin("POST", "/" + id + "/secret", Map.of("overlapDays", 0));
    awaitRefusal(id, first);
    awaitRefusal(id, second);
    assertThat(authenticates(id, last.text("secret"))).isTrue();
    assertThat(last.json().path("client").path("secrets").size()).isEqualTo(1);
    assertThat(admin("POST", "/" + id + "/secret", Map.of("overlapDays", 31)).status())
        .isEqualTo(400);
    assertThat(audit(id))
        .isEqualTo(
            "oauth2.client-registered oauth2.client-secret-rotated oauth2.client-secret-rotated");
  }

  @Test
  void switchedOffClientIsOutAtOnceAndItsAuthorizationsEnd() {
    Answer made = admin("POST", "", Map.of("template", "machine", "metadata", Map.of()));
    String id = made.json().path("client").path("id").asString();
    assertThat(authenticates(id, made.text("secret"))).isTrue();
    jdbc.sql(
            """
            INSERT INTO token_family (bucket, id, client_id, account_id, session_id, scopes,
              authenticated_at, methods, assurance, created_at, ends_at)
            SELECT CURRENT_DATE, gen_random_uuid(), :id, id, gen_random_uuid(), '{openid}', now(),
              '{pwd}', 'x', now(), now() FROM account LIMIT 1
            """)
        .param("id", id)
        .update();
    assertThat(admin("DELETE", "/" + id, null).status()).isEqualTo(409);
    assertThat(admin("POST", "/" + id + "/disable", null).json().path("enabled").asBoolean())
        .isFalse();
    awaitRefusal(id, made.text("secret"));
    assertThat(
            jdbc.sql("SELECT revoked_because FROM token_family WHERE client_id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .isEqualTo("client switched off");
    assertThat(admin("POST", "/" + id + "/enable", null).status()).isEqualTo(200);
    assertThat(authenticates(id, made.text("secret"))).isTrue();
    admin("POST", "/" + id + "/disable", null);
    assertThat(admin("DELETE", "/" + id, null).status()).isEqualTo(204);
    assertThat(admin("GET", "/" + id, null).status()).isEqualTo(404);
  }

  @Test
  void ourOwnServicesAreNotChangedHere() {
    assertThat(admin("POST", "/demo-app/secret", Map.of()).text("type"))
        .isEqualTo("urn:antin:problem:configured-client");
    assertThat(admin("DELETE", "/demo-app", null).status()).isEqualTo(409);
  }

  @Test
  void lastErrorsAreShown() {
    Answer made = admin("POST", "", Map.of("template", "machine", "metadata", Map.of()));
    String id = made.json().path("client").path("id").asString();
    assertThat(authenticates(id, made.text("secret"))).isTrue();
    assertThat(authenticates(id, "wrong")).isFalse();
    await()
        .untilAsserted(() ->
            assertThat(
                    admin("GET", "/" + id, null)
                        .json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("error").asString()))
                .contains("invalid_client"));
  }

  @Test
  void profilesSayWhatHasToChangeFirst() {
    JsonNode profiles = admin("GET", "/" + newClient(), null).json().path("profiles");
    assertThat(profiles.path(0).path("current").asBoolean()).isTrue();
    assertThat(profiles.path(1).path("faults").valueStream().map(f -> f.path("member").asString()))
        .contains("token_endpoint_auth_method", "dpop_bound_access_tokens");
  }

  @Test
  void listIsSearchedWithoutDiacriticsAndGoesOnFromAKey() {
    String word = "z" + UUID.randomUUID().toString().substring(0, 8);
    for (String name : List.of("Đường " + word, "An " + word, "Ước " + word)) {
      Map<String, Object> metadata = new HashMap<>(LOGIN);
      metadata.put("client_name", name);
      admin("POST", "", Map.of("metadata", metadata));
    }
    JsonNode first = admin("GET", "?limit=2&q=" + word, null).json();
    assertThat(first.path("items").valueStream().map(i -> i.path("name").asString()))
        .containsExactly("An " + word, "Đường " + word);
    JsonNode next =
        admin("GET", "?limit=2&q=" + word + "&after=" + first.path("next").asString(), null).json();
    assertThat(next.path("items").valueStream().map(i -> i.path("name").asString()))
        .containsExactly("Ước " + word);
    assertThat(next.path("next").isNull()).isTrue();
    assertThat(admin("GET", "?q=duong%20" + word, null).json().path("items").size()).isEqualTo(1);
  }

  private String newClient() {
    Answer made = admin("POST", "", Map.of("metadata", LOGIN));
    assertThat(made.status()).isEqualTo(201);
    return made.json().path("client").path("id").asString();
  }

  /** Another node hears of a change some milliseconds later. */
  private void awaitRefusal(String id, String secret) {
    await().until(() -> !authenticates(id, secret));
  }

  /** Whether the token endpoint knows the client by this secret. */
  private boolean authenticates(String id, String secret) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token=none"));
    Protocol.basic(id, secret).forEach(request::header);
    return !send(request).text("error").equals("invalid_client");
  }

  private String audit(String object) {
    return jdbc.sql("SELECT string_agg(type, ' ' ORDER BY id) FROM audit.entry WHERE object = :id")
        .param("id", object)
        .query(String.class)
        .single();
  }

  private Answer admin(String method, String path, @Nullable Map<String, ?> body) {
    return call(method, path, token(PROVINCE, "admin"), body);
  }

  private Answer call(
      String method, String path, String token, @Nullable Map<String, ?> body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + "/api/clients" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json.writeValueAsString(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String token(String username, String scope) {
    return jdbc.sql("SELECT id::text FROM account WHERE username = :username")
            .param("username", username)
            .query(String.class)
            .single()
        + "_"
        + scope;
  }
}
