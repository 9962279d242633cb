package vn.antin.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The proxy before nodes of which one may die. */
final class NodeProxyTest {
  private static final String ANSWER = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

  @Test
  void refusedConnectionGoesToTheOtherNode() throws IOException {
    int refusing = freePort();
    try (ServerSocket node = node(ANSWER, new AtomicInteger());
        NodeProxy proxy = NodeProxy.open(freePort(), List.of(refusing, node.getLocalPort()));
        Wire wire = new Wire()) {
      for (int i = 0; i < 20; i++) {
        assertThat(ask(wire, proxy).status()).isEqualTo(204);
        assertThat(proxy.nodeOf(wire.localPort())).isEqualTo(node.getLocalPort());
      }
    }
  }

  @Test
  void requestThatANodeTookIsNotSentAgain() throws IOException {
    AtomicInteger taken = new AtomicInteger();
    try (ServerSocket one = node("", taken);
        ServerSocket two = node("", taken);
        NodeProxy proxy =
            NodeProxy.open(freePort(), List.of(one.getLocalPort(), two.getLocalPort()));
        Wire wire = new Wire()) {
      assertThatThrownBy(() -> ask(wire, proxy)).isInstanceOf(EOFException.class);
      assertThat(taken).hasValue(1);
    }
  }

  private static Reply ask(Wire wire, NodeProxy proxy) throws IOException {
    return wire.send("GET", URI.create("http://localhost:" + proxy.port() + "/"), Map.of(), null);
  }

  /** Reads a request and answers it, or hangs up when there is no answer. */
  private static ServerSocket node(String answer, AtomicInteger taken) throws IOException {
    ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!door.isClosed()) {
            try (Socket client = door.accept()) {
              taken.incrementAndGet();
              while (client.getInputStream().read() != '\n') {
                // Up to the end of the request line is enough.
              }
              client.getInputStream().readNBytes(client.getInputStream().available());
              client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
              return;
            }
          }
        });
    return door;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
