package vn.antin.auth.oauth2.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;
import static vn.antin.auth.oauth2.ciba.Asking.ask;
import static vn.antin.auth.oauth2.ciba.Asking.decide;
import static vn.antin.auth.oauth2.ciba.Asking.poll;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.TestClients;

@OAuth2Test
@TestPropertySource(properties = "antin.outbound.allowed-networks=127.0.0.0/8")
final class PingTest {
  private static final String TOKEN = "notification-token-0123456789-abcdefghij";

  private final Protocol protocol;
  private final TestClients clients;
  private final JdbcClient jdbc;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger status = new AtomicInteger(204);
  private final HttpServer server;
  private Client client;

  @Autowired
  PingTest(Protocol protocol, TestClients clients, JdbcClient jdbc) throws IOException {
    this.protocol = protocol;
    this.clients = clients;
    this.jdbc = jdbc;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client = client("http://127.0.0.1:" + server.getAddress().getPort() + "/ping");
  }

  @BeforeEach
  void listen() {
    server.createContext(
        "/ping",
        exchange -> {
          // Decided before a test can see the call and decide otherwise.
          int answer = status.get();
          calls.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void clientIsToldWithItsTokenAndThenCollects() {
    LoggedIn official = protocol.newOfficial();
    String id = asked(official).text("auth_req_id");
    decide(official.browser(), "approve");
    await()
        .untilAsserted(() ->
            assertThat(calls)
                .containsExactly("Bearer " + TOKEN + " {\"auth_req_id\":\"" + id + "\"}"));
    assertThat(poll(protocol, client, id).status()).isEqualTo(200);
  }

  @Test
  void refusalIsToldAsWell() {
    LoggedIn official = protocol.newOfficial();
    String id = asked(official).text("auth_req_id");
    decide(official.browser(), "deny");
    await().untilAsserted(() -> assertThat(calls).hasSize(1));
    assertThat(poll(protocol, client, id).text("error")).isEqualTo("access_denied");
  }

  @Test
  void clientThatFailsIsToldAgain() {
    status.set(503);
    LoggedIn official = protocol.newOfficial();
    asked(official);
    decide(official.browser(), "approve");
    await().untilAsserted(() -> assertThat(calls).hasSize(1));
    status.set(204);
    await().untilAsserted(() -> assertThat(calls).hasSize(2));
  }

  @Test
  void pingNeedsATokenAndIsNotSentToInsideAddresses() {
    LoggedIn official = protocol.newOfficial();
    assertThat(ask(protocol, client, Asking.request(official.username())).text("error"))
        .isEqualTo("invalid_request");
    client = client("http://10.1.2.3/ping");
    asked(official);
    decide(official.browser(), "approve");
    await()
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql("SELECT state FROM outbox_message WHERE recipient = :client")
                        .param("client", client.id())
                        .query(String.class)
                        .single())
                .isEqualTo("dead"));
  }

  @Test
  void tokenAndRequestIdAreNeverStoredInClear() {
    LoggedIn official = protocol.newOfficial();
    String id = asked(official).text("auth_req_id");
    decide(official.browser(), "approve");
    String stored =
        jdbc.sql(
                """
                SELECT (SELECT string_agg(r::text || encode(r.notification, 'escape'), ' ')
                        FROM decoupled_request r)
                  || (SELECT coalesce(string_agg(m::text, ' '), '') FROM outbox_message m)
                """)
            .query(String.class)
            .single();
    assertThat(stored).doesNotContain(TOKEN, id);
  }

  private Answer asked(LoggedIn official) {
    Answer asked =
        ask(
            protocol,
            client,
            Protocol.with(Asking.request(official.username()), "client_notification_token", TOKEN));
    assertThat(asked.status()).isEqualTo(200);
    return asked;
  }

  private Client client(String endpoint) {
    return clients.register(
        Asking.newClient()
            .metadata(
                new ClientMetadata(
                    Map.of(
                        "backchannel_token_delivery_mode",
                        "ping",
                        "backchannel_client_notification_endpoint",
                        endpoint)))
            .build());
  }
}
