package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Requests larger than others may send, from senders who take their time. */
@OAuth2Test
// Places are counted by node and by the sender's address.
@TestPropertySource(properties = "antin.test.nodes=1")
final class LargeFormsTest {
  private static final int LENGTH = 300_000;

  private final URI server;

  @Autowired
  LargeFormsTest(Protocol protocol) {
    server = URI.create(protocol.issuer());
  }

  @Test
  void slowSendersAtOneAddressHoldFourPlacesAndOthersGetThrough() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        Socket socket = begun("127.0.0.1");
        slow.add(socket);
        assertThat(answered(socket)).as("the body is waited for").isEmpty();
      }
      try (Socket fifth = begun("127.0.0.1");
          Socket other = begun("127.0.0.2")) {
        assertThat(answer(fifth)).startsWith("HTTP/1.1 503").contains("one of too many");
        other.getOutputStream().write(new byte[LENGTH]);
        other.getOutputStream().flush();
        assertThat(answer(other)).startsWith("HTTP/1.1 4");
      }
    } finally {
      slow.forEach(LargeFormsTest::close);
    }
  }

  private Socket begun(String from) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            """
            POST /oauth2/par HTTP/1.1\r
            Host: %s\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: %d\r
            Connection: close\r
            \r
            """
                .formatted(server.getAuthority(), LENGTH)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** What has come within half a second; empty for nothing. */
  private static String answered(Socket socket) throws IOException {
    socket.setSoTimeout(500);
    try {
      return answer(socket);
    } catch (java.net.SocketTimeoutException e) {
      return "";
    }
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4096];
    int length = 0;
    int count;
    while (length < bytes.length && (count = in.read(bytes, length, bytes.length - length)) > 0) {
      length += count;
      if (new String(bytes, 0, length, StandardCharsets.UTF_8).contains("}")) {
        break;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
