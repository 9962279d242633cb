package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxApprovalTest {
  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.signedIn();
  private final FakeInbox inbox = desk.signingService.inbox;

  @AfterEach
  void usual() {
    desk.authServer.reset();
    desk.signingService.reset();
    desk.clock.reset();
  }

  @Test
  void manyAreSignedByOneApproval() {
    inbox.fill(60);
    var asked = choose(FakeInbox.first(60));
    assertThat(Exchange.parse(Browser.location(asked).getRawQuery()))
        .containsOnlyKeys("client_id", "request_uri");
    var page = returned(asked);
    assertThat(browser.get(page).body())
        .contains("Đã ký xong 60 văn bản.", "id=\"waiting\"></span>");
    assertThat(inbox.runs).hasValue(1);
    assertThat(inbox.batches.values()).containsExactly(List.of(FakeInbox.first(60)));
    assertThat(browser.get("/inbox").body()).contains("Không có hồ sơ nào chờ bạn ký.");
  }

  @Test
  void smallRequestGoesInTheAddress() {
    var asked = choose(FakeInbox.FIRST);
    assertThat(Exchange.parse(Browser.location(asked).getRawQuery()))
        .containsEntry("scope", "credential")
        .containsKey("authorization_details");
  }

  @Test
  void requestsForTheOwnUsbTokenGoToItsPage() {
    inbox.custody = "usb-token";
    var location = Browser.location(choose(FakeInbox.first(2))).toString();
    assertThat(location).startsWith("/usb-token/").endsWith("?from=/inbox");
    assertThat(browser.get(location).body()).contains("Ký bằng USB Token", "Lập phiếu ký");
    assertThat(browser.post(location, Map.of()).body()).contains("antin-sign://");
  }

  @Test
  void progressIsShownWhileDocumentsAreSigned() {
    inbox.fill(10);
    inbox.running = true;
    var page = returned(choose(FakeInbox.first(10)));
    assertThat(browser.get(page).body())
        .contains("Đang ký: 5 trên 10", "value=\"5\"", "max=\"10\"", "hx-trigger=\"progress");
    inbox.running = false;
    assertThat(browser.get(page).body()).contains("Đã ký xong 10 văn bản.").doesNotContain("hx-");
  }

  @Test
  void documentsThatFailedAreNamedWithWhatToDo() {
    inbox.failure = "urn:antin:problem:signing-forbidden";
    var page = returned(choose(FakeInbox.first(2)));
    assertThat(browser.get(page).body())
        .contains("Đã ký 1 trên 2 văn bản.", "Văn bản 1", "đã bị khóa bởi một chữ ký trước")
        .doesNotContain("<b>Văn bản 2</b>");
    inbox.failure = "urn:antin:problem:never-heard-of";
    assertThat(browser.get(page).body()).contains("Không ký được. Phê duyệt lại;");
  }

  @Test
  void choosingNothingOrTooManyIsExplained() {
    assertThat(Browser.location(choose())).hasToString("/inbox?problem=nothing-chosen");
    assertThat(browser.get("/inbox?problem=nothing-chosen").body()).contains("Chưa chọn hồ sơ nào");
    assertThat(Browser.location(choose(FakeInbox.first(501))))
        .hasToString("/inbox?problem=too-many");
    assertThat(choose("not-an-id").statusCode()).isEqualTo(404);
  }

  @Test
  void stepsThatDifferAreApprovedGroupByGroup() {
    inbox.groups = true;
    var page = choose(FakeInbox.first(3)).body();
    assertThat(page)
        .contains("Chọn nhóm hồ sơ để ký trước", "Ủy ban nhân dân tỉnh", "Duyệt ký 2 hồ sơ")
        .containsSubsequence("Nguyễn Thị Minh Khai", FakeInbox.FIRST, FakeInbox.SEAL);
    returned(choose(FakeInbox.SEAL));
    assertThat(inbox.batches.values()).containsExactly(List.of(FakeInbox.SEAL));
  }

  @Test
  void choiceThatChangedMeanwhileLeadsBackToTheList() {
    desk.signingService.refuse("/v1/inbox/approvals", 409, "step-state");
    assertThat(Browser.location(choose(FakeInbox.FIRST))).hasToString("/inbox?problem=changed");
    desk.signingService.refuse("/v1/inbox/approvals", 403, "credential-not-usable");
    assertThat(Browser.location(choose(FakeInbox.FIRST)))
        .hasToString("/inbox?problem=credential-not-usable");
    assertThat(browser.get("/inbox?problem=changed").body()).contains("Hồ sơ vừa thay đổi");
  }

  @Test
  void returnWithoutApprovalSignsNothingAndCanBeMadeGood() {
    desk.authServer.approvalError = "access_denied";
    var page = returned(choose(FakeInbox.FIRST));
    assertThat(browser.get(page).body())
        .contains("Bạn đã từ chối phê duyệt", "Mở lại trang phê duyệt");
    assertThat(inbox.runs).hasValue(0);
    desk.authServer.approvalError = "";
    returned(browser.post(page + "/again", Map.of()));
    assertThat(browser.get(page).body()).contains("Đã ký xong 1 văn bản.");
    assertThat(inbox.batches).hasSize(1);
  }

  @Test
  void approvalThatRanOutIsExplained() {
    desk.signingService.refuse(".*/sign", 503, "approval-unreachable");
    var page = returned(choose(FakeInbox.FIRST));
    assertThat(browser.get(page).body()).contains("chưa xác nhận được phê duyệt", "Ký tiếp");
    desk.clock.advance(Duration.ofMinutes(6));
    browser.post(page + "/finish", Map.of());
    assertThat(browser.get(page).body()).contains("Phê duyệt đã hết hạn trước khi ký");
    assertThat(inbox.runs).hasValue(0);
  }

  @Test
  void callbackThatCameTooLateIsExplained() {
    var callback = browser.callback(choose(FakeInbox.FIRST));
    desk.clock.advance(Duration.ofMinutes(31));
    var answer = browser.get(callback);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Lần phê duyệt này đã hết hạn");
    assertThat(inbox.runs).hasValue(0);
  }

  @Test
  void formSentTwiceAsksOnce() {
    var one = choose(FakeInbox.first(2));
    var two = choose(FakeInbox.step(2), FakeInbox.FIRST);
    assertThat(inbox.batches).hasSize(1);
    var page = returned(one);
    assertThat(returned(two)).isEqualTo(page);
    assertThat(inbox.runs).hasValue(1);
    assertThat(browser.get(page).body()).contains("Đã ký xong 2 văn bản.");
  }

  @Test
  void secondTabWithOtherStepsMakesARequestOfItsOwn() {
    var one = choose(FakeInbox.first(2));
    var two = choose(FakeInbox.FIRST);
    assertThat(inbox.batches).hasSize(2);
    desk.signingService.refuse(".*/sign", 409, "request-withdrawn");
    var page = returned(one);
    assertThat(browser.get(page).body()).contains("Hồ sơ đã thay đổi từ lúc bạn chọn");
    assertThat(browser.get(returned(two)).body()).contains("Đã ký xong 1 văn bản.");
    assertThat(inbox.runs).hasValue(1);
  }

  @Test
  void reloadOfTheCallbackSignsNothingAgain() {
    var callback = browser.callback(choose(FakeInbox.FIRST));
    var page = Browser.location(browser.get(callback)).toString();
    assertThat(Browser.location(browser.get(callback))).hasToString(page);
    browser.post(page + "/finish", Map.of());
    browser.post(page + "/again", Map.of());
    assertThat(inbox.runs).hasValue(1);
  }

  @Test
  void approvalSurvivesASigningServiceThatIsAway() {
    desk.signingService.refuse(".*/sign", 0, "drop");
    var page = returned(choose(FakeInbox.FIRST));
    assertThat(browser.get(page).body()).contains("dịch vụ ký số chưa trả lời", "Ký tiếp");
    browser.post(page + "/finish", Map.of());
    assertThat(browser.get(page).body()).contains("Đã ký xong 1 văn bản.");
    assertThat(inbox.runs).hasValue(1);
  }

  @Test
  void requestThatIsNotTakenWhenPushedIsExplained() {
    inbox.fill(60);
    desk.authServer.pushError = "invalid_authorization_details";
    var answer = choose(FakeInbox.first(60));
    assertThat(browser.get(Browser.location(answer).toString()).body())
        .contains("không chấp nhận yêu cầu phê duyệt này");
  }

  @Test
  void approvalOfAnotherIsNotFound() {
    var page = returned(choose(FakeInbox.FIRST));
    desk.authServer.subject = "5f3a1c1e-0000-4000-8000-000000000002";
    var other = desk.signedIn();
    desk.authServer.subject = "5f3a1c1e-0000-4000-8000-000000000001";
    assertThat(other.get(page).statusCode()).isEqualTo(404);
    assertThat(other.post(page + "/finish", Map.of()).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> choose(String... steps) {
    return browser.post("/inbox/approvals", "steps", steps);
  }

  /** Approves, or not, and answers the page to which that leads. */
  private String returned(HttpResponse<String> asked) {
    return Browser.location(browser.get(browser.callback(asked))).toString();
  }
}
