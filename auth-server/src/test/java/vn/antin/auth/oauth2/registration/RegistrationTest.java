package vn.antin.auth.oauth2.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.Peer;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;

@OAuth2Test
@TestPropertySource(
    properties = {
      "antin.registration.mode=open",
      "antin.registration.per-address=1000",
      "antin.outbound.allowed-networks=127.0.0.0/8"
    })
final class RegistrationTest {
  private final Protocol protocol;
  private final Registrar registrar;
  private final JdbcClient jdbc;
  private final RegistrationCleaning cleaning;
  private final TestClock clock;

  RegistrationTest(
      Protocol protocol, JdbcClient jdbc, RegistrationCleaning cleaning, TestClock clock) {
    this.protocol = protocol;
    this.registrar = new Registrar(protocol.issuer());
    this.jdbc = jdbc;
    this.cleaning = cleaning;
    this.clock = clock;
  }

  @Test
  void registeredClientAuthenticatesAtOnce() {
    Answer registered = register(TestMetadata.web());
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.response().headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(registered.text("client_id")).matches("c-[a-z2-7]{16}");
    assertThat(registered.text("client_secret")).hasSize(43);
    assertThat(registered.json().path("client_secret_expires_at").asInt()).isZero();
    assertThat(registered.text("registration_client_uri"))
        .isEqualTo(protocol.issuer() + "/connect/register/" + registered.text("client_id"));
    assertThat(registered.json().path("response_types").path(0).asString()).isEqualTo("code");
    Answer token =
        protocol.post(
            "/oauth2/token",
            Map.of("grant_type", "authorization_code", "code", "none", "redirect_uri", "x"),
            Protocol.basic(registered.text("client_id"), registered.text("client_secret")));
    assertThat(token.text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void secretAndTokensAreNotStored() {
    Answer registered = register(TestMetadata.web());
    String rows =
        jdbc.sql(
                """
                SELECT string_agg(t::text, ' ') FROM (
                  SELECT c::text FROM oauth2_client c UNION ALL
                  SELECT s::text FROM oauth2_client_secret s UNION ALL
                  SELECT r::text FROM client_registration r UNION ALL
                  SELECT e::text FROM audit.entry e UNION ALL
                  SELECT p::text FROM audit.personal p
                ) t(t)
                """)
            .query(String.class)
            .single();
    assertThat(rows)
        .doesNotContain(
            registered.text("client_secret"), registered.text("registration_access_token"));
    Answer read = manage("GET", registered, null);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().has("client_secret")).isFalse();
    assertThat(read.text("registration_access_token"))
        .isEqualTo(registered.text("registration_access_token"));
  }

  @Test
  void clientReplacesItsMetadataAndKeepsItsSecret() {
    Answer registered = register(TestMetadata.web("contacts", List.of("a@b.example")));
    Map<String, Object> next =
        TestMetadata.web(
            "client_id",
            registered.text("client_id"),
            "client_secret",
            registered.text("client_secret"),
            "redirect_uris",
            List.of("https://new.example.vn/cb"));
    Answer replaced = manage("PUT", registered, next);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().path("redirect_uris").path(0).asString())
        .isEqualTo("https://new.example.vn/cb");
    assertThat(replaced.json().has("contacts")).isFalse();
    assertThat(replaced.json().has("client_secret")).isFalse();
    assertThat(
            jdbc.sql(
                    """
                    SELECT facts->>'members' FROM audit.entry
                    WHERE type = 'oauth2.client-changed' AND object = :id
                    """)
                .param("id", registered.text("client_id"))
                .query(String.class)
                .single())
        .isEqualTo("contacts redirect_uris");
    for (Map<String, Object> bad :
        List.of(
            TestMetadata.with(next, "client_id", "other"),
            TestMetadata.with(next, "client_id", null),
            TestMetadata.with(next, "client_secret", "guess"),
            TestMetadata.with(next, "client_id_issued_at", 1),
            TestMetadata.with(next, "redirect_uris", List.of()))) {
      assertThat(manage("PUT", registered, bad).status()).as("%s", bad).isEqualTo(400);
    }
  }

  @Test
  void secretIsMadeAnewWhenTheMethodNeedsAnotherKind() {
    Answer registered = register(TestMetadata.web("token_endpoint_auth_method", "none"));
    assertThat(registered.json().has("client_secret")).isFalse();
    Answer replaced =
        manage(
            "PUT",
            registered,
            TestMetadata.web(
                "client_id",
                registered.text("client_id"),
                "token_endpoint_auth_method",
                "client_secret_jwt"));
    assertThat(replaced.text("client_secret")).hasSize(86);
  }

  @Test
  void removedClientIsGoneAndItsTokenKnowsNobody() {
    Answer registered = register(TestMetadata.web());
    assertThat(manage("DELETE", registered, null).status()).isEqualTo(204);
    Answer gone = manage("GET", registered, null);
    assertThat(gone.status()).isEqualTo(401);
    assertThat(gone.response().headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer error=\"invalid_token\"");
    assertThat(
            protocol
                .post(
                    "/oauth2/token",
                    Map.of("grant_type", "client_credentials"),
                    Protocol.basic(registered.text("client_id"), registered.text("client_secret")))
                .text("error"))
        .isEqualTo("invalid_client");
  }

  @Test
  void managementNeedsTheClientsOwnToken() {
    Answer one = register(TestMetadata.web());
    Answer other = register(TestMetadata.web());
    String address = "/connect/register/" + one.text("client_id");
    assertThat(registrar.send("GET", address, null, null).status()).isEqualTo(401);
    for (String method : List.of("GET", "DELETE")) {
      assertThat(
              registrar
                  .send(method, address, other.text("registration_access_token"), null)
                  .status())
          .isEqualTo(401);
    }
    assertThat(registrar.send("GET", "/connect/register/demo-app", "x", null).status())
        .isEqualTo(401);
  }

  @Test
  void faultsAreToldAsRfc7591Says() {
    Answer fault = register(TestMetadata.web("redirect_uris", List.of("https://a.example/\"\n")));
    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault.text("error")).isEqualTo("invalid_redirect_uri");
    assertThat(register(TestMetadata.web("software_statement", "e30.e30.")).text("error"))
        .isEqualTo("unapproved_software_statement");
    for (String body : List.of("", "[]", "null", "{", "{\"a\":1,\"a\":2}", "x".repeat(70_000))) {
      Answer malformed = registrar.send("POST", "/connect/register", null, body);
      assertThat(malformed.status()).isEqualTo(400);
      assertThat(malformed.text("error")).isEqualTo("invalid_client_metadata");
    }
  }

  @Test
  void sectorIsReadFromWhereItStandsAndNothingIsToldOfTheInsideOfTheHouse() {
    try (Peer peer = Peer.start()) {
      peer.json("/sector.json", "[\"https://motcua.example.vn/cb\"]");
      peer.json("/other.json", "[\"https://other.example.vn/cb\"]");
      assertThat(sector(peer.at("/sector.json").toString()).status()).isEqualTo(201);
      assertThat(sector(peer.at("/other.json").toString()).text("error_description"))
          .isEqualTo("sector_identifier_uri: expected every redirect URI in the list there");
      for (String address :
          List.of(
              peer.at("/none.json").toString(),
              "https://10.0.0.1/sector.json",
              "https://[fd00::1]/sector.json",
              "https://169.254.169.254/latest")) {
        Answer fault = sector(address);
        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.text("error_description"))
            .isEqualTo("sector_identifier_uri: no list could be read there");
      }
    }
  }

  private Answer sector(String address) {
    return register(TestMetadata.web("sector_identifier_uri", address));
  }

  @Test
  void clientThatIsNeverUsedIsRemovedAfterADay() {
    Answer unused = register(TestMetadata.web());
    Answer used = register(TestMetadata.web());
    protocol.post(
        "/oauth2/token",
        Map.of("grant_type", "client_credentials"),
        Protocol.basic(used.text("client_id"), used.text("client_secret")));
    clock.advance(Duration.ofHours(25));
    cleaning.clean();
    assertThat(manage("GET", unused, null).status()).isEqualTo(401);
    assertThat(manage("GET", used, null).status()).isEqualTo(200);
  }

  @Test
  void whatMayBeRegisteredIsWhatIsPublished() {
    Answer metadata = protocol.get("/.well-known/openid-configuration");
    assertThat(published(metadata, "id_token_signing_alg_values_supported"))
        .containsAll(Algorithms.SIGNING);
    assertThat(published(metadata, "token_endpoint_auth_signing_alg_values_supported"))
        .containsAll(Algorithms.SIGNING)
        .containsAll(Algorithms.SECRET_SIGNING);
  }

  private static List<String> published(Answer metadata, String member) {
    return metadata.json().path(member).valueStream().map(value -> value.asString()).toList();
  }

  @Test
  void endpointIsPublishedOnlyWhereClientsMayRegister() {
    assertThat(protocol.get("/.well-known/openid-configuration").text("registration_endpoint"))
        .isEqualTo(protocol.issuer() + "/connect/register");
  }

  private Answer register(Map<String, Object> document) {
    return registrar.register(document, null);
  }

  private Answer manage(String method, Answer registered, @Nullable Map<String, Object> document) {
    return registrar.manage(method, registered, document);
  }
}
