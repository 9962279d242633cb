package vn.antin.auth.oauth2.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestTree;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.Lifecycle;
import vn.antin.auth.org.lifecycle.Posting;
import vn.antin.auth.org.lifecycle.PostingChange;

/** Systems that hear of an official's other post. */
@OAuth2Test
final class WorkSignalsTest {
  private final Protocol protocol;
  private final TestClients clients;
  private final Lifecycle lifecycle;
  private final JdbcClient jdbc;

  @Autowired
  WorkSignalsTest(Protocol protocol, TestClients clients, Lifecycle lifecycle, JdbcClient jdbc) {
    this.protocol = protocol;
    this.clients = clients;
    this.lifecycle = lifecycle;
    this.jdbc = jdbc;
  }

  @Test
  void anotherPostIsToldToWhoMayKnowIt() throws ParseException {
    SignalReceiver receiver = ofPosts();
    String id = receiver.newStream("{}");
    SignalReceiver stranger = SignalReceiver.register(protocol, clients);
    stranger.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    receiver.enter(official.browser(), "openid post");
    stranger.enter(official.browser());

    move(official);

    assertThat(told(receiver, id)).contains("Phó Giám đốc", "unit_path").doesNotContain("roles");
    assertThat(events(stranger)).isZero();
  }

  @Test
  void postIsNotToldToWhoWasNotGrantedIt() {
    SignalReceiver receiver = ofPosts();
    receiver.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    receiver.enter(official.browser(), "openid email");
    move(official);
    assertThat(events(receiver)).as("registered for posts, but not granted them").isZero();

    LoggedIn gone = protocol.newOfficial();
    receiver.enter(gone.browser(), "openid post");
    jdbc.sql(
            """
            UPDATE token_family SET revoked_at = now(), revoked_because = 'test'
            WHERE account_id = :account
            """)
        .param("account", gone.account().value())
        .update();
    move(gone);
    assertThat(events(receiver)).as("granted once").isZero();
  }

  private SignalReceiver ofPosts() {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    clients.register(
        receiver.client().toBuilder()
            .scopes(Set.of("openid", "email", "post", "ssf.manage", "ssf.read"))
            .build());
    return receiver;
  }

  private void move(LoggedIn official) {
    Posting post =
        new Posting(
            new TestTree(jdbc).unit(null, "Sở Nội vụ"),
            "Phó Giám đốc",
            AssignmentKind.MAIN,
            LocalDate.of(2026, 1, 5),
            null);
    lifecycle.move(
        official.account(),
        new PostingChange.Transfer(post, false),
        new Actor.Automatic("test", null));
  }

  private int events(SignalReceiver receiver) {
    return jdbc.sql(
            """
            SELECT count(*) FROM signal_event e JOIN signal_stream s ON s.id = e.stream_id
            WHERE s.client_id = :client
            """)
        .param("client", receiver.client().id())
        .query(Integer.class)
        .single();
  }

  private static String told(SignalReceiver receiver, String stream) throws ParseException {
    Map<String, Object> events =
        receiver.pollOne(stream).getJWTClaimsSet().getJSONObjectClaim("events");
    assertThat(events)
        .containsOnlyKeys(
            "https://schemas.openid.net/secevent/caep/event-type/token-claims-change");
    return events.toString();
  }
}
