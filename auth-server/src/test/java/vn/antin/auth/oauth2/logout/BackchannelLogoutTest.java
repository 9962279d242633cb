package vn.antin.auth.oauth2.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.Browser;
import vn.antin.auth.Peer;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.outbox.Notice;
import vn.antin.auth.outbox.Notices;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;

@OAuth2Test
final class BackchannelLogoutTest {
  private static final String URI_MEMBER = "backchannel_logout_uri";
  private static final Peer.Reply OK = new Peer.Reply(200, Map.of(), "");

  private final Peer peer = Peer.start();
  private final Protocol protocol;
  private final Systems systems;
  private final Clients clients;
  private final Sessions sessions;
  private final Notices notices;
  private final TransactionTemplate transaction;
  private final TestClock clock;
  private final JdbcClient jdbc;

  @Autowired
  BackchannelLogoutTest(
      Protocol protocol,
      TestClients testClients,
      Clients clients,
      Sessions sessions,
      Notices notices,
      TransactionTemplate transaction,
      TestClock clock,
      JdbcClient jdbc) {
    this.protocol = protocol;
    this.systems = new Systems(protocol, testClients);
    this.clients = clients;
    this.sessions = sessions;
    this.notices = notices;
    this.transaction = transaction;
    this.clock = clock;
    this.jdbc = jdbc;
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void everySystemOfTheSessionGetsOneLogoutToken() throws Exception {
    Client one = systems.with(URI_MEMBER, peer.reply("/one", OK).at("/one"));
    Client two =
        systems.with(URI_MEMBER, peer.reply("/two", new Peer.Reply(204, Map.of(), "")).at("/two"));
    systems.with(URI_MEMBER, peer.reply("/never", OK).at("/never"));
    LoggedIn official = protocol.newOfficial();
    String sid = systems.enter(one, official.browser()).claim("id_token", "sid").toString();
    systems.enter(one, official.browser());
    systems.enter(two, official.browser());

    official.browser().post("/logout", Map.of());

    await().untilAsserted(() -> assertThat(states(sid)).containsOnly(Notice.State.DELIVERED));
    assertThat(peer.requests("/one")).hasSize(1);
    assertThat(peer.requests("/two")).hasSize(1);
    assertThat(peer.requests("/never")).isEmpty();
    Peer.Request request = peer.requests("/one").getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.headers())
        .containsEntry("content-type", "application/x-www-form-urlencoded");
    assertThat(request.body()).startsWith("logout_token=");
    SignedJWT token = SignedJWT.parse(request.body().substring("logout_token=".length()));
    assertThat(token.getHeader().getType()).hasToString("logout+jwt");
    JWKSet keys = JWKSet.parse(protocol.get("/oauth2/jwks").response().body());
    assertThat(
            token.verify(
                new ECDSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
        .isTrue();
    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(protocol.issuer());
    assertThat(claims.getAudience()).containsExactly(one.id());
    assertThat(claims.getSubject()).isEqualTo(official.account().toString());
    assertThat(claims.getClaims())
        .containsEntry("sid", sid)
        .containsEntry(
            "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
        .containsKeys("jti", "iat")
        .doesNotContainKey("nonce");
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isLessThanOrEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void logoutTokenIsSignedAndNamesTheOfficialAsTheSystemsIdTokensDo() throws Exception {
    Client system =
        systems.with(
            Map.of(
                URI_MEMBER,
                peer.reply("/pairwise", OK).at("/pairwise").toString(),
                "id_token_signed_response_alg",
                "RS256",
                "subject_type",
                "pairwise"));
    LoggedIn official = protocol.newOfficial();
    Answer tokens = systems.enter(system, official.browser());
    official.browser().post("/logout", Map.of());
    await().untilAsserted(() -> assertThat(peer.requests("/pairwise")).hasSize(1));
    String body = peer.requests("/pairwise").getFirst().body();
    SignedJWT token = SignedJWT.parse(body.substring("logout_token=".length()));
    assertThat(token.getHeader().getAlgorithm()).hasToString("RS256");
    assertThat(token.getJWTClaimsSet().getSubject())
        .startsWith("pairwise:")
        .isEqualTo(tokens.claim("id_token", "sub"));
  }

  @Test
  void sessionEndedByAnyCauseIsTold() {
    Client system = systems.with(URI_MEMBER, peer.reply("/any", OK).at("/any"));
    LoggedIn official = protocol.newOfficial();
    String sid = systems.enter(system, official.browser()).claim("id_token", "sid").toString();
    sessions.end(SessionId.of(sid), "ended-by-administrator");
    await().untilAsserted(() -> assertThat(states(sid)).containsExactly(Notice.State.DELIVERED));
  }

  @Test
  void disabledAccountLosesItsSessionsAndItsSystemsAreTold() {
    Client system = systems.with(URI_MEMBER, peer.reply("/disabled", OK).at("/disabled"));
    LoggedIn official = protocol.newOfficial();
    String sid = systems.enter(system, official.browser()).claim("id_token", "sid").toString();
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", official.account().value())
        .update();
    await().untilAsserted(() -> assertThat(states(sid)).containsExactly(Notice.State.DELIVERED));
    assertThat(
            jdbc.sql("SELECT end_reason FROM session WHERE id = :id::uuid")
                .param("id", sid)
                .query((row, number) -> row.getString(1))
                .single())
        .isEqualTo("account-disabled");
  }

  @Test
  void endThatIsRolledBackIsNotTold() {
    Client system = systems.with(URI_MEMBER, peer.reply("/undone", OK).at("/undone"));
    LoggedIn official = protocol.newOfficial();
    String sid = systems.enter(system, official.browser()).claim("id_token", "sid").toString();
    transaction.executeWithoutResult(status -> {
      assertThat(sessions.end(SessionId.of(sid), "test")).isTrue();
      assertThat(states(sid)).containsExactly(Notice.State.WAITING);
      status.setRollbackOnly();
    });
    assertThat(states(sid)).isEmpty();
    assertThat(official.browser().get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void refusalIsDeadAndAnOutageIsTriedAgain() {
    Client strict =
        systems.with(
            URI_MEMBER, peer.reply("/strict", new Peer.Reply(400, Map.of(), "")).at("/strict"));
    Client down =
        systems.with(
            URI_MEMBER, peer.reply("/down", new Peer.Reply(503, Map.of(), "")).at("/down"));
    LoggedIn official = protocol.newOfficial();
    String sid = systems.enter(strict, official.browser()).claim("id_token", "sid").toString();
    systems.enter(down, official.browser());
    official.browser().post("/logout", Map.of());

    await()
        .untilAsserted(() -> {
          assertThat(notice(sid, strict).state()).isEqualTo(Notice.State.DEAD);
          assertThat(notice(sid, strict).problem()).contains("status 400");
          assertThat(notice(sid, down).problem()).contains("503");
        });
    assertThat(notice(sid, down).state()).isEqualTo(Notice.State.WAITING);
    peer.reply("/down", OK);
    clock.advance(Duration.ofSeconds(10));
    await()
        .untilAsserted(
            () -> assertThat(notice(sid, down).state()).isEqualTo(Notice.State.DELIVERED));
    assertThat(peer.requests("/strict")).hasSize(1);
  }

  @Test
  void logoutAddressInAPrivateNetworkIsNeverCalled() {
    List<Client> inside =
        List.of(
            systems.with(URI_MEMBER, URI.create("https://10.0.0.1/logout")),
            systems.with(URI_MEMBER, URI.create("https://169.254.169.254/latest/meta-data")),
            systems.with(URI_MEMBER, URI.create("http://192.168.1.1/logout")),
            systems.with(URI_MEMBER, URI.create("file:///etc/passwd")));
    LoggedIn official = protocol.newOfficial();
    List<Answer> tokens =
        inside.stream().map(client -> systems.enter(client, official.browser())).toList();
    String sid = tokens.getFirst().claim("id_token", "sid").toString();
    official.browser().post("/logout", Map.of());
    await().untilAsserted(() -> assertThat(states(sid)).hasSize(4).containsOnly(Notice.State.DEAD));
  }

  @Test
  void loggedOutPageSaysHowManySystemsConfirmedAndNamesNoOfficial() {
    Client good = systems.with(URI_MEMBER, peer.reply("/good", OK).at("/good"));
    Client bad =
        systems.with(URI_MEMBER, peer.reply("/bad", new Peer.Reply(400, Map.of(), "")).at("/bad"));
    LoggedIn official = protocol.newOfficial();
    systems.enter(good, official.browser());
    systems.enter(bad, official.browser());
    HttpResponse<String> out = official.browser().post("/logout", Map.of());
    String address = Browser.location(out);
    assertThat(address).startsWith("/logged-out?of=");

    await()
        .untilAsserted(() -> {
          HttpResponse<String> page = protocol.browser().get(address);
          assertThat(page.body())
              .contains("1/2 hệ thống đã xác nhận", bad.name())
              .doesNotContain(good.name(), official.username(), official.account().toString());
          assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        });
    clock.advance(Duration.ofMinutes(11));
    assertThat(protocol.browser().get(address).body()).doesNotContain("hệ thống đã xác nhận");
  }

  @Test
  void tokensOfAnEndedSessionAreDeadAtOnce() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    assertThat(introspect(tokens).json().path("active").asBoolean()).isTrue();
    sessions.end(SessionId.of(tokens.claim("id_token", "sid").toString()), "test");
    assertThat(introspect(tokens).json().path("active").asBoolean()).isFalse();
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(protocol.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void webFrontIsToldLikeEveryOtherSystem() {
    assertThat(clients.find("admin-ui").orElseThrow().metadata().uri(URI_MEMBER))
        .hasToString("http://localhost:9200/logout/backchannel");
    assertThat(
            protocol
                .get("/.well-known/openid-configuration")
                .json()
                .path("backchannel_logout_session_supported")
                .asBoolean())
        .isTrue();
  }

  private Answer introspect(Answer tokens) {
    return protocol.post(
        "/oauth2/introspect",
        Map.of("token", tokens.text("access_token")),
        Protocol.basic(Protocol.DEMO_APP, "demo-app-secret"));
  }

  private List<Notice.State> states(String sid) {
    return notices.about("backchannel-logout", sid).stream().map(Notice::state).toList();
  }

  private Notice notice(String sid, Client client) {
    return notices.about("backchannel-logout", sid).stream()
        .filter(notice -> notice.recipient().equals(client.id()))
        .findFirst()
        .orElseThrow();
  }
}
