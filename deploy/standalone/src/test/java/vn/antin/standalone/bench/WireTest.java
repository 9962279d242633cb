package vn.antin.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load's HTTP connection. */
final class WireTest {
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final Wire wire = new Wire();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/echo", exchange -> answer(exchange, 200, body(exchange), false));
    server.createContext(
        "/chunked", exchange -> answer(exchange, 200, "in chunks".repeat(3_000), true));
    server.createContext("/nothing", exchange -> exchange.sendResponseHeaders(204, -1));
    server.createContext(
        "/closed",
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          answer(exchange, 200, "last", false);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    wire.close();
    server.stop(0);
  }

  @Test
  void oneConnectionServesManyRequestsOfEveryFraming() throws IOException {
    assertThat(send("/echo", "Ấn Tín").body()).isEqualTo("Ấn Tín");
    assertThat(send("/chunked", null).body()).isEqualTo("in chunks".repeat(3_000));
    assertThat(send("/nothing", null).status()).isEqualTo(204);
    assertThat(send("/echo", "again").body()).isEqualTo("again");
    assertThat(connections).hasSize(1);
  }

  @Test
  void connectionThatTheServerClosesIsOpenedAgain() throws IOException {
    assertThat(send("/closed", null).body()).isEqualTo("last");
    assertThat(send("/echo", "next").body()).isEqualTo("next");
    assertThat(connections).hasSize(2);
  }

  @Test
  void serverThatIsGoneIsAnError() {
    server.stop(0);

    assertThatThrownBy(() -> send("/echo", "lost")).isInstanceOf(IOException.class);
  }

  private Reply send(String path, @Nullable String body) throws IOException {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    return wire.send(body == null ? "GET" : "POST", address, Map.of(), body);
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange, int status, String text, boolean chunked)
      throws IOException {
    connections.add(exchange.getRemoteAddress().getPort());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, chunked ? 0 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
