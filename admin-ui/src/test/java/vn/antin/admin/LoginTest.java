package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginTest {
  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.browser();

  @Test
  void loginOpensASessionAndShowsTheOfficial() {
    var answer = browser.login();
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Browser.location(answer)).hasToString("/");
    assertThat(browser.get("/").body())
        .contains("Xin chào, Nguyễn Thị Minh Khai", "Chủ tịch", "Quản lý văn bản");
  }
}
