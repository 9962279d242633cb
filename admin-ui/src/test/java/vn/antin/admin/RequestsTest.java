package vn.antin.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final String LIST = "/certificates/requests";
  private static final String WAITING = LIST + "/" + FakeRequests.WAITING;
  private static final String OFFICIAL = "9b2f0c52-0000-4000-8000-00000000000a";
  private static final String CODE = "/certificates/usb-tokens/code?official=" + OFFICIAL;
  private static final String TOKEN = "/certificates/usb-tokens/new?official=" + OFFICIAL;
  private static final String PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";

  private final TestDesk desk = TestDesk.shared();
  private final FakeRequests requests = desk.signingService.requestsElsewhere;

  @Test
  void listSaysWhoAsksSinceWhenAndIsNarrowedByState() {
    var administrator = administrator();
    assertThat(administrator.get(LIST).body())
        .contains("Chờ trả lời", "Lê Văn Quản", "Trần &lt;Thị&gt; Bình", "20/11/2026")
        .contains("href=\"" + WAITING + "\"", "href=\"/certificates/" + FakeRequests.ANSWERED)
        .doesNotContain("chưa được cập nhật");
    assertThat(administrator.get(LIST + "?state=answered").body())
        .contains("Xã Tân Sơn")
        .doesNotContain("Trần &lt;Thị&gt; Bình");
    assertThat(desk.signingService.requests).contains("GET /certificate-requests?status=answered");
    requests.stale = true;
    assertThat(administrator.get(LIST + "?state=%22").body())
        .contains("chưa được cập nhật", "Trần &lt;Thị&gt; Bình");
    requests.none = true;
    assertThat(administrator.get(LIST).body()).contains("Chưa có yêu cầu nào", LIST + "/new");
    assertThat(desk.browser().get(LIST).statusCode()).isEqualTo(303);
  }

  @Test
  void requestIsMadeAndItsFileDownloaded() {
    var administrator = administrator();
    assertThat(administrator.get(LIST + "/new?official=" + OFFICIAL).body())
        .contains("Nguyễn Văn An", "PKCS#10", "Tạo khóa và yêu cầu");
    assertThat(administrator.get(LIST + "/new").body()).contains("action=\"" + LIST + "/new\"");
    var made = administrator.post(LIST + "/new", Map.of("official", OFFICIAL));
    assertThat(Browser.location(made)).hasToString(WAITING + "?done=made");
    assertThat(requests.asked)
        .containsExactly("/certificate-requests {\"official\":\"" + OFFICIAL + "\"}");
    assertThat(
            Browser.location(administrator.post(LIST + "/new;a=b", Map.of("official", OFFICIAL))))
        .as("the same way in another spelling")
        .hasToString(WAITING + "?done=made");
    assertThat(administrator.get(WAITING + "?done=made").body())
        .contains("Đã tạo khóa", "BEGIN CERTIFICATE REQUEST", WAITING + "/answer");
    var file = administrator.get(WAITING + "/request.p10");
    assertThat(file.body()).isEqualTo(FakeRequests.PKCS10);
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename=\"Tran <Thi> Binh.p10\"");
    assertThat(administrator.get(WAITING).body()).contains(WAITING + "/form.pdf");
    var paper = administrator.get(WAITING + "/form.pdf");
    assertThat(paper.body()).isEqualTo("%PDF-paper");
    assertThat(paper.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    assertThat(administrator.get(LIST + "/" + FakeRequests.MAKING + "/form.pdf").statusCode())
        .isEqualTo(404);
    assertThat(administrator.get(LIST + "/" + FakeRequests.MAKING + "/request.p10").statusCode())
        .isEqualTo(404);
  }

  @Test
  void secondRequestForTheSameHolderIsRefusedWithItsReason() {
    desk.signingService.refuse("/certificate-requests", 409, "certificate-state");
    var refused = administrator().post(LIST + "/new", Map.of("official", OFFICIAL));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("href=\"" + LIST + "\"", "Chưa có gì thay đổi");
  }

  @Test
  void answerIsTakenFromFileOrPaste() {
    var administrator = administrator();
    byte[] der = {0x30, (byte) 0x82, 1, 2};
    var done = administrator.upload(WAITING + "/answer", "tra-loi.p7b", der);
    assertThat(Browser.location(done))
        .hasToString("/certificates/" + FakeRequests.WAITING + "?done=answered");
    assertThat(requests.asked.getFirst())
        .startsWith("/certificate-requests/" + FakeRequests.WAITING + "/answer ")
        .contains("\"certificates\":\"" + Base64.getEncoder().encodeToString(der) + "\"")
        .contains("\"confirmSubject\":false");
    send(administrator, WAITING + "/answer", field("certificates", PEM));
    assertThat(requests.asked.getLast()).contains("BEGIN CERTIFICATE-----\\");
    administrator.upload(WAITING + "/answer", "a.pem", PEM.getBytes(UTF_8));
    assertThat(requests.asked.getLast()).contains("\"certificates\":\"-----BEGIN");
  }

  @Test
  void unusableAnswerKeepsThePageAndWhatWasPasted() {
    var administrator = administrator();
    var nothing = send(administrator, WAITING + "/answer", field("certificates", " "));
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(nothing.body()).contains("Hãy chọn tệp");
    assertThat(requests.asked).isEmpty();
    var large = administrator.upload(WAITING + "/answer", "a.pem", new byte[200 * 1024]);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("tối đa 128 KB");
    desk.signingService.refuse("/certificate-requests/.*/answer", 422, "certificate-unfit");
    var unfit = send(administrator, WAITING + "/answer", field("certificates", "x <y>"));
    assertThat(unfit.statusCode()).isEqualTo(422);
    assertThat(unfit.body()).contains("tệp không dùng được", "x &lt;y&gt;", "role=\"alert\"");
    assertThat(administrator.post(WAITING + "/answer", Map.of("certificates", PEM)).statusCode())
        .isEqualTo(422);
  }

  @Test
  void otherNameIsShownBesideTheHoldersAndConfirmed() {
    var administrator = administrator();
    requests.otherName = "Trần B <i>";
    var page = send(administrator, WAITING + "/answer", field("certificates", PEM));
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("Trần B &lt;i&gt;", "Trần &lt;Thị&gt; Bình", "name=\"confirmSubject\"")
        .contains("value=\"-----BEGIN CERTIFICATE-----");
    var done =
        send(
            administrator,
            WAITING + "/answer",
            field("certificates", PEM) + field("confirmSubject", "true"));
    assertThat(Browser.location(done))
        .hasToString("/certificates/" + FakeRequests.WAITING + "?done=answered");
    assertThat(requests.asked.getLast()).contains("\"confirmSubject\":true");
  }

  @Test
  void sendingTwiceLeadsToWhatTheFirstDid() {
    var administrator = administrator();
    var answered = LIST + "/" + FakeRequests.ANSWERED;
    desk.signingService.refuse("/certificate-requests/.*/answer", 404, "not-found");
    assertThat(
            Browser.location(send(administrator, answered + "/answer", field("certificates", PEM))))
        .hasToString("/certificates/" + FakeRequests.ANSWERED + "?done=answered");
    var gone = LIST + "/" + FakeRequests.GIVEN_UP;
    desk.signingService.refuse("/certificate-requests/.*/cancel", 404, "not-found");
    assertThat(Browser.location(administrator.post(gone + "/cancel", Map.of())))
        .hasToString(gone + "?done=ended");
    assertThat(administrator.get(gone).body())
        .contains("khóa đã bị hủy")
        .doesNotContain("/cancel", "/answer");
  }

  @Test
  void cancellingSaysThatTheKeyIsDestroyed() {
    var administrator = administrator();
    assertThat(administrator.get(WAITING).body()).contains(WAITING + "/cancel");
    assertThat(administrator.get(WAITING + "/cancel").body())
        .contains("bị hủy trong vài phút và không thể lấy lại");
    assertThat(requests.asked).isEmpty();
    desk.signingService.refuse("/certificate-requests/.*/cancel", 503, "people-stale");
    assertThat(administrator.post(WAITING + "/cancel", Map.of()).body())
        .contains("chưa được cập nhật", "bị hủy trong vài phút");
    assertThat(Browser.location(administrator.post(WAITING + "/cancel", Map.of())))
        .hasToString(LIST + "?done=cancelled");
    assertThat(administrator.get(LIST + "?done=cancelled").body()).contains("khóa đã bị hủy");
  }

  @Test
  void certificateOfUsbTokenIsRegisteredByFile() {
    var administrator = administrator();
    assertThat(administrator.get(TOKEN).body())
        .contains("Nguyễn Văn An", "không bao giờ ký bằng nó", "type=\"file\"");
    byte[] der = "0\u0082\u0001".getBytes(ISO_8859_1);
    var done = administrator.upload(TOKEN, "token.cer", der);
    assertThat(Browser.location(done))
        .hasToString("/certificates/" + FakeCertificates.VALID + "?done=registered");
    assertThat(requests.asked.getFirst())
        .startsWith("/certificates/usb-tokens ")
        .contains("\"official\":\"" + OFFICIAL + "\"", "\"certificates\":\"MIIB\"");
    assertThat(administrator.get("/certificates/usb-tokens/new").body()).contains("Chọn cán bộ");
  }

  @Test
  void usbTokenOfAnotherNameIsConfirmedAndWhatIsUnfitExplained() {
    var administrator = administrator();
    requests.otherName = "Nguyễn An";
    var page = send(administrator, TOKEN, field("certificates", PEM));
    assertThat(page.body()).contains("Nguyễn An", "Nguyễn Văn An", "action=\"" + TOKEN + "\"");
    send(administrator, TOKEN, field("certificates", PEM) + field("confirmSubject", "true"));
    assertThat(requests.asked.getLast()).contains("\"confirmSubject\":true");
    desk.signingService.refuse("/certificates/usb-tokens", 422, "certificate-unfit");
    assertThat(send(administrator, TOKEN, field("certificates", PEM)).body())
        .contains("tệp không dùng được", "Nguyễn Văn An");
    var large = administrator.upload(TOKEN, "a.pem", new byte[200 * 1024]);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("Nguyễn Văn An");
  }

  @Test
  void codeForTheHolderIsShownOnceAndRefusalsExplained() {
    var administrator = administrator();
    assertThat(administrator.get(CODE).body())
        .contains("Nguyễn Văn An", "chứng minh khóa", "Cấp mã")
        .doesNotContain(FakeRequests.CODE);
    var shown = administrator.post(CODE, Map.of("official", OFFICIAL));
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(shown.body()).contains(FakeRequests.CODE, "chỉ hiện lần này", "Nguyễn Văn An");
    assertThat(requests.asked.getFirst())
        .isEqualTo("/certificates/usb-token-codes {\"official\":\"" + OFFICIAL + "\"}");
    desk.signingService.refuse("/certificates/usb-token-codes", 403, "own-certificate");
    assertThat(administrator.post(CODE, Map.of("official", OFFICIAL)).body())
        .contains("nhờ một quản trị viên khác")
        .doesNotContain(FakeRequests.CODE);
    assertThat(administrator.get("/certificates/usb-tokens/code").body()).contains("Chọn cán bộ");
  }

  @Test
  void openCodesAreListedAndWithdrawn() {
    var administrator = administrator();
    var codes = "/certificates/usb-tokens/codes";
    var withdraw = codes + "/" + FakeRequests.WAITING + "/withdraw";
    assertThat(administrator.get(codes).body())
        .contains("Trần &lt;Thị&gt; Bình", "Lê Văn Quản", "22/11/2026", withdraw)
        .doesNotContain(FakeRequests.CODE);
    assertThat(Browser.location(administrator.post(withdraw, Map.of())))
        .hasToString(codes + "?done=withdrawn");
    assertThat(requests.asked.getLast())
        .startsWith("/certificates/usb-token-codes/" + FakeRequests.WAITING + "/withdraw");
    assertThat(administrator.get(codes + "?done=withdrawn").body()).contains("Đã thu lại mã");
    desk.signingService.refuse(
        "/certificates/usb-token-codes/" + FakeRequests.WAITING + "/withdraw", 404, "not-found");
    assertThat(administrator.post(withdraw, Map.of()).body()).contains("thu lại trước đó");
    requests.none = true;
    assertThat(administrator.get(codes).body()).contains("Không có mã nào");
    assertThat(desk.browser().get(codes).statusCode()).isEqualTo(303);
  }

  private static HttpResponse<String> send(Browser browser, String path, String fields) {
    return browser.upload(path, BodyPublishers.ofString(fields + "--limit--\r\n", UTF_8));
  }

  private static String field(String name, String value) {
    return "--limit\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
