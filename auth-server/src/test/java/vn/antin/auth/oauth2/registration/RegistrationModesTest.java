package vn.antin.auth.oauth2.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.oauth2.Answer;

final class RegistrationModesTest {
  @Test
  void closedServerRegistersNobodyAndPublishesNoEndpoint() {
    try (TestServer server = TestServer.start(TestDatabase.create())) {
      Registrar registrar = new Registrar(server.origin());
      Answer refused = registrar.register(TestMetadata.web(), null);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("error")).isEqualTo("access_denied");
      assertThat(
              registrar
                  .send("GET", "/.well-known/openid-configuration", null, null)
                  .json()
                  .has("registration_endpoint"))
          .isFalse();
    }
  }

  @Test
  void initialAccessTokenIsGoodForItsUsesAndForNoMore() throws InterruptedException {
    try (TestServer server =
        TestServer.start(TestDatabase.create(), "antin.registration.mode=token")) {
      Registrar registrar = new Registrar(server.origin());
      assertThat(registrar.register(TestMetadata.web(), null).status()).isEqualTo(401);
      assertThat(registrar.register(TestMetadata.web(), "guess").status()).isEqualTo(401);
      InitialTokens tokens = server.bean(InitialTokens.class);
      String token = tokens.create("Sở Nội vụ", 2, Duration.ofDays(1)).token();
      assertThat(
              registrar
                  .register(TestMetadata.web("redirect_uris", List.of("http://a/cb")), token)
                  .status())
          .isEqualTo(400);
      List<Integer> statuses = atOnce(5, registrar, token);
      assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
      assertThat(statuses).filteredOn(status -> status == 401).hasSize(3);
      assertThat(tokens.list()).isEmpty();
    }
  }

  private static List<Integer> atOnce(int times, Registrar registrar, String token)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls =
          IntStream.range(0, times)
              .<Callable<Integer>>mapToObj(
                  i -> () -> registrar.register(TestMetadata.web(), token).status())
              .toList();
      return pool.invokeAll(calls).stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void addressAndUnusedClientsAreBounded() {
    try (TestServer server =
        TestServer.start(
            TestDatabase.create(),
            "antin.registration.mode=open",
            "antin.registration.per-address=6",
            "antin.registration.unused=3")) {
      Registrar registrar = new Registrar(server.origin());
      for (int i = 0; i < 3; i++) {
        assertThat(registrar.register(TestMetadata.web(), null).status()).isEqualTo(201);
      }
      Answer full = registrar.register(TestMetadata.web(), null);
      assertThat(full.status()).isEqualTo(429);
      assertThat(full.response().headers().firstValue("Retry-After")).hasValue("86401");
      registrar.register(TestMetadata.web(), null);
      registrar.register(TestMetadata.web(), null);
      Answer tooMany = registrar.register(TestMetadata.web(), null);
      assertThat(tooMany.status()).isEqualTo(429);
      assertThat(tooMany.response().headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 601L);
    }
  }
}
