package vn.antin.auth.oauth2.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.Peer;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.ClaimsChanged;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;

@OAuth2Test
final class SharedSignalsTest {
  private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";

  private final Peer peer = Peer.start();
  private final Protocol protocol;
  private final TestClients clients;
  private final Sessions sessions;
  private final Credentials credentials;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final org.springframework.context.ApplicationEventPublisher happenings;

  @Autowired
  SharedSignalsTest(
      Protocol protocol,
      TestClients clients,
      Sessions sessions,
      Credentials credentials,
      JdbcClient jdbc,
      TestClock clock,
      org.springframework.context.ApplicationEventPublisher happenings) {
    this.protocol = protocol;
    this.clients = clients;
    this.sessions = sessions;
    this.credentials = credentials;
    this.jdbc = jdbc;
    this.clock = clock;
    this.happenings = happenings;
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void everyEndpointOfTheConfigurationIsThere() {
    JsonNode configuration = protocol.get("/.well-known/ssf-configuration").json();
    assertThat(configuration.path("spec_version").asString()).isEqualTo("1_0");
    assertThat(configuration.path("issuer").asString()).isEqualTo(protocol.issuer());
    for (String name : List.of("configuration", "status", "add_subject", "remove_subject")) {
      URI address = URI.create(configuration.path(name + "_endpoint").asString());
      assertThat(protocol.post(address.getPath(), Map.of(), Map.of()).status()).isEqualTo(401);
    }
    assertThat(
            protocol
                .get("/.well-known/openid-configuration")
                .json()
                .path("scopes_supported")
                .valueStream()
                .map(JsonNode::asString))
        .contains("ssf.manage", "ssf.read");
  }

  @Test
  void streamIsCreatedReadUpdatedReplacedAndDeleted() {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    assertThat(receiver.call("GET", "/api/ssf/streams", null).json().size()).isZero();
    Answer created =
        receiver.call(
            "POST",
            "/api/ssf/streams",
            """
            {"delivery": {"method": "urn:ietf:rfc:8935",
              "endpoint_url": "https://receiver.example/events",
              "authorization_header": "Bearer receiver-secret"},
             "events_requested": ["%ssession-revoked", "urn:example:unknown"],
             "description": "one"}
            """
                .formatted(CAEP));
    assertThat(created.status()).isEqualTo(201);
    JsonNode stream = created.json();
    String id = stream.path("stream_id").asString();
    assertThat(stream.path("iss").asString()).isEqualTo(protocol.issuer());
    assertThat(stream.path("aud").asString()).isEqualTo(receiver.client().id());
    assertThat(texts(stream.path("events_delivered"))).containsExactly(CAEP + "session-revoked");
    assertThat(texts(stream.path("events_supported"))).hasSize(5);
    assertThat(created.response().body()).doesNotContain("receiver-secret");
    assertThat(
            jdbc.sql(
                    "SELECT encode(authorization_header, 'escape') FROM signal_stream WHERE id = :id")
                .param("id", id)
                .query((row, number) -> row.getString(1))
                .single())
        .doesNotContain("receiver-secret");

    Answer updated =
        receiver.call(
            "PATCH",
            "/api/ssf/streams",
            """
            {"stream_id": "%s", "description": "two", "aud": "%s"}
            """
                .formatted(id, receiver.client().id()));
    assertThat(updated.text("description")).isEqualTo("two");
    assertThat(updated.json().path("delivery").path("method").asString())
        .isEqualTo("urn:ietf:rfc:8935");
    assertThat(
            receiver
                .call(
                    "PATCH",
                    "/api/ssf/streams",
                    "{\"stream_id\": \"%s\", \"aud\": \"somebody-else\"}".formatted(id))
                .status())
        .isEqualTo(400);

    Answer replaced =
        receiver.call("PUT", "/api/ssf/streams", "{\"stream_id\": \"%s\"}".formatted(id));
    assertThat(replaced.json().path("delivery").path("endpoint_url").asString())
        .isEqualTo(protocol.issuer() + "/api/ssf/poll/" + id);
    assertThat(replaced.json().has("description")).isFalse();
    assertThat(receiver.call("GET", "/api/ssf/streams?stream_id=" + id, null).json())
        .isEqualTo(replaced.json());
    assertThat(receiver.call("GET", "/api/ssf/streams", null).json().size()).isEqualTo(1);

    assertThat(receiver.call("DELETE", "/api/ssf/streams?stream_id=" + id, null).status())
        .isEqualTo(204);
    assertThat(receiver.call("GET", "/api/ssf/streams?stream_id=" + id, null).status())
        .isEqualTo(404);
  }

  @Test
  void receiverSeesItsOwnStreamsOnlyAndNeedsTheScope() {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    SignalReceiver stranger = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    assertThat(stranger.call("GET", "/api/ssf/streams?stream_id=" + id, null).status())
        .isEqualTo(404);
    assertThat(stranger.call("DELETE", "/api/ssf/streams?stream_id=" + id, null).status())
        .isEqualTo(404);
    assertThat(stranger.poll(id, "{\"returnImmediately\": true}").status()).isEqualTo(404);
    SignalReceiver reader = receiver.with("ssf.read");
    assertThat(reader.call("GET", "/api/ssf/status?stream_id=" + id, null).status()).isEqualTo(200);
    assertThat(reader.call("POST", "/api/ssf/streams", "{}").status()).isEqualTo(403);
    Answer official = protocol.redeem(protocol.code(protocol.newOfficial().browser()));
    assertThat(
            protocol
                .post(
                    "/api/ssf/streams",
                    Map.of(),
                    Map.of("Authorization", "Bearer " + official.text("access_token")))
                .status())
        .isEqualTo(403);
  }

  @Test
  void malformedStreamsAreRefused() {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    for (String body :
        List.of(
            "[]",
            "nonsense",
            "{\"delivery\": {\"method\": \"urn:example:pigeon\"}}",
            "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\"}}",
            "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"file:///x\"}}",
            "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\","
                + " \"endpoint_url\": \"https://u:p@r.example/\"}}",
            "{\"events_requested\": \"x\"}")) {
      assertThat(receiver.call("POST", "/api/ssf/streams", body).status()).as(body).isEqualTo(400);
    }
    assertThat(
            receiver
                .call("POST", "/api/ssf/streams", "{\"x\": \"" + "y".repeat(70_000) + "\"}")
                .status())
        .isEqualTo(413);
  }

  @Test
  void endedSessionIsPushedOnceAsASignedEvent() throws Exception {
    peer.reply("/events", new Peer.Reply(202, Map.of(), ""));
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    receiver.newStream(
        """
        {"delivery": {"method": "urn:ietf:rfc:8935", "endpoint_url": "%s",
          "authorization_header": "Bearer receiver-secret"}}
        """
            .formatted(peer.at("/events")));
    LoggedIn official = protocol.newOfficial();
    receiver.enter(official.browser());
    protocol.newOfficial().browser().post("/logout", Map.of());
    official.browser().post("/logout", Map.of());

    await().untilAsserted(() -> assertThat(peer.requests("/events")).hasSize(1));
    Peer.Request request = peer.requests("/events").getFirst();
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer receiver-secret")
        .containsEntry("content-type", "application/secevent+jwt");
    SignedJWT token = SignedJWT.parse(request.body());
    assertThat(token.getHeader().getType()).hasToString("secevent+jwt");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(protocol.issuer());
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(receiver.client().id());
    assertThat(token.getJWTClaimsSet().getSubject()).isNull();
    assertThat(token.getJWTClaimsSet().getExpirationTime()).isNull();
    assertThat(token.getJWTClaimsSet().getJSONObjectClaim("sub_id"))
        .containsEntry("format", "iss_sub")
        .containsEntry("iss", protocol.issuer())
        .containsEntry("sub", official.account().toString());
    assertThat(event(token, "session-revoked"))
        .containsEntry("initiating_entity", "user")
        .containsKeys("event_timestamp", "reason_admin");
    await().untilAsserted(() -> assertThat(held(receiver)).isZero());
  }

  @Test
  void eventIsSignedAndNamesTheOfficialAsTheReceiverRegistered() throws Exception {
    SignalReceiver receiver =
        SignalReceiver.register(
            protocol,
            clients,
            Map.of("security_event_signed_response_alg", "RS256", "subject_type", "pairwise"));
    String id = receiver.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    Object sub = receiver.enter(official.browser()).claim("id_token", "sub");
    assertThat(sub).isNotEqualTo(official.account().toString());
    String subject =
        "{\"stream_id\": \"%s\", \"subject\": {\"format\": \"opaque\", \"id\": \"%s\"}}"
            .formatted(id, sub);
    assertThat(receiver.call("POST", "/api/ssf/subjects/add", subject).status()).isEqualTo(200);
    official.browser().post("/logout", Map.of());
    SignedJWT token = receiver.pollOne(id);
    assertThat(token.getHeader().getAlgorithm()).hasToString("RS256");
    assertThat(token.getJWTClaimsSet().getJSONObjectClaim("sub_id")).containsEntry("sub", sub);
    credentials.setPassword(official.account(), "hash");
    assertThat(held(receiver)).as("named, so told after the session").isEqualTo(2);
  }

  @Test
  void oneOfSeveralSessionsIsNamedAndItsOthersLiveOn() throws Exception {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    LoggedIn desk = protocol.newOfficial();
    String sid = receiver.enter(desk.browser()).claim("id_token", "sid").toString();
    var phone = protocol.browser();
    protocol.logIn(phone, phone.get("/account"), desk.username());
    sessions.end(SessionId.of(sid), "ended-by-official");
    Map<String, Object> subject =
        receiver.pollOne(id).getJWTClaimsSet().getJSONObjectClaim("sub_id");
    assertThat(subject).containsEntry("format", "complex");
    assertThat(subject.get("session")).isEqualTo(Map.of("format", "opaque", "id", sid));
  }

  @Test
  void pollHandsOutEventsUntilTheyAreAcknowledged() throws Exception {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    receiver.enter(official.browser());
    for (int change = 0; change < 3; change++) {
      credentials.setPassword(official.account(), "hash-" + change);
    }
    Answer first = receiver.poll(id, "{\"maxEvents\": 2, \"returnImmediately\": true}");
    assertThat(first.json().path("sets").size()).isEqualTo(2);
    assertThat(first.json().path("moreAvailable").asBoolean()).isTrue();
    Answer again = receiver.poll(id, "{\"maxEvents\": 2, \"returnImmediately\": true}");
    assertThat(again.json().path("sets").propertyNames())
        .isEqualTo(first.json().path("sets").propertyNames());
    List<String> jtis = List.copyOf(first.json().path("sets").propertyNames());
    Answer second =
        receiver.poll(
            id,
            """
            {"ack": ["%s"], "setErrs": {"%s": {"err": "invalid_key", "description": "x"}},
             "returnImmediately": true}
            """
                .formatted(jtis.getFirst(), jtis.getLast()));
    assertThat(second.json().path("sets").size()).isEqualTo(1);
    assertThat(second.json().has("moreAvailable")).isFalse();
    String jti = second.json().path("sets").propertyNames().iterator().next();
    assertThat(
            event(
                SignedJWT.parse(second.json().path("sets").path(jti).asString()),
                "credential-change"))
        .containsEntry("credential_type", "password")
        .containsEntry("change_type", "update");
    assertThat(
            receiver
                .poll(id, "{\"ack\": [\"%s\"], \"maxEvents\": 0}".formatted(jti))
                .json()
                .path("sets")
                .size())
        .isZero();
    assertThat(held(receiver)).isZero();
    assertThat(receiver.poll(id, "{\"ack\": [\"x\"], \"maxEvents\": 0}").status()).isEqualTo(400);
  }

  @Test
  void waitingPollIsAnsweredWhenSomethingHappens() throws Exception {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    receiver.enter(official.browser());
    var waiting = new java.util.concurrent.FutureTask<>(() -> receiver.poll(id, "{}"));
    Thread.ofVirtual().start(waiting);
    await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());
    credentials.setPassword(official.account(), "hash");
    assertThat(waiting.get(1, java.util.concurrent.TimeUnit.MINUTES).json().path("sets").size())
        .isEqualTo(1);
  }

  @Test
  void verificationEventEchoesItsState() throws Exception {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    String body = "{\"stream_id\": \"%s\", \"state\": \"st-1\"}".formatted(id);
    assertThat(receiver.call("POST", "/api/ssf/verify", body).status()).isEqualTo(204);
    assertThat(receiver.call("POST", "/api/ssf/verify", body).status()).isEqualTo(429);
    SignedJWT token = receiver.pollOne(id);
    assertThat(token.getJWTClaimsSet().getJSONObjectClaim("sub_id"))
        .isEqualTo(Map.of("format", "opaque", "id", id));
    assertThat(token.getJWTClaimsSet().getJSONObjectClaim("events"))
        .isEqualTo(
            Map.of(
                "https://schemas.openid.net/secevent/ssf/event-type/verification",
                Map.of("state", "st-1")));
    clock.advance(Duration.ofSeconds(6));
    assertThat(receiver.call("POST", "/api/ssf/verify", body).status()).isEqualTo(204);
  }

  @Test
  void pausedStreamHoldsItsEventsAndADisabledOneHasNone() {
    peer.reply("/paused", new Peer.Reply(202, Map.of(), ""));
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id =
        receiver.newStream(
            "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"%s\"}}"
                .formatted(peer.at("/paused")));
    LoggedIn official = protocol.newOfficial();
    receiver.enter(official.browser());
    Answer paused = receiver.status(id, "paused");
    assertThat(paused.text("status")).isEqualTo("paused");
    assertThat(paused.text("reason")).isEqualTo("test");
    credentials.setPassword(official.account(), "hash-1");
    assertThat(held(receiver)).isEqualTo(1);
    assertThat(peer.requests("/paused")).isEmpty();
    receiver.status(id, "enabled");
    await().untilAsserted(() -> assertThat(peer.requests("/paused")).hasSize(1));

    receiver.status(id, "disabled");
    credentials.setPassword(official.account(), "hash-2");
    assertThat(held(receiver)).isZero();
    assertThat(receiver.status(id, "asleep").status()).isEqualTo(400);
  }

  @Test
  void receiverHearsOnlyOfItsOwnOfficialsAndOfThoseItNamed() {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    credentials.setPassword(official.account(), "hash-1");
    assertThat(held(receiver)).isZero();

    String subject =
        "{\"stream_id\": \"%s\", \"subject\": {\"format\": \"iss_sub\", \"iss\": \"%s\", \"sub\": \"%s\"}}"
            .formatted(id, protocol.issuer(), official.account());
    assertThat(receiver.call("POST", "/api/ssf/subjects/add", subject).status()).isEqualTo(200);
    credentials.setPassword(official.account(), "hash-2");
    assertThat(held(receiver)).isEqualTo(1);

    assertThat(receiver.call("POST", "/api/ssf/subjects/remove", subject).status()).isEqualTo(204);
    receiver.enter(official.browser());
    credentials.setPassword(official.account(), "hash-3");
    assertThat(held(receiver)).isEqualTo(1);
  }

  @Test
  void answerDoesNotTellWhetherAnOfficialExists() {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    for (String email : List.of(official.username() + "@tinh.gov.vn", "nobody@example.com")) {
      Answer answer =
          receiver.call(
              "POST",
              "/api/ssf/subjects/add",
              "{\"stream_id\": \"%s\", \"subject\": {\"format\": \"email\", \"email\": \"%s\"}}"
                  .formatted(id, email));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.response().body()).isEmpty();
    }
  }

  @Test
  void changedClaimsAreToldAsFarAsTheReceiverMayKnowThem() throws Exception {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id = receiver.newStream("{}");
    LoggedIn official = protocol.newOfficial();
    receiver.enter(official.browser());
    AccountId account = official.account();
    happenings.publishEvent(new ClaimsChanged(account, true, true));
    Object claims = event(receiver.pollOne(id), "token-claims-change").get("claims");
    assertThat(claims)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("email", official.username() + "@tinh.gov.vn")
        .doesNotContainKey("name");
  }

  @Test
  void eventAddressInAPrivateNetworkIsNeverCalled() {
    SignalReceiver receiver = SignalReceiver.register(protocol, clients);
    String id =
        receiver.newStream(
            "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\","
                + " \"endpoint_url\": \"https://10.0.0.1/events\"}}");
    receiver.call("POST", "/api/ssf/verify", "{\"stream_id\": \"%s\"}".formatted(id));
    await()
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql("SELECT state FROM outbox_message WHERE recipient = :id")
                        .param("id", id)
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("dead"));
  }

  private int held(SignalReceiver receiver) {
    return jdbc.sql(
            """
            SELECT count(*) FROM signal_event e JOIN signal_stream s ON s.id = e.stream_id
            WHERE s.client_id = :client
            """)
        .param("client", receiver.client().id())
        .query(Integer.class)
        .single();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> event(SignedJWT token, String name) throws ParseException {
    Map<String, Object> events = token.getJWTClaimsSet().getJSONObjectClaim("events");
    assertThat(events).containsOnlyKeys(CAEP + name);
    return (Map<String, Object>) java.util.Objects.requireNonNull(events.get(CAEP + name));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
