package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.with;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

/** Nobody makes this server call into the house by a {@code request_uri} (SSRF). */
@OAuth2Test
@TestPropertySource(properties = "antin.outbound.allowed-networks=")
final class RequestUriGuardTest {
  private final Protocol protocol;
  private final TestClients clients;

  @Autowired
  RequestUriGuardTest(Protocol protocol, TestClients clients) {
    this.protocol = protocol;
    this.clients = clients;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/request.jwt",
        "https://10.0.0.1/request.jwt",
        "https://192.168.1.1/request.jwt",
        "https://[::1]/request.jwt",
        "https://[::ffff:127.0.0.1]/request.jwt",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd"
      })
  void requestUriInsideTheHouseIsNotFetched(String address) {
    assertThat(answer(address)).containsEntry("error", "invalid_request_uri");
  }

  @Test
  void serviceOnThisMachineIsNotEvenConnectedTo() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    service.start();
    try {
      String port = ":" + service.getAddress().getPort();
      for (String host : List.of("127.0.0.1", "localhost", "127.1", "0.0.0.0")) {
        assertThat(answer("http://" + host + port + "/r"))
            .containsEntry("error", "invalid_request_uri");
      }
      assertThat(asked).hasValue(0);
    } finally {
      service.stop(0);
    }
  }

  private Map<String, String> answer(String address) {
    Client client =
        clients.register(SystemFromOutside.with(Map.of("request_uris", List.of(address))).build());
    return protocol
        .authorize(
            protocol.newOfficial().browser(),
            with(SystemFromOutside.request(client), "request_uri", address))
        .parameters();
  }
}
