package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Certificates that end soon, on the start page. */
class ExpiryNoticesTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakeExpiryNotices notices = desk.signingService.expiryNotices;

  @Test
  void officialIsToldWhenAndWhomToAskUntilTheyPutItAway() {
    var official = desk.signedIn();
    assertThat(official.get("/").body()).doesNotContain("hết hạn", "/certificate-notices/");

    notices.tell(4, "holder", "c1", "Nguyễn Thị Minh Khai", "2026-12-20T17:30:00Z");
    notices.tell(9, "holder", "c1", "Nguyễn Thị Minh Khai", "2026-12-20T17:30:00Z");
    assertThat(official.get("/").body())
        .contains("hết hạn ngày 21/12/2026", "hãy hỏi quản trị viên của đơn vị")
        .contains("action=\"/certificate-notices/9/seen\"")
        .doesNotContain("/certificate-notices/4/seen");

    assertThat(Browser.location(official.post("/certificate-notices/9/seen", Map.of())))
        .hasToString("/");
    assertThat(notices.asked).containsExactly("/certificate-notices/9/seen");
    assertThat(desk.signingService.requests).contains("GET /certificate-notices?unseen=true");
    assertThat(Browser.location(official.post("/certificate-notices/77/seen", Map.of())))
        .hasToString("/");
    assertThat(official.post("/certificate-notices/x/seen", Map.of()).statusCode()).isEqualTo(404);
    assertThat(desk.browser().post("/certificate-notices/9/seen", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(notices.asked).hasSize(2);
  }

  @Test
  void manyCertificatesOfOthersAreOneReminderForEachRole() {
    for (int number = 1; number <= 25; number++) {
      notices.tell(number, "clerk", "c" + number, "Lê <An> " + number, "2027-01-20T17:30:00Z");
    }
    notices.tell(26, "administrator", "c26", "Sở Nội vụ", "2026-12-31T03:00:00Z");
    var official = desk.signedIn();
    assertThat(official.get("/").body())
        .contains("bạn phụ trách: 25+. Sớm nhất là ngày 21/01/2027", "Lê &lt;An&gt; 20")
        .contains("và những chứng thư số hết hạn sau đó", "Hãy nhắc quản trị viên")
        .contains("bạn phụ trách: 1+. Sớm nhất là ngày 31/12/2026")
        .contains("href=\"/certificates/calendar\"", "action=\"/certificate-notices/26/seen\"");
    official.post("/language", Map.of("to", "en", "back", "/"));
    assertThat(official.get("/").body())
        .contains("you answer for: 25+. The first ends on 21/01/2027", "Please remind");

    official.post("/certificate-notices/25/seen", Map.of("gathered", "true"));
    assertThat(notices.asked).containsExactly("/certificate-notices/25/seen?gathered=true");
  }

  @Test
  void startPageIsWholeWithoutTheReminders() {
    notices.tell(1, "holder", "c1", "Nguyễn Thị Minh Khai", "2026-12-20T17:30:00Z");
    var official = desk.signedIn();
    desk.signingService.refuse("/certificate-notices", 503, "busy");
    assertThat(official.get("/").body()).contains("Hệ thống của tôi").doesNotContain("hết hạn");
  }
}
