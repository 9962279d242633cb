package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {
  private TestDesk desk;
  private Browser browser;

  @BeforeAll
  void loginAndThenLoseEverything() {
    desk = TestDesk.start();
    browser = desk.signedIn();
    browser.get("/");
    desk.authServer.stop();
    desk.signingService.stop();
    desk.clock.advance(Duration.ofSeconds(11));
  }

  @AfterAll
  void stop() {
    desk.stop();
  }

  @Test
  void loginWithoutAuthServerIsOurOwnPage() {
    var answer = desk.browser().get("/login?next=/sign");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.body())
        .contains("Máy chủ đăng nhập chưa trả lời", "href=\"/login?next=/sign\"");
  }

  @Test
  void homeIsShownWithoutItsLists() {
    var answer = browser.get("/");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Xin chào", "Bạn vẫn đang đăng nhập", "Ký số văn bản");
  }

  @Test
  void uploadWithoutSigningServiceIsOurOwnPage() {
    var answer = browser.upload("/sign", "a.pdf", "%PDF-1.7".getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Dịch vụ ký số chưa trả lời", "href=\"/sign\"");
    assertThat(browser.get("/sign").statusCode()).isEqualTo(200);
  }

  @Test
  void databaseThatIsAwayLosesNoSession() {
    var official = desk.browser();
    official.cookies.putAll(browser.cookies);
    desk.database.accept(false);
    var answer = official.get("/sign");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Hệ thống tạm gián đoạn", "href=\"/sign\"");
    assertThat(desk.browser().get("/").statusCode()).isEqualTo(200);
    desk.database.accept(true);
    // The pool may hand out another connection that the outage has ended before it knows.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(official.get("/sign").statusCode()).isEqualTo(200));
  }
}
