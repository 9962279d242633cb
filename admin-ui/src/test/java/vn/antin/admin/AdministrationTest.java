package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdministrationTest {
  private final TestDesk desk = TestDesk.shared();

  @AfterEach
  void usual() {
    desk.authServer.reset();
    desk.signingService.reset();
  }

  @Test
  void linksAndPagesAreForAdministratorsOnly() {
    var official = desk.signedIn();
    assertThat(official.get("/").body()).doesNotContain("/accounts", "href=\"/certificates\"");
    assertThat(official.get("/accounts").statusCode()).isEqualTo(403);
    assertThat(official.get("/certificates").statusCode()).isEqualTo(403);
    assertThat(official.get("/accounts").body()).contains("Bạn không có quyền mở trang này");
    var administrator = administrator();
    assertThat(administrator.get("/").body()).contains("/accounts", "href=\"/certificates\"");
    assertThat(desk.browser().get("/accounts").statusCode()).isEqualTo(303);
  }

  @Test
  void auditorIsLedToTheLogAndToNothingElse() {
    desk.authServer.roles = List.of("auditor");
    assertThat(desk.signedIn().get("/").body())
        .contains("href=\"/audit\"")
        .doesNotContain("/accounts", "href=\"/certificates\"", "/powers");
  }

  @Test
  void helpDeskIsLedToTheOfficialsItHelps() {
    desk.authServer.roles = List.of("help-desk");
    var helper = desk.signedIn();
    assertThat(helper.get("/").body())
        .contains("href=\"/accounts\"")
        .doesNotContain("/audit", "/units", "/powers");
    assertThat(helper.get("/accounts").body())
        .contains("official0001")
        .doesNotContain("/accounts/new", "/imports");
  }

  @Test
  void listGoesOnFromAKey() {
    var administrator = administrator();
    var first = administrator.get("/accounts").body();
    assertThat(first).contains("official0025", "/accounts?after=25").doesNotContain("official0026");
    var last = administrator.get("/accounts?after=50").body();
    assertThat(last).contains("official0060").doesNotContain("Xem thêm");
  }

  @Test
  void searchKeepsItsWordsAndSaysWhenNothingIsFound() {
    var administrator = administrator();
    assertThat(administrator.get("/accounts?q=an%20%22b").body()).contains("value=\"an &#34;b\"");
    assertThat(administrator.get("/accounts?q=khong").body()).contains("Không tìm thấy “khong”");
  }

  @Test
  void refusalOfTheServiceBehindIsShown() {
    var administrator = administrator();
    desk.authServer.apiStatus = 403;
    assertThat(administrator.get("/accounts").statusCode()).isEqualTo(403);
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
