package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignTest {
  private static final byte[] PDF = "%PDF-1.7 a document".getBytes(UTF_8);
  private static final String OWN = "11111111-1111-4111-8111-111111111111";
  private static final String SEAL = "22222222-2222-4222-8222-222222222222";

  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.signedIn();

  @AfterEach
  void usual() {
    desk.authServer.reset();
    desk.signingService.reset();
    desk.clock.reset();
  }

  @Test
  void previewShowsWhatWillBeSignedAndWithWhat() {
    var page = browser.get(uploaded()).body();
    assertThat(page)
        .contains("Quyết định 12.pdf", "3 trang", "Nguyễn Thị Minh Khai", "Con dấu cơ quan")
        .contains("value=\"" + OWN + "\" required checked")
        .containsPattern("<code>[0-9a-f]{4}( [0-9a-f]{4}){3}</code>");
    assertThat(browser.get(uploaded() + "/pages/1").headers().firstValue("Content-Type"))
        .hasValue("image/png");
    assertThat(browser.get(uploaded() + "/pages/4").statusCode()).isEqualTo(404);
  }

  @Test
  void approvedDocumentIsSignedAndDownloaded() {
    var path = uploaded();
    var asked = approve(path, OWN);
    assertThat(Exchange.parse(Browser.location(asked).getRawQuery()))
        .containsEntry("scope", "credential")
        .hasEntrySatisfying(
            "authorization_details", d -> assertThat(d).contains("urn:antin:rar:signature", OWN));
    var back = browser.get(browser.callback(asked));
    assertThat(Browser.location(back)).hasToString(path);
    var result = browser.get(path).body();
    assertThat(result).contains("Đã ký xong");
    var download = browser.get(link(result, "/download"));
    assertThat(download.body()).startsWith("%PDF-signed");
    var disposition = download.headers().firstValue("Content-Disposition").orElseThrow();
    assertThat(disposition).contains("filename=\"Quyet dinh 12 (da ky).pdf\"");
    assertThat(URLDecoder.decode(disposition.replaceFirst(".*''", ""), UTF_8))
        .isEqualTo("Quyết định 12 (đã ký).pdf");
    assertThat(browser.get(link(result, "/check")).body()).contains("Chữ ký hợp lệ");
    assertThat(browser.get("/sign").body()).contains("Quyết định 12.pdf", "Đã ký");
  }

  @Test
  void onlyThePreparedPageMayConnectToVgcaSignService() {
    var token = "usb-token:44444444-4444-4444-8444-444444444444";
    var job = Browser.location(approve(uploaded(), token)).toString();
    assertThat(browser.get(job).body()).contains("Ký bằng VGCA Sign Service");
    var vgca = job.replace("?from=", "/vgca?from=");
    var before = browser.get(vgca);
    assertThat(before.body()).contains("Chuẩn bị ký").doesNotContain("vgca.js");
    assertThat(policy(before)).doesNotContain("8987");

    var prepared = browser.post(vgca, Map.of());

    assertThat(policy(prepared))
        .contains("connect-src 'self' wss://127.0.0.1:8987;", "script-src 'self';");
    assertThat(prepared.body())
        .contains(
            "data-socket=\"wss://127.0.0.1:8987\"",
            "data-function=\"SignIssued\"",
            "https://ky.example/vgca/files/" + "D".repeat(43) + ".pdf",
            "mạng cục bộ",
            "Ký bằng công cụ ký của hệ thống")
        .containsPattern("<script src=\"/assets/vgca[^\"]*\\.js\" defer>");
    assertThat(browser.get(vgca).body())
        .contains("Đã ký 1/2 văn bản", "Tệp trả về không phải văn bản đã giao", "Ký lại")
        .doesNotContain("U".repeat(43));
    assertThat(policy(browser.get(vgca))).doesNotContain("8987");
  }

  private static String policy(HttpResponse<String> page) {
    return page.headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  @Test
  void ownUsbTokenSignsByTheAgent() {
    var path = uploaded();
    var token = "usb-token:44444444-4444-4444-8444-444444444444";
    assertThat(browser.get(path).body()).contains("value=\"" + token + "\"", "USB Token");

    var job = Browser.location(approve(path, token)).toString();

    assertThat(job).startsWith("/usb-token/").endsWith("?from=" + path);
    assertThat(browser.get(job).body()).contains("Lập phiếu ký").doesNotContain("antin-sign:");
    assertThat(browser.post(job, Map.of()).body())
        .contains("href=\"antin-sign://ky.example/", "Mở công cụ ký", "every 2s");
    assertThat(browser.get(job).body())
        .contains("Đang chờ công cụ ký", "0 / 1")
        .doesNotContain("antin-sign:");
    desk.signingService.endTokenJobs("no-certificate");
    assertThat(browser.get(job).body())
        .contains("Không thấy USB Token", "Lập phiếu ký mới")
        .doesNotContain("every 2s");
    browser.post(job, Map.of());
    desk.signingService.endTokenJobs("done");
    assertThat(browser.get(job).body()).contains("Đã ký 1 văn bản", "href=\"" + path + "\"");
    assertThat(browser.get(path).body()).contains("Đã ký xong");
    assertThat(desk.signingService.signatures).as("nothing was signed by the service").hasValue(0);
  }

  @Test
  void pageOfATokenJobLeadsBackNowhereElse() {
    var request = "/usb-token/" + java.util.UUID.randomUUID();
    assertThat(browser.get(request + "?from=https://evil.example/").body())
        .contains("href=\"/inbox\"")
        .doesNotContain("href=\"https://evil.example");
    desk.signingService.refuse(".*/agent-job", 409, "approval-spent");
    assertThat(browser.post(request, Map.of()).body()).contains("đã được ký");
  }

  @Test
  void sealInCustodyCanBeChosen() {
    var asked = approve(uploaded(), SEAL);
    assertThat(Exchange.parse(Browser.location(asked).getRawQuery()))
        .hasEntrySatisfying("authorization_details", d -> assertThat(d).contains(SEAL));
  }

  @Test
  void reloadOfTheCallbackSignsNothingAgain() {
    var path = uploaded();
    var callback = browser.callback(approve(path, OWN));
    browser.get(callback);
    var reload = browser.get(callback);
    assertThat(Browser.location(reload)).hasToString(path);
    assertThat(desk.signingService.signatures).hasValue(1);
    assertThat(Browser.location(approve(path, OWN))).hasToString(path);
    assertThat(Browser.location(browser.post(path + "/finish", Map.of()))).hasToString(path);
    assertThat(desk.signingService.signatures).hasValue(1);
  }

  @Test
  void declinedDocumentIsStillThere() {
    var path = uploaded();
    desk.authServer.approvalError = "access_denied";
    var back = browser.get(browser.callback(approve(path, OWN)));
    assertThat(Browser.location(back)).hasToString(path);
    assertThat(browser.get(path).body()).contains("Bạn đã từ chối phê duyệt", "Quyết định 12.pdf");
    desk.authServer.approvalError = "";
    browser.get(browser.callback(approve(path, OWN)));
    assertThat(browser.get(path).body()).contains("Đã ký xong");
  }

  @Test
  void approvalSurvivesASigningServiceThatIsAway() {
    var path = uploaded();
    desk.signingService.refuse(".*/sign", 0, "drop");
    browser.get(browser.callback(approve(path, OWN)));
    assertThat(browser.get(path).body())
        .contains("Đã phê duyệt, chưa ký xong", "dịch vụ ký số chưa trả lời");
    browser.post(path + "/finish", Map.of());
    assertThat(browser.get(path).body()).contains("Đã ký xong");
    assertThat(desk.signingService.signatures).hasValue(1);
  }

  @Test
  void lostAnswerIsFoundAgainInsteadOfSigningTwice() {
    var path = uploaded();
    desk.signingService.loseNextSigningAnswer = true;
    browser.get(browser.callback(approve(path, OWN)));
    assertThat(browser.get(path).body()).contains("Đã phê duyệt, chưa ký xong");
    browser.post(path + "/finish", Map.of());
    assertThat(browser.get(path).body()).contains("Đã ký xong");
    assertThat(desk.signingService.signatures).hasValue(1);
  }

  @Test
  void approvalThatRanOutIsAskedForAgain() {
    var path = uploaded();
    desk.signingService.refuse(".*/sign", 503, "approval-unreachable");
    browser.get(browser.callback(approve(path, OWN)));
    assertThat(browser.get(path).body()).contains("chưa xác nhận được phê duyệt");
    desk.clock.advance(Duration.ofMinutes(6));
    browser.post(path + "/finish", Map.of());
    assertThat(browser.get(path).body()).contains("Phê duyệt đã hết hạn", "Tiếp tục phê duyệt");
  }

  @Test
  void unknownOutcomeIsShownAndNeverRepeatedByItself() {
    var path = uploaded();
    desk.signingService.refuse(".*/sign", 500, "outcome-unknown");
    browser.get(browser.callback(approve(path, OWN)));
    assertThat(browser.get(path).body()).contains("chưa rõ kết quả", "Tiếp tục phê duyệt");
    browser.post(path + "/finish", Map.of());
    assertThat(desk.signingService.signatures).hasValue(0);
  }

  @Test
  void refusedCertificateIsExplained() {
    var path = uploaded();
    desk.signingService.refuse("/signature-requests", 403, "credential-not-usable");
    assertThat(Browser.location(approve(path, OWN))).hasToString(path);
    assertThat(browser.get(path).body()).contains("Chứng thư số đã chọn không dùng được");
  }

  @Test
  void approvalForAnotherDocumentSignsNothing() {
    var path = uploaded();
    desk.signingService.refuse(".*/sign", 403, "hash-not-approved");
    browser.get(browser.callback(approve(path, OWN)));
    assertThat(browser.get(path).body()).contains("Phê duyệt không khớp với văn bản");
    assertThat(desk.signingService.signatures).hasValue(0);
  }

  @Test
  void officialWhoseSessionEndedComesBackToTheApproval() {
    var path = uploaded();
    var callback = browser.callback(approve(path, OWN));
    browser.cookies.remove("__Host-antin-desk");
    var login = browser.get(callback);
    assertThat(login.statusCode()).isEqualTo(303);
    var back = browser.get(browser.callback(browser.get(Browser.location(login).toString())));
    browser.get(Browser.location(back).toString());
    assertThat(browser.get(path).body()).contains("Đã ký xong");
  }

  @Test
  void documentsOfOthersAreNotFound() {
    var path = uploaded();
    desk.authServer.subject = "5f3a1c1e-0000-4000-8000-000000000002";
    var other = desk.signedIn();
    desk.authServer.subject = "5f3a1c1e-0000-4000-8000-000000000001";
    assertThat(other.get(path).statusCode()).isEqualTo(404);
    assertThat(other.get(path + "/pages/1").statusCode()).isEqualTo(404);
    assertThat(approve(other, path, OWN).statusCode()).isEqualTo(404);
  }

  @Test
  void grantTokenIsUnreadableInTheDatabase() {
    var path = uploaded();
    desk.signingService.refuse(".*/sign", 0, "drop");
    browser.get(browser.callback(approve(path, OWN)));
    var hex = java.util.HexFormat.of().formatHex("grant-".getBytes(UTF_8));
    assertThat(desk.database.dump()).doesNotContain(hex, "grant-");
  }

  private String uploaded() {
    var answer = browser.upload("/sign", "Quyết định 12.pdf", PDF);
    assertThat(answer.statusCode()).isEqualTo(303);
    return Browser.location(answer).toString();
  }

  private HttpResponse<String> approve(String path, String credential) {
    return approve(browser, path, credential);
  }

  private static HttpResponse<String> approve(Browser browser, String path, String credential) {
    return browser.post(path + "/approve", Map.of("credential", credential));
  }

  private static String link(String page, String end) {
    var matcher =
        java.util.regex.Pattern.compile("href=\"(/documents/[^\"]*" + end + ")\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
