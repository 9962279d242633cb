package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakeNotices notices = desk.authServer.notices;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    notices.quiet = false;
    notices.retried.clear();
  }

  @Test
  void pageSaysHowManySystemsConfirmedAndWhyTheOthersDidNot() {
    var administrator = administrator();
    assertThat(administrator.get("/applications").body()).contains("href=\"/notices\"");
    var page = administrator.get("/notices").body();
    assertThat(page)
        .contains("1/2 hệ thống đã xác nhận", "Đang chờ 1", "Không nhận được 1", "Đăng xuất")
        .contains("found status 503 &lt;b&gt;");
    assertThat(page.indexOf("Quản lý văn bản")).isLessThan(page.indexOf("Một cửa"));
    notices.quiet = true;
    assertThat(administrator.get("/notices").body()).contains("không có thông báo nào");
  }

  @Test
  void unconfirmedIsSentAgainAtAWord() {
    var administrator = administrator();
    var answer =
        administrator.post(
            "/notices/retry", Map.of("kind", "backchannel-logout", "recipient", "qlvb"));
    assertThat(Browser.location(answer)).hasToString("/notices?retried=2");
    assertThat(notices.retried).containsExactly("/api/notices/backchannel-logout/qlvb/retry");
    assertThat(administrator.get("/notices?retried=2").body()).contains("Đang gửi lại 2 thông báo");
    var foreign =
        administrator.post(
            "/notices/retry",
            Map.of("kind", "backchannel-logout", "recipient", "qlvb"),
            "Sec-Fetch-Site",
            "cross-site");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(notices.retried).hasSize(1);
  }

  @Test
  void pageIsForSecurityAdministratorsAndSaysSo() {
    assertThat(desk.browser().get("/notices").statusCode()).isEqualTo(303);
    desk.authServer.apiStatus = 403;
    var refused = administrator().get("/notices");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("quản trị an ninh của tỉnh");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
