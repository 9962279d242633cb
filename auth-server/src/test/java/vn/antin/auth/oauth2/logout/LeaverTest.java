package vn.antin.auth.oauth2.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.FreePort;
import vn.antin.auth.Peer;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.oauth2.token.Handle;
import vn.antin.auth.oauth2.token.HandleKind;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.Lifecycle;
import vn.antin.auth.outbox.Notice;
import vn.antin.auth.outbox.Notices;

/**
 * An official leaves: what dies at once, and how long it takes until every system has been told,
 * one of which is down.
 */
@OAuth2Test
final class LeaverTest {
  private static final Logger LOG = LoggerFactory.getLogger(LeaverTest.class);
  private static final String URI_MEMBER = "backchannel_logout_uri";
  private static final Peer.Reply OK = new Peer.Reply(200, Map.of(), "");
  private static final Actor TEST = new Actor.Automatic("test", null);

  private final Protocol protocol;
  private final Systems systems;
  private final Lifecycle lifecycle;
  private final Accounts accounts;
  private final TokenStore store;
  private final Notices notices;
  private final JdbcClient jdbc;

  @Autowired
  LeaverTest(
      Protocol protocol,
      TestClients clients,
      Lifecycle lifecycle,
      Accounts accounts,
      TokenStore store,
      Notices notices,
      JdbcClient jdbc) {
    this.protocol = protocol;
    this.systems = new Systems(protocol, clients);
    this.lifecycle = lifecycle;
    this.accounts = accounts;
    this.store = store;
    this.notices = notices;
    this.jdbc = jdbc;
  }

  @Test
  void everySystemIsToldAlsoTheOneThatWasDown() {
    try (Peer up = Peer.start()) {
      int port = FreePort.find();
      Client down = systems.with(URI_MEMBER, URI.create("http://127.0.0.1:" + port + "/down"));
      Client one = systems.with(URI_MEMBER, up.reply("/one", OK).at("/one"));
      Client two = systems.with(URI_MEMBER, up.reply("/two", OK).at("/two"));
      LoggedIn official = protocol.newOfficial();
      for (Client system : List.of(one, two, down)) {
        systems.enter(system, official.browser());
      }
      String account = official.account().toString();

      Instant start = Instant.now();
      assertThat(lifecycle.disable(official.account(), "test", TEST)).isTrue();
      final Duration disabled = Duration.between(start, Instant.now());
      await().pollInterval(Duration.ofMillis(5)).until(() -> confirmed(account, start).size() == 2);
      final Duration twoTold = Duration.between(start, Instant.now());
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(() ->
              notices.ofLeaver(account, start.minusSeconds(1)).stream()
                  .anyMatch(notice -> notice.problem() != null));
      assertThat(confirmed(account, start)).containsExactlyInAnyOrder(one.id(), two.id());
      assertThat(up.requests("/one")).hasSize(1);
      assertThat(up.requests("/two")).hasSize(1);

      Instant back = Instant.now();
      try (Peer again = Peer.startAt(port)) {
        again.reply("/down", OK);
        await()
            .pollInterval(Duration.ofMillis(20))
            .until(() -> confirmed(account, start).size() == 3);
        assertThat(again.requests("/down")).hasSize(1);
      }
      final Duration lastTold = Duration.between(start, Instant.now());
      LOG.info(
          "leaver: disabled in {} ms, two systems told after {} ms, the third was down until {} ms"
              + " and told after {} ms",
          disabled.toMillis(),
          twoTold.toMillis(),
          Duration.between(start, back).toMillis(),
          lastTold.toMillis());
      assertThat(twoTold).isLessThan(Duration.ofSeconds(5));
    }
  }

  private List<String> confirmed(String account, Instant since) {
    return notices.ofLeaver(account, since.minusSeconds(1)).stream()
        .filter(notice -> notice.state() == Notice.State.DELIVERED)
        .map(Notice::system)
        .toList();
  }

  @Test
  void sessionsTokensAndGrantsDieInTheTransactionThatDisables() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    String unspent = protocol.code(official.browser());
    Handle opaque = opaque(tokens);
    UUID grant = grant(official.account(), tokens.claim("id_token", "sid").toString());
    assertThat(store.findAlive(HandleKind.ACCESS, opaque)).isPresent();

    lifecycle.disable(official.account(), "test", TEST);

    assertThat(transactions(official.account(), grant)).hasSize(1);
    assertDead(tokens, unspent, opaque, official);
    assertThat(
            official
                .browser()
                .logIn(
                    Browser.location(official.browser().get("/account")),
                    official.username(),
                    vn.antin.auth.TestAccounts.PASSWORD)
                .statusCode())
        .isNotEqualTo(303);
  }

  @Test
  void nothingOfBeforeComesToLifeWithTheAccount() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = protocol.redeem(protocol.code(official.browser()));
    String unspent = protocol.code(official.browser());
    Handle opaque = opaque(tokens);
    lifecycle.disable(official.account(), "test", TEST);
    assertThat(lifecycle.enable(official.account(), TEST)).isTrue();
    assertThat(accounts.find(official.account()).orElseThrow().active()).isTrue();
    assertDead(tokens, unspent, opaque, official);
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM session WHERE account_id = :account AND ended_at IS NULL
                    """)
                .param("account", official.account().value())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void tokensThatNobodyAsksUsAboutLiveFiveMinutesAtMost() throws ParseException {
    Answer tokens = protocol.redeem(protocol.code(protocol.newOfficial().browser()));
    var claims = SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet();
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isLessThanOrEqualTo(Duration.ofMinutes(5));
  }

  private void assertDead(Answer tokens, String unspent, Handle opaque, LoggedIn official) {
    assertThat(store.findAlive(HandleKind.ACCESS, opaque)).isEmpty();
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(protocol.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(protocol.redeem(unspent).text("error")).isEqualTo("invalid_grant");
    assertThat(official.browser().get("/account").statusCode()).isIn(302, 303);
  }

  private Handle opaque(Answer tokens) {
    Family family = FamilyId.ofTokenId(jwtId(tokens)).flatMap(store::findAlive).orElseThrow();
    return store.issue(family, HandleKind.ACCESS, family.endsAt());
  }

  private static String jwtId(Answer tokens) {
    try {
      return SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet().getJWTID();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** A signature agreed to and not yet made. */
  private UUID grant(AccountId account, String session) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            WITH agreed AS (
              INSERT INTO approval (id, session_id, account_id, client_id, client_name,
                request_digest, return_to, details, asked_at, expires_at, decision, decided_at)
              VALUES (:id, CAST(:session AS uuid), :account, 'demo-app', 'demo', CAST(:id AS text), '/x', '[]',
                now(), now() + interval '5 min', 'approved', now())
              RETURNING id)
            INSERT INTO signing_grant (id, approval_id, account_id, session_id, client_id,
              credential_id, request_id, hash_type, hash_algorithm, parameters_digest, details,
              created_at, expires_at)
            SELECT :id, id, :account, CAST(:session AS uuid), 'demo-app', :id, :id, 'SDR', 'x',
              decode(repeat('00', 32), 'hex'), '[]', now(), now() + interval '5 min'
            FROM agreed
            """)
        .param("id", id)
        .param("session", session)
        .param("account", account.value())
        .update();
    return id;
  }

  /** Which transactions wrote the end of the account, its sessions, families and grants. */
  private List<String> transactions(AccountId account, UUID grant) {
    return jdbc.sql(
            """
            SELECT xmin::text FROM account WHERE id = :account AND status = 'disabled'
            UNION
            SELECT xmin::text FROM session WHERE account_id = :account
            UNION
            SELECT xmin::text FROM token_family WHERE account_id = :account
            UNION
            SELECT xmin::text FROM signing_grant WHERE id = :grant AND revoked_at IS NOT NULL
            """)
        .param("account", account.value())
        .param("grant", grant)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
