package vn.antin.auth.oauth2;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;

/**
 * Speed of the protocol endpoints over HTTP: server, database and load generator on this machine.
 * Prints operations per second and latencies. Arguments: operations per measurement (4000), threads
 * (8). How to run it: docs/oauth2.md.
 */
final class TokenEndpointBenchmark {
  private final HttpClient client = HttpClient.newBuilder().build();
  private final String origin;
  private final int operations;
  private final int threads;

  private TokenEndpointBenchmark(String origin, int operations, int threads) {
    this.origin = origin;
    this.operations = operations;
    this.threads = threads;
  }

  static void main(String[] arguments) throws Exception {
    int operations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    try (TestServer server =
        TestServer.start(
            TestDatabase.create(), "antin.sample.officials=4", "logging.level.root=warn")) {
      new TestAccounts(
              server.bean(JdbcClient.class),
              server.bean(Credentials.class),
              server.bean(SecretHashes.class))
          .active("bench");
      new TokenEndpointBenchmark(server.origin(), operations, threads).run();
    }
  }

  private void run() throws Exception {
    Browser browser = new Browser(origin);
    browser.logIn(Browser.location(browser.get("/account")), "bench", TestAccounts.PASSWORD);
    String authorize = "/oauth2/authorize?" + Protocol.form(Protocol.demoRequest());
    for (String round : new String[] {"warm-up", "measured"}) {
      System.out.printf("%s, %d operations on %d threads%n", round, operations, threads);
      measure("client_credentials", () -> token(Map.of("grant_type", "client_credentials")));
      Deque<String> codes = new ArrayDeque<>();
      measure(
          "authorize (session, code)",
          () -> {
            Answer answer = new Answer(browser.get(authorize));
            synchronized (codes) {
              codes.add(answer.parameter("code"));
            }
            return answer;
          });
      Deque<Answer> tokens = new ArrayDeque<>();
      measure(
          "authorization_code",
          () -> {
            String code;
            synchronized (codes) {
              code = codes.remove();
            }
            Answer answer =
                token(
                    Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        Protocol.DEMO_CALLBACK,
                        "code_verifier",
                        Protocol.VERIFIER));
            synchronized (tokens) {
              tokens.add(answer);
            }
            return answer;
          });
      String access = tokens.getFirst().text("access_token");
      measure(
          "refresh_token",
          () -> {
            Answer spent;
            synchronized (tokens) {
              spent = tokens.remove();
            }
            return token(
                Map.of(
                    "grant_type", "refresh_token", "refresh_token", spent.text("refresh_token")));
          });
      measure("userinfo", () -> get("/userinfo", "Bearer " + access));
      measure("introspect (JWT)", () -> post("/oauth2/introspect", Map.of("token", access)));
    }
  }

  private void measure(String name, Callable<Answer> operation) {
    AtomicLongArray nanos = new AtomicLongArray(operations);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    long began = System.nanoTime();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        workers.execute(() -> {
          for (int n = next.getAndIncrement(); n < operations; n = next.getAndIncrement()) {
            long start = System.nanoTime();
            if (!succeeds(operation)) {
              failed.incrementAndGet();
            }
            nanos.set(n, System.nanoTime() - start);
          }
        });
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    long[] sorted = new long[operations];
    Arrays.setAll(sorted, nanos::get);
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "  %-26s %7.0f/s   median %6.2f ms   p99 %7.2f ms   failed %d%n",
        name,
        operations / seconds,
        sorted[operations / 2] / 1e6,
        sorted[operations * 99 / 100] / 1e6,
        failed.get());
  }

  private static boolean succeeds(Callable<Answer> operation) {
    try {
      return operation.call().status() < 400;
    } catch (Exception e) {
      return false;
    }
  }

  private Answer token(Map<String, String> form) throws Exception {
    return post("/oauth2/token", form);
  }

  private Answer post(String path, Map<String, String> form) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", basic())
            .POST(HttpRequest.BodyPublishers.ofString(Protocol.form(form))));
  }

  private Answer get(String path, String authorization) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path)).header("Authorization", authorization));
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private static String basic() {
    return Protocol.basic(Protocol.DEMO_APP, Protocol.DEMO_APP + "-secret")
        .getOrDefault("Authorization", "");
  }
}
