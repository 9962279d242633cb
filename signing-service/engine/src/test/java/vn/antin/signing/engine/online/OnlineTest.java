package vn.antin.signing.engine.online;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OnlineTest {

  private static final CountDownLatch CLOSED = new CountDownLatch(1);
  private static HttpServer server;

  @BeforeAll
  static void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (path) {
              case "/hang" -> await();
              case "/slow" -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                await();
              }
              case "/round" -> {
                exchange.getResponseHeaders().set("Location", "/round");
                exchange.sendResponseHeaders(302, -1);
              }
              case "/inside" -> {
                exchange.getResponseHeaders().set("Location", "http://10.0.0.1/secret");
                exchange.sendResponseHeaders(302, -1);
              }
              case "/file" -> {
                exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
                exchange.sendResponseHeaders(302, -1);
              }
              case "/moved" -> {
                exchange.getResponseHeaders().set("Location", "/here");
                exchange.sendResponseHeaders(307, -1);
              }
              case "/missing" -> exchange.sendResponseHeaders(404, -1);
              default -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                byte[] answer = body.length == 0 ? new byte[1000] : body;
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
              }
            }
          }
        });
    server.start();
  }

  private static void await() {
    try {
      CLOSED.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterAll
  static void stop() {
    CLOSED.countDown();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/x",
        "http://localhost/x",
        "http://[::1]/x",
        "http://[::ffff:10.1.2.3]/x",
        "http://10.1.2.3/x",
        "http://172.16.0.9/x",
        "http://192.168.1.1/x",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/x",
        "http://[fd00::1]/x",
        "http://0.0.0.0/x",
        "http://2130706433/x",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "ldap://example.com/x",
        "jar:http://example.com/x!/y",
        "http://user@example.com/x",
        "http:///x"
      })
  void addressOfNobodysBusinessIsRefused(String address) {
    try (Online online = new Online(OnlineLimits.defaults())) {
      assertThat(online.get(URI.create(address), "*/*", 10)).isInstanceOf(Answer.Refused.class);
    }
  }

  @Test
  void hostThatTheOperatorAllowsIsReached() {
    assertThat(get("/here", 1000)).isInstanceOf(Answer.Received.class);
  }

  @Test
  void redirectIsFollowed() {
    assertThat(get("/moved", 1000)).isInstanceOf(Answer.Received.class);
  }

  @Test
  void redirectToAnAddressInsideIsRefused() {
    assertThat(get("/inside", 1000)).isInstanceOf(Answer.Refused.class);
    assertThat(get("/file", 1000)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void redirectsInACircleEnd() {
    assertThat(get("/round", 1000)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void answerThatIsTooLongIsAFailure() {
    assertThat(get("/here", 999)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void silentServerIsGivenUp() {
    long start = System.nanoTime();
    try (Online impatient = online(Duration.ofMillis(700))) {
      assertThat(get(impatient, "/hang", 1000)).isInstanceOf(Answer.Failed.class);
      assertThat(get(impatient, "/slow", 1000)).isInstanceOf(Answer.Failed.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void statusOtherThan200IsAFailure() {
    assertThat(get("/missing", 1000)).isEqualTo(new Answer.Failed("status 404"));
  }

  @Test
  void nameThatDoesNotResolveIsAFailure() {
    try (Online online = new Online(OnlineLimits.defaults())) {
      assertThat(online.get(URI.create("http://nowhere.invalid/x"), "*/*", 10))
          .isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void questionIsPosted() {
    try (Online online = online()) {
      Answer answer =
          online.post(address("/echo"), "text/plain", new byte[] {1, 2, 3}, "text/plain", 10);
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Received.class, got -> assertThat(got.body()).containsExactly(1, 2, 3));
    }
  }

  private static Answer get(String path, int longest) {
    try (Online online = online()) {
      return get(online, path, longest);
    }
  }

  private static Answer get(Online online, String path, int longest) {
    return online.get(address(path), "*/*", longest);
  }

  private static URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static Online online() {
    return online(Duration.ofMinutes(1));
  }

  private static Online online(Duration whole) {
    return new Online(new OnlineLimits(Duration.ofMinutes(1), whole, Set.of("127.0.0.1")));
  }
}
