package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.outbox.Attempt;
import vn.antin.auth.outbox.Delivery;
import vn.antin.auth.outbox.Message;
import vn.antin.auth.outbox.Outbox;
import vn.antin.auth.web.House;

@AuthServerTest
@Import({WithFakeTokens.class, NoticesTest.Recipients.class})
@TestPropertySource(properties = "antin.sample.officials=10")
final class NoticesTest {
  private final JdbcClient jdbc;
  private final House house;
  private final Outbox outbox;
  private final Recipients.Mail mail;
  private final JsonMapper json = new JsonMapper();

  NoticesTest(JdbcClient jdbc, House house, Outbox outbox, Recipients.Mail mail) {
    this.jdbc = jdbc;
    this.house = house;
    this.outbox = outbox;
    this.mail = mail;
  }

  /** Two recipients, of whom one refuses until told otherwise. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Recipients {
    @Bean
    Mail mail() {
      return new Mail();
    }

    static final class Mail implements Delivery {
      final AtomicBoolean mended = new AtomicBoolean();

      @Override
      public String kind() {
        return "test-mail";
      }

      @Override
      public String nameOf(String recipient) {
        return "Hệ thống " + recipient;
      }

      @Override
      public Attempt deliver(Message message) {
        return mended.get() || message.recipient().equals("good")
            ? new Attempt.Delivered()
            : new Attempt.Dead("expected success, found status 400");
      }
    }
  }

  @Test
  void administratorSeesWhichSystemsConfirmedAndHasTheRestTriedAgain() {
    outbox.put(new Message("test-mail", "good", "{}", null));
    outbox.put(new Message("test-mail", "bad", "{}", null));
    await()
        .untilAsserted(() -> {
          JsonNode overview = read(get("/api/notices", "official0003", "admin"));
          assertThat(overview.path("confirmed").asInt()).isEqualTo(1);
          assertThat(overview.path("systems").asInt()).isEqualTo(2);
          JsonNode bad = overview.path("items").path(0);
          assertThat(bad.path("name").asString()).isEqualTo("Hệ thống bad");
          assertThat(bad.path("dead").asInt()).isEqualTo(1);
          assertThat(bad.path("problem").asString())
              .isEqualTo("expected success, found status 400");
        });
    JsonNode waiting = read(get("/api/notices/test-mail/bad", "official0003", "admin"));
    assertThat(waiting.path("items").path(0).path("state").asString()).isEqualTo("DEAD");

    mail.mended.set(true);
    HttpResponse<String> retried =
        browser("official0003", "admin").post("/api/notices/test-mail/bad/retry", Map.of());
    assertThat(read(retried).path("retried").asInt()).isEqualTo(1);
    await()
        .untilAsserted(() ->
            assertThat(read(get("/api/notices", "official0003", "admin")).path("confirmed").asInt())
                .isEqualTo(2));
  }

  @Test
  void onlySecurityAdministratorsOfTheWholeMaySee() {
    assertThat(get("/api/notices", "official0003", "openid").statusCode()).isEqualTo(403);
    assertThat(get("/api/notices", "official0004", "admin").statusCode()).isEqualTo(403);
    assertThat(get("/api/notices/test-mail/good", "official0009", "admin").statusCode())
        .isEqualTo(403);
    assertThat(
            browser("official0004", "admin")
                .post("/api/notices/test-mail/good/retry", Map.of())
                .statusCode())
        .isEqualTo(403);
    assertThat(new Browser(house.issuer().toString()).get("/api/notices").statusCode())
        .isEqualTo(401);
  }

  private JsonNode read(HttpResponse<String> answer) {
    return json.readTree(answer.body());
  }

  private HttpResponse<String> get(String path, String username, String scope) {
    return browser(username, scope).get(path);
  }

  private Browser browser(String username, String scope) {
    String id =
        jdbc.sql("SELECT id::text FROM account WHERE username = :username")
            .param("username", username)
            .query((row, number) -> row.getString(1))
            .single();
    return new Browser(house.issuer().toString())
        .with("Authorization", "Bearer " + id + "_" + scope);
  }
}
