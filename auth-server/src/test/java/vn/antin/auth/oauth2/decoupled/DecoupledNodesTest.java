package vn.antin.auth.oauth2.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

/** A device asks one node, its official answers at another, and it polls both. */
final class DecoupledNodesTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  @Test
  void codeOfOneNodeIsApprovedAtAnotherAndGivesTokensOnce() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (TestServer one = TestServer.start(database);
        TestServer two = TestServer.start(database)) {
      Client client =
          TestClients.of(one)
              .register(
                  Client.builder("device-of-two-nodes", "Máy quét")
                      .grantTypes(Set.of(GRANT))
                      .scopes(Set.of("openid"))
                      .build());
      new TestAccounts(
              one.bean(JdbcClient.class), one.bean(Credentials.class), one.bean(SecretHashes.class))
          .active("decoupled.nodes");
      Answer asked =
          post(
              one,
              "/oauth2/device_authorization",
              Map.of("client_id", client.id(), "scope", "openid"));
      Browser browser = new Browser(two.origin());
      HttpResponse<String> parked = browser.get("/device");
      browser.logIn(Browser.location(parked), "decoupled.nodes", TestAccounts.PASSWORD);
      HttpResponse<String> decided =
          browser.post(
              "/device/decide", Map.of("user_code", asked.text("user_code"), "action", "allow"));
      assertThat(decided.body()).contains("Đã cho phép thiết bị");

      Map<String, String> poll =
          Map.of(
              "grant_type", GRANT,
              "client_id", client.id(),
              "device_code", asked.text("device_code"));
      assertThat(statuses(poll, one, two)).filteredOn(status -> status == 200).hasSize(1);
    }
  }

  private static List<Integer> statuses(Map<String, String> poll, TestServer... nodes)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> running = new ArrayList<>();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        TestServer node = nodes[i % nodes.length];
        running.add(
            threads.submit(() -> {
              start.await();
              return post(node, "/oauth2/token", poll).status();
            }));
      }
      start.countDown();
      for (Future<Integer> each : running) {
        statuses.add(each.get());
      }
    }
    return statuses;
  }

  private static Answer post(TestServer node, String path, Map<String, String> form) {
    return new Answer(new Browser(node.origin()).post(path, form));
  }
}
