package vn.antin.auth.oauth2.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

@OAuth2Test
final class TokenExchangeTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS = "urn:ietf:params:oauth:token-type:access_token";
  private static final String ID = "urn:ietf:params:oauth:token-type:id_token";
  private static final String SECRET = "a-secret-of-a-test-client-0123456789";
  private static final String ARCHIVE = "https://luutru.tinh.gov.vn";

  private final Protocol protocol;
  private final TestClients clients;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Client gateway;

  @Autowired
  TokenExchangeTest(Protocol protocol, TestClients clients, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.jdbc = jdbc;
    this.clock = clock;
    gateway = clients.register(newClient(Set.of("demo-app"), false).build());
  }

  @Test
  void systemGetsATokenForTheNextOneThatNamesWhoActs() {
    LoggedIn official = protocol.newOfficial();
    Answer login = login(official);

    Answer exchanged = exchange(gateway, login.text("access_token"), "audience", ARCHIVE);

    assertThat(exchanged.status()).as(exchanged.response().body()).isEqualTo(200);
    assertThat(exchanged.text("issued_token_type")).isEqualTo(ACCESS);
    assertThat(exchanged.text("token_type")).isEqualTo("Bearer");
    assertThat(exchanged.json().has("refresh_token")).isFalse();
    assertThat(exchanged.json().has("id_token")).isFalse();
    assertThat(exchanged.claims("access_token"))
        .containsEntry("sub", official.account().toString())
        .containsEntry("client_id", gateway.id())
        .containsEntry("aud", List.of(ARCHIVE))
        .containsEntry("act", Map.of("sub", gateway.id()))
        .containsEntry("sid", login.claims("id_token").get("sid"));
    assertThat(exchanged.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
    assertThat(audited("kind")).isEqualTo("delegation");
    assertThat(audited("acting")).isEqualTo(gateway.id());
  }

  @Test
  void chainOfActorsGrowsAndIsBounded() {
    String token = login(protocol.newOfficial()).text("access_token");
    Client from = clients.register(newClient(Set.of("demo-app"), false).build());
    Answer first = exchange(from, token);
    assertThat(first.claims("access_token")).containsEntry("act", Map.of("sub", from.id()));
    Client next = clients.register(newClient(Set.of(from.id()), false).build());
    Answer second = exchange(next, first.text("access_token"));
    assertThat(second.claims("access_token"))
        .containsEntry("act", Map.of("sub", next.id(), "act", Map.of("sub", from.id())));
    Answer last = second;
    for (int i = 0; i < 3; i++) {
      last = exchange(next, last.text("access_token"));
      assertThat(last.status()).isEqualTo(200);
    }
    assertThat(exchange(next, last.text("access_token")).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void actorTokenSaysWhoActs() {
    LoggedIn official = protocol.newOfficial();
    LoggedIn assistant = protocol.newOfficial();
    Client desk = clients.register(newClient(Set.of(), false).build());
    String subject = login(official).text("access_token");
    String own =
        protocol
            .post(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "scope", "report"),
                Protocol.basic(gateway.id(), SECRET))
            .text("access_token");
    Answer exchanged = exchange(gateway, subject, "actor_token", own, "actor_token_type", ACCESS);
    assertThat(exchanged.claims("access_token")).containsEntry("act", Map.of("sub", gateway.id()));
    String foreign = login(assistant).text("access_token");
    assertThat(
            exchange(gateway, subject, "actor_token", foreign, "actor_token_type", ACCESS)
                .text("error"))
        .isEqualTo("invalid_request");
    assertThat(exchange(desk, subject).text("error")).isEqualTo("invalid_request");
    assertThat(exchange(gateway, subject, "actor_token", own).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void impersonationNeedsLeaveAndIsRecordedAsSuch() {
    Client trusted = clients.register(newClient(Set.of("demo-app"), true).build());
    Answer exchanged = exchange(trusted, login(protocol.newOfficial()).text("access_token"));
    assertThat(exchanged.claims("access_token")).doesNotContainKey("act");
    assertThat(audited("kind")).isEqualTo("impersonation");
  }

  @Test
  void idTokenOfTheClientItselfIsExchangedToo() {
    LoggedIn official = protocol.newOfficial();
    Client portal =
        clients.register(
            newClient(Set.of(), false)
                .redirectUris(Set.of("http://localhost:9997/cb"))
                .grantTypes(Set.of(GRANT, "authorization_code"))
                .scopes(Set.of("openid", "profile", "email"))
                .firstParty(true)
                .build());
    String code =
        protocol
            .authorize(
                official.browser(), Protocol.request(portal.id(), "http://localhost:9997/cb"))
            .parameter("code");
    Answer login =
        protocol.post(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                "http://localhost:9997/cb",
                "code_verifier",
                Protocol.VERIFIER),
            Protocol.basic(portal.id(), SECRET));
    String idToken = login.text("id_token");
    assertThat(exchange(portal, idToken, "subject_token_type", ID, "audience", ARCHIVE).status())
        .isEqualTo(200);
    assertThat(exchange(gateway, idToken, "subject_token_type", ID).text("error"))
        .isEqualTo("invalid_request");
    clock.advance(Duration.ofMinutes(6));
    assertThat(exchange(portal, idToken, "subject_token_type", ID).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void audienceHasToBeAllowedToTheClient() {
    String token = login(protocol.newOfficial()).text("access_token");
    for (String target : List.of("https://other.example", "signing-service", "")) {
      assertThat(exchange(gateway, token, "audience", target).text("error"))
          .as(target)
          .isEqualTo("invalid_target");
    }
    assertThat(exchange(gateway, token, "resource", "https://other.example").text("error"))
        .isEqualTo("invalid_target");
  }

  @Test
  void scopesNeverGrow() {
    String token = login(protocol.newOfficial()).text("access_token");
    assertThat(exchange(gateway, token, "scope", "profile").text("scope")).isEqualTo("profile");
    for (String scope : List.of("email", "report", "admin", "profile service")) {
      assertThat(exchange(gateway, token, "scope", scope).text("error"))
          .as(scope)
          .isEqualTo("invalid_scope");
    }
  }

  @Test
  void tokenLivesNoLongerThanTheOneItCameFrom() {
    Answer login = login(protocol.newOfficial());
    clock.advance(Duration.ofMinutes(3));
    Answer exchanged = exchange(gateway, login.text("access_token"));
    assertThat(seconds(exchanged)).isEqualTo(seconds(login));
    clock.advance(Duration.ofMinutes(3));
    assertThat(exchange(gateway, login.text("access_token")).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void endingTheSessionEndsTheExchangedToken() {
    LoggedIn official = protocol.newOfficial();
    Answer login = login(official);
    Answer exchanged = exchange(gateway, login.text("access_token"));
    assertThat(active(exchanged)).isTrue();
    official.browser().post("/logout", Map.of());
    assertThat(active(exchanged)).isFalse();
    assertThat(exchange(gateway, login.text("access_token")).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void disabledAccountsTokensCannotBeExchanged() {
    LoggedIn official = protocol.newOfficial();
    Answer login = login(official);
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", official.account().value())
        .update();
    assertThat(exchange(gateway, login.text("access_token")).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void clientThatGotATokenByExchangeCannotRevokeTheLoginBehindIt() {
    Answer login = login(protocol.newOfficial());
    Answer exchanged = exchange(gateway, login.text("access_token"));
    Answer refused =
        protocol.post(
            "/oauth2/revoke",
            Map.of("token", exchanged.text("access_token")),
            Protocol.basic(gateway.id(), SECRET));
    assertThat(refused.text("error")).isEqualTo("unsupported_token_type");
    assertThat(protocol.userInfo(login.text("access_token")).status()).isEqualTo(200);
  }

  @Test
  void tokensOfClientsThatWereNotNamedAreRefused() {
    Client stranger = clients.register(newClient(Set.of("second-app"), false).build());
    assertThat(exchange(stranger, login(protocol.newOfficial()).text("access_token")).text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void publicClientsAndClientsWithoutTheGrantAreRefused() {
    String token = login(protocol.newOfficial()).text("access_token");
    Client open =
        clients.register(
            newClient(Set.of("demo-app"), false)
                .authentication(ClientAuthentication.NONE)
                .requirePkce(true)
                .grantTypes(Set.of(GRANT))
                .build());
    Map<String, String> form = form(token, "client_id", open.id());
    assertThat(protocol.post("/oauth2/token", form, Map.of()).text("error"))
        .isEqualTo("unauthorized_client");
    assertThat(protocol.token(Protocol.SECOND_APP, form(token)).text("error"))
        .isEqualTo("unauthorized_client");
  }

  @Test
  void malformedRequestsAreTold() {
    String token = login(protocol.newOfficial()).text("access_token");
    for (Map<String, String> wrong :
        List.of(
            Protocol.without(form(token), "subject_token"),
            Protocol.without(form(token), "subject_token_type"),
            form("not.a.token"),
            form(token, "subject_token_type", "urn:ietf:params:oauth:token-type:saml2"),
            form(token, "requested_token_type", ID),
            form(
                token, "requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token"))) {
      assertThat(
              protocol
                  .post("/oauth2/token", wrong, Protocol.basic(gateway.id(), SECRET))
                  .text("error"))
          .isEqualTo("invalid_request");
    }
  }

  private Answer login(LoggedIn official) {
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    assertThat(tokens.status()).isEqualTo(200);
    return tokens;
  }

  private Answer exchange(Client client, String token, String... more) {
    return protocol.post("/oauth2/token", form(token, more), Protocol.basic(client.id(), SECRET));
  }

  private static Map<String, String> form(String token, String... more) {
    return Protocol.with(
        Map.of("grant_type", GRANT, "subject_token", token, "subject_token_type", ACCESS), more);
  }

  private boolean active(Answer exchanged) {
    return protocol
        .post(
            "/oauth2/introspect",
            Map.of("token", exchanged.text("access_token")),
            Protocol.basic(gateway.id(), SECRET))
        .json()
        .path("active")
        .asBoolean(false);
  }

  private static Instant seconds(Answer answer) {
    return ((Date) answer.claim("access_token", "exp")).toInstant();
  }

  private String audited(String fact) {
    return jdbc.sql(
            """
            SELECT facts ->> :fact FROM audit.entry
            WHERE type = 'oauth2.token-exchanged' ORDER BY id DESC LIMIT 1
            """)
        .param("fact", fact)
        .query(String.class)
        .single();
  }

  private static ClientBuilder newClient(Set<String> subjects, boolean impersonation) {
    return Client.builder("exchange-" + UUID.randomUUID(), "Trục liên thông")
        .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(SECRET))
        .grantTypes(Set.of(GRANT, "client_credentials"))
        .scopes(Set.of("openid", "profile", "report"))
        .requirePkce(false)
        .metadata(
            new ClientMetadata(
                Map.of(
                    "token_exchange_subjects", List.copyOf(subjects),
                    "token_exchange_audiences", List.of(ARCHIVE, "https://khac.tinh.gov.vn"),
                    "token_exchange_impersonation", impersonation)));
  }
}
