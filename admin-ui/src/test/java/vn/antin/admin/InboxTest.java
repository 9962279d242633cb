package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.signedIn();
  private final FakeInbox inbox = desk.signingService.inbox;

  @AfterEach
  void usual() {
    desk.authServer.reset();
    inbox.listening.countDown();
    desk.signingService.reset();
  }

  @Test
  void listShowsWhatWaits() {
    assertThat(browser.get("/inbox").body())
        .contains(FakeInbox.title(1), FakeInbox.title(2), "Quản lý văn bản", "2 văn bản, 5 trang")
        .contains("Con dấu cơ quan", "Nguyễn Thị Minh Khai", "Quá hạn")
        .contains("value=\"" + FakeInbox.FIRST + "\"")
        .doesNotContain(FakeInbox.title(900));
  }

  @Test
  void countOfWhatWaitsStandsInTheNavigation() {
    var start = browser.get("/").body();
    assertThat(start).contains("Hồ sơ đang chờ bạn ký: 3").contains("id=\"waiting\">3<");
    assertThat(browser.get("/check").body()).contains("id=\"waiting\">3<");
    inbox.fill(0);
    assertThat(browser.get("/inbox").body())
        .contains("Không có hồ sơ nào chờ bạn ký.", "id=\"waiting\"></span>");
    assertThat(browser.get("/check").body()).contains("id=\"waiting\"></span>");
  }

  @Test
  void listIsSearchedAndGoesOn() {
    inbox.fill(130);
    var first = browser.get("/inbox").body();
    assertThat(first).contains("100 kết quả đầu tiên", "after=" + FakeInbox.step(100));
    assertThat(browser.get("/inbox?after=" + FakeInbox.step(100)).body())
        .contains(FakeInbox.step(130))
        .doesNotContain("/inbox/" + FakeInbox.step(100));
    assertThat(browser.get("/inbox?q=" + "s%E1%BB%91%20130").body())
        .contains(FakeInbox.title(130))
        .doesNotContain(FakeInbox.title(129));
    assertThat(browser.get("/inbox?q=nothing").body()).contains("Không tìm thấy “nothing”");
  }

  @Test
  void allOnThePageAreTickedWithoutScript() {
    var page = browser.get("/inbox?all=true").body();
    assertThat(page.split("checked", -1)).hasSize(4);
  }

  @Test
  void whatCannotBeSignedHereHasNoBox() {
    inbox.change(
        FakeInbox.FIRST,
        step -> {
          step.remove("credential");
          step.put("obstacle", Map.of("code", "x", "text", "Chưa có chứng thư số còn hiệu lực."));
        });
    inbox.change(FakeInbox.step(2), step -> step.put("state", "signing"));
    var list = browser.get("/inbox").body();
    assertThat(list)
        .contains("Chưa có chứng thư số còn hiệu lực.", "Đang ký")
        .doesNotContain("value=\"" + FakeInbox.FIRST, "value=\"" + FakeInbox.step(2));
    assertThat(browser.get("/inbox/" + FakeInbox.FIRST).body())
        .contains("Chưa có chứng thư số còn hiệu lực.", "Từ chối ký")
        .doesNotContain("Tiếp tục phê duyệt");
  }

  @Test
  void stepShowsEverythingBeforeItIsSigned() {
    var page = browser.get("/inbox/" + FakeInbox.FIRST).body();
    assertThat(page)
        .contains("12/QĐ-UBND · Quyết định", "Phụ lục 1", "Trần Văn Hòa", "KT. CHỦ TỊCH", "Huế")
        .contains("Chữ ký có dấu thời gian", "Không hiện trên trang", "Sắp hết hạn ký.")
        .containsPattern("<code>[0-9a-f]{4}( [0-9a-f]{4}){3}</code>")
        .contains("/inbox/" + FakeInbox.FIRST + "/documents/1/pages/1", "loading=\"lazy\"");
    assertThat(browser.get("/inbox/" + FakeInbox.FIRST + "?document=2").body())
        .contains("/documents/2/pages/2")
        .doesNotContain("/documents/1/pages/");
    var image = browser.get("/inbox/" + FakeInbox.FIRST + "/documents/2/pages/1");
    assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(desk.signingService.requests)
        .contains("GET /v1/inbox/" + FakeInbox.FIRST + "/documents/1/pages/1");
    assertThat(browser.get("/inbox/" + FakeInbox.FIRST + "/documents/0/pages/1").statusCode())
        .isEqualTo(404);
  }

  @Test
  void rejectionNeedsAReason() {
    var path = "/inbox/" + FakeInbox.FIRST;
    var refused = browser.post(path + "/reject", Map.of("reason", "  "));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Hãy ghi lý do");
    assertThat(inbox.reasons).isEmpty();
    var done = browser.post(path + "/reject", Map.of("reason", " Sai thẩm quyền "));
    assertThat(Browser.location(done)).hasToString("/inbox?said=rejected");
    assertThat(inbox.reasons).containsExactly("Sai thẩm quyền");
    assertThat(browser.get("/inbox?said=rejected").body())
        .contains("Đã từ chối ký hồ sơ")
        .doesNotContain(FakeInbox.FIRST);
    assertThat(browser.get("/inbox/done").body()).contains(FakeInbox.FIRST, "Đã từ chối");
  }

  @Test
  void stepThatChangedMeanwhileIsNotRejected() {
    desk.signingService.refuse(".*/reject", 409, "step-state");
    var answer =
        browser.post("/inbox/" + FakeInbox.FIRST + "/reject", Map.of("reason", "Sai thẩm quyền"));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Hồ sơ vừa thay đổi", "Sai thẩm quyền");
  }

  @Test
  void clerkGivesTheDocumentItsNumberBeforeSealing() {
    inbox.number(FakeInbox.SEAL, 12, null);
    var path = "/inbox/" + FakeInbox.SEAL;
    assertThat(browser.get(path).body())
        .contains("value=\"12\"", "Cấp số và điền vào văn bản", "…/QĐ-UBND")
        .doesNotContain("Tiếp tục phê duyệt");
    assertThat(browser.get("/inbox").body()).doesNotContain("value=\"" + FakeInbox.SEAL);
    var odd = browser.post(path + "/number", Map.of("number", "x1", "date", "2026-11-23"));
    assertThat(odd.statusCode()).isEqualTo(422);
    assertThat(odd.body()).contains("Hãy ghi số bằng chữ số", "value=\"x1\"");
    assertThat(inbox.given).isEmpty();

    var given = browser.post(path + "/number", Map.of("number", "15", "date", "2026-11-23"));
    assertThat(Browser.location(given)).hasToString(path + "?said=numbered");
    assertThat(inbox.given).containsExactly("15 2026-11-23");
    assertThat(browser.get(path).body())
        .contains("15/QĐ-UBND", "23/11/2026", "Tiếp tục phê duyệt")
        .doesNotContain("Cấp số và điền");
  }

  @Test
  void numberThatIsTakenAndSealThatIsRefusedAreExplained() {
    inbox.number(FakeInbox.SEAL, 12, null);
    desk.signingService.refuse(".*/number", 409, "number-taken");
    var taken =
        browser.post("/inbox/" + FakeInbox.SEAL + "/number", Map.of("number", "12", "date", ""));
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(taken.body()).contains("Số này đã được cấp hoặc đã hủy");
    desk.signingService.refuse(".*/approvals", 409, "seal-refused");
    var sealed = browser.post("/inbox/approvals", Map.of("steps", FakeInbox.SEAL));
    assertThat(Browser.location(sealed)).hasToString("/inbox?problem=seal-refused");
    assertThat(browser.get("/inbox?problem=leader-not-competent").body())
        .contains("không có thẩm quyền ký cho cơ quan này");
  }

  @Test
  void personalStepIsHandedOnToWhoHasRecordedAuthority() {
    var path = "/inbox/" + FakeInbox.FIRST;
    assertThat(browser.get(path + "/delegate").body()).contains("Chưa ghi nhận ủy quyền nào");
    inbox.delegates =
        List.of(
            Map.of(
                "delegation",
                FakeInbox.step(77),
                "official",
                Map.of("id", FakeInbox.step(5), "name", "Lê <An>"),
                "form",
                "KT",
                "title",
                "Phó Chủ tịch"));
    assertThat(browser.get(path).body())
        .contains(path + "/delegate", "Chuyển cho người được giao ký thay");
    assertThat(browser.get(path + "/delegate").body())
        .contains("Lê &lt;An&gt; (KT. Phó Chủ tịch)", "còn hiệu lực hôm nay");
    var handed =
        browser.post(
            path + "/delegate", Map.of("official", FakeInbox.step(5), "reason", "Đi công tác"));
    assertThat(Browser.location(handed)).hasToString("/inbox?said=delegated");
    assertThat(inbox.reasons).containsExactly(FakeInbox.step(5) + ": Đi công tác");
  }

  @Test
  void registerShowsEveryNumberAlsoTheCancelled() {
    assertThat(browser.get("/inbox/registers").body())
        .contains("07/QĐ-UBND", "20/11/2026", "Đã phát hành", "Trần Thị Bình")
        .contains("06/QĐ-UBND", "Đã hủy", "Không ban hành", "khen &lt;thưởng&gt;");
    assertThat(browser.get("/inbox/registers?year=2025").body()).contains("Chưa có số nào");
    assertThat(desk.signingService.requests).contains("GET /v1/registers?limit=100&year=2025");
  }

  @Test
  void sealIsHandedOnToAnotherClerkOfItsUnit() {
    var path = "/inbox/" + FakeInbox.SEAL;
    assertThat(browser.get(path).body()).contains(path + "/delegate");
    assertThat(browser.get("/inbox/" + FakeInbox.FIRST).body()).doesNotContain("/delegate");
    assertThat(browser.get(path + "/delegate").body())
        .contains("Trần Thị Bình", "Lê &lt;An&gt;", "Lý do chuyển");
    var nobody = browser.post(path + "/delegate", Map.of("reason", "Nghỉ phép"));
    assertThat(nobody.statusCode()).isEqualTo(422);
    assertThat(nobody.body()).contains("Hãy chọn người nhận hồ sơ.", "Nghỉ phép");
    var silent = browser.post(path + "/delegate", Map.of("official", FakeSeals.RECEIVER));
    assertThat(silent.statusCode()).isEqualTo(422);
    desk.signingService.refuse(".*/delegate", 403, "delegation-missing");
    var wish = Map.of("official", FakeSeals.RECEIVER, "reason", "Nghỉ phép");
    assertThat(browser.post(path + "/delegate", wish).body()).contains("không giữ con dấu này");
    var done = browser.post(path + "/delegate", wish);
    assertThat(Browser.location(done)).hasToString("/inbox?said=delegated");
    assertThat(inbox.reasons).containsExactly(FakeSeals.RECEIVER + ": Nghỉ phép");
  }

  @Test
  void stepOfAnotherIsNotFound() {
    var answer = browser.get("/inbox/" + FakeInbox.step(77));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Hồ sơ không còn ở đây", "Về hồ sơ chờ ký");
    assertThat(browser.get("/inbox/not-an-id").statusCode()).isEqualTo(404);
  }

  @Test
  void historyHasTheSignedFileAndItsEvidence() {
    assertThat(browser.get("/inbox/done").body())
        .contains(FakeInbox.title(900), "Đã ký", "10:00:00 20/11/2026")
        .doesNotContain("name=\"steps\"");
    var path = "/inbox/" + FakeInbox.SIGNED;
    assertThat(browser.get(path).body()).contains("Tải bản đã ký", path + "/evidence");
    var file = browser.get(path + "/documents/1/content");
    assertThat(file.body()).startsWith("%PDF");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("quyet-dinh-0 (da ky).pdf");
    assertThat(browser.get(path + "/evidence").headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(name -> assertThat(name).contains(".json"));
    assertThat(browser.get("/inbox/" + FakeInbox.FIRST).body()).doesNotContain("/evidence");
  }

  @Test
  void eventsGoOnByNameOnly() throws Exception {
    inbox.events = List.of("changed", "other", "progress");
    var body = listen(browser).body().collect(Collectors.joining("\n"));
    assertThat(body)
        .contains("event: changed", "event: progress")
        .doesNotContain("secret", "other");
  }

  @Test
  void eventStreamsAreBounded() throws Exception {
    inbox.listening = new CountDownLatch(1);
    List<Stream<String>> open = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var stream = listen(browser);
      assertThat(stream.statusCode()).isEqualTo(200);
      open.add(stream.body());
    }
    assertThat(listen(browser).statusCode()).isEqualTo(204);
    inbox.listening.countDown();
    open.forEach(stream -> assertThat(stream.count()).isPositive());
    assertThat(listen(desk.browser()).statusCode()).isEqualTo(204);
  }

  private HttpResponse<Stream<String>> listen(Browser from) throws Exception {
    var cookies =
        from.cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    var request = HttpRequest.newBuilder(URI.create(desk.url("/inbox/events")));
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines());
  }
}
