package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.web.House;

/** Idempotency-Key, shown on an answer that holds a secret told once. */
@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(properties = "antin.sample.officials=300")
final class IdempotencyTest {
  private static final String PATH = "/api/registration-tokens";

  private final JdbcClient jdbc;
  private final String origin;

  IdempotencyTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.origin = house.issuer().toString();
  }

  @Test
  void repetitionGetsTheFirstAnswerAndNothingHappensTwice() {
    String key = UUID.randomUUID().toString();
    Rest.Reply first = create(key, "một");
    Rest.Reply second = create(key, "một");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.response().body()).isEqualTo(first.response().body());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(labelled("một")).isEqualTo(1);
  }

  @Test
  void keyUsedForAnotherRequestIsRefused() {
    String key = UUID.randomUUID().toString();
    create(key, "hai");
    Rest.Reply other = create(key, "ba");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("type")).isEqualTo("urn:antin:problem:key-reused");
    assertThat(labelled("ba")).isZero();
  }

  @Test
  void keyOfOneCallerIsNotThatOfAnother() {
    String key = UUID.randomUUID().toString();
    Rest.Reply mine = create(key, "bốn");
    Rest.Reply theirs =
        new Rest(origin, id("official0009") + "_admin")
            .post(PATH, body("bốn"), "Idempotency-Key", key);
    assertThat(mine.status()).isEqualTo(201);
    assertThat(theirs.status()).isEqualTo(403);
  }

  @Test
  void refusedRequestGivesItsKeyBack() {
    String key = UUID.randomUUID().toString();
    assertThat(admin().post(PATH, "{", "Idempotency-Key", key).status()).isEqualTo(400);
    assertThat(create(key, "năm").status()).isEqualTo(201);
  }

  @Test
  void ofManyAtOnceOneActs() throws ExecutionException, InterruptedException {
    String key = UUID.randomUUID().toString();
    Set<Integer> statuses = new HashSet<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<Rest.Reply>> replies =
          IntStream.range(0, 16).mapToObj(i -> callers.submit(() -> create(key, "sáu"))).toList();
      for (Future<Rest.Reply> reply : replies) {
        statuses.add(reply.get().status());
      }
    }
    assertThat(statuses).contains(201).isSubsetOf(201, 409);
    assertThat(labelled("sáu")).isEqualTo(1);
  }

  @Test
  void requestWhoseOutcomeNobodyKnowsIsNotRepeated() {
    String key = UUID.randomUUID().toString();
    create(key, "bảy");
    jdbc.sql(
            """
            UPDATE idempotent_request SET status = NULL, request = NULL
            WHERE expires_at = (SELECT max(expires_at) FROM idempotent_request)
            """)
        .update();
    assertThat(create(key, "bảy").text("type")).isEqualTo("urn:antin:problem:request-in-progress");
  }

  @Test
  void keptAnswersHoldNoSecretInTheClear() {
    String secret = create(UUID.randomUUID().toString(), "tám").text("token");
    assertThat(secret).isNotBlank();
    assertThat(
            jdbc.sql("SELECT body FROM idempotent_request WHERE body IS NOT NULL")
                .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .list())
        .isNotEmpty()
        .noneMatch(body -> body.contains(secret));
  }

  @Test
  void keyMustBeOne() {
    assertThat(create("a\"b", "chín").status()).isEqualTo(400);
    assertThat(create("x".repeat(256), "chín").status()).isEqualTo(400);
    assertThat(create("\"quoted key\"", "chín").status()).isEqualTo(201);
  }

  private Rest.Reply create(String key, String label) {
    return admin().post(PATH, body(label), "Idempotency-Key", key);
  }

  private static Map<String, Object> body(String label) {
    return Map.of("label", label, "uses", 1, "days", 1);
  }

  private Rest admin() {
    return new Rest(origin, id("official0003") + "_admin");
  }

  private long labelled(String label) {
    return admin()
        .get(PATH)
        .json()
        .path("items")
        .valueStream()
        .filter(item -> item.path("label").asString().equals(label))
        .count();
  }

  private String id(String username) {
    return jdbc.sql("SELECT id::text FROM account WHERE username = :username")
        .param("username", username)
        .query(String.class)
        .single();
  }
}
