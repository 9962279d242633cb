package vn.antin.signing.authserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;

class RequestsTest {
  private static final int AT_ONCE = 8;
  private static final int TIMES = 10;

  @Test
  void anAuthServerStartedAnewIsAskedAtOnce() throws Exception {
    var together = new CyclicBarrier(AT_ONCE);
    var server = listen(0, together);
    int port = server.getAddress().getPort();
    var requests =
        Requests.to(
            new AuthServerProperties(
                "http://localhost:" + port,
                Path.of("unused"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int time = 0; time < TIMES; time++) {
        List<Callable<Integer>> posts = Collections.nCopies(AT_ONCE, () -> post(requests, port));
        assertThat(threads.invokeAll(posts)).extracting(Future::get).containsOnly(200);
        server.stop(0);
        server = listen(port, together);
      }
    } finally {
      server.stop(0);
    }
  }

  private static int post(ClientHttpRequestFactory requests, int port) throws IOException {
    var post = requests.createRequest(URI.create("http://localhost:" + port), HttpMethod.POST);
    try (var answer = post.execute()) {
      answer.getBody().readAllBytes();
      return answer.getStatusCode().value();
    }
  }

  /** Answers when as many connections are open as calls are made, so that all of them are kept. */
  private static HttpServer listen(int port, CyclicBarrier together) throws IOException {
    var server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            together.await();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[2]);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    server.start();
    return server;
  }
}
