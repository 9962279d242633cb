package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultCheckTest {
  private static final String CODE = "0123456789ABCDEFGHJKMNPQRS";
  private static final byte[] PDF = "%PDF-1.7 a result".getBytes(UTF_8);

  private final TestDesk desk = TestDesk.shared();
  private final Browser browser = desk.browser();

  @AfterEach
  void usual() {
    desk.signingService.reset();
  }

  private Map<String, Object> result(String state) throws Exception {
    var result = new HashMap<String, Object>();
    result.put("code", CODE);
    result.put("state", state);
    result.put("type", "Giấy phép xây dựng");
    result.put("number", "7");
    result.put("notation", "GPXD");
    result.put("unit", "Xã Đồng Đăng");
    result.put("unitSigned", true);
    result.put("mode", "personal");
    if (state.equals("signed")) {
      result.put("signedAt", "2026-11-22T01:15:30Z");
      result.put("signers", List.of(Map.of("name", "Nguyễn Văn An", "at", "2026-11-22T01:15:30Z")));
      result.put(
          "sha256", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PDF)));
      result.put("validation", validation("valid", "good"));
    }
    return result;
  }

  private static Map<String, Object> validation(String verdict, String revocation) {
    return Map.of(
        "at",
        "2026-11-23T01:00:00Z",
        "signatures",
        List.of(
            Map.of(
                "signer", "Nguyễn Văn An",
                "organisation", "UBND xã Đồng Đăng",
                "issuer", "Ấn Tín CA",
                "timestampTime", "2026-11-22T01:15:31Z",
                "verdict", verdict,
                "revocation", revocation,
                "level", "PAdES-BASELINE-T")));
  }

  @Test
  void citizenSeesWithoutLoginWhoSignedAndWhetherItHolds() throws Exception {
    desk.signingService.results.put(CODE, result("signed"));

    var page = browser.get("/kt/" + CODE);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Chữ ký hợp lệ", "Giấy phép xây dựng", "7/GPXD", "Xã Đồng Đăng")
        .contains("Nguyễn Văn An", "08:15:30 22/11/2026", "Không bị thu hồi");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(desk.signingService.forwardedFor).isEqualTo("127.0.0.1");
    assertThat(page.body()).doesNotContain("unit-unsigned");
    var other = result("signed");
    other.put("unitSigned", false);
    desk.signingService.results.put(CODE, other);
    assertThat(browser.get("/kt/" + CODE).body())
        .contains("Chỉ hệ thống gửi kết quả ghi tên cơ quan này");
    var typed = browser.get("/kt?code=" + CODE);
    assertThat(typed.body()).contains("Chữ ký hợp lệ");
  }

  @Test
  void theFileOfACitizenIsComparedByteByByteAndSentNowhere() throws Exception {
    desk.signingService.results.put(CODE, result("signed"));

    assertThat(browser.upload("/kt/" + CODE, "giay phep.pdf", PDF).body())
        .contains("Tệp này đúng là bản đã ký", "giay phep.pdf");
    assertThat(
            browser.upload("/kt/" + CODE, "khac.pdf", "%PDF-1.7 a resulT".getBytes(UTF_8)).body())
        .contains("Tệp này không phải là bản đã ký");
    assertThat(browser.upload("/kt/" + CODE, "a.pdf", "text".getBytes(UTF_8)).body())
        .contains("Tệp này không phải là PDF");
    assertThat(desk.signingService.requests).allMatch(each -> each.startsWith("GET /v1/check/"));
  }

  @Test
  void everyOtherAnswerIsASentence() throws Exception {
    assertThat(browser.get("/kt/" + CODE).body()).contains("Không có kết quả nào mang mã này");
    assertThat(browser.get("/kt/" + CODE).statusCode()).isEqualTo(404);
    desk.signingService.results.put(CODE, result("pending"));
    assertThat(browser.get("/kt/" + CODE).body()).contains("Kết quả này chưa được ký");
    desk.signingService.results.put(CODE, result("ended"));
    assertThat(browser.get("/kt/" + CODE).body()).contains("Kết quả này không được ban hành");
    var revoked = result("signed");
    revoked.put("validation", validation("revoked", "revoked"));
    desk.signingService.results.put(CODE, revoked);
    assertThat(browser.get("/kt/" + CODE).body())
        .contains("Chứng thư số của người ký đã bị thu hồi");
    revoked.remove("validation");
    assertThat(browser.get("/kt/" + CODE).body()).contains("Kết quả này đã được ký");
    desk.signingService.refuse("/v1/check/.*", 429, "too-many-requests");
    assertThat(browser.get("/kt/" + CODE).body()).contains("Có quá nhiều lượt tra cứu");
    assertThat(browser.get("/kt").body()).contains("Nhập mã in cạnh mã QR");
  }
}
