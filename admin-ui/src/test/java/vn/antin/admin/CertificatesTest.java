package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private static final String VALID = "/certificates/" + FakeCertificates.VALID;
  private static final String SUSPENDED = "/certificates/" + FakeCertificates.SUSPENDED;

  private final TestDesk desk = TestDesk.shared();
  private final FakeCertificates certificates = desk.signingService.certificates;

  @Test
  void listShowsStatesWhatEndsSoonAndTheMarkOfOldData() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates").body())
        .contains("Đã thu hồi", "Tạm dừng", "Con dấu cơ quan", "Ấn Tín CA thử nghiệm")
        .contains("Còn 12 ngày", "href=\"" + VALID + "\"")
        .doesNotContain("chưa được cập nhật");
    certificates.stale = true;
    assertThat(administrator.get("/certificates").body()).contains("chưa được cập nhật");
  }

  @Test
  void filterIsPassedOnAndKeptInTheAddressOfWhatFollows() {
    var page =
        administrator()
            .get(
                "/certificates?q=binh&status=valid&kind=seal&source=usb-token&issuer=VGCA%20%26"
                    + "&from=2026-12-01&to=2026-12-31")
            .body();
    assertThat(certificates.asked)
        .containsExactly(
            "q=binh&status=valid&kind=seal&source=usb-token&issuer=VGCA+&"
                + "&expiresFrom=2026-11-30T17:00:00Z&expiresBefore=2026-12-31T17:00:00Z&limit=25");
    assertThat(page)
        .contains("issuer=VGCA+%26", "from=2026-12-01", "after=k%2B%2F%3D")
        .contains("value=\"seal\" selected", "value=\"VGCA &amp;\"");
  }

  @Test
  void whatIsNoFilterNarrowsNothing() {
    var page =
        administrator()
            .get("/certificates?status=%22%3E&kind=x&from=yesterday&to=9999999-01-01&unit=none");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(certificates.asked).containsExactly("limit=25");
  }

  @Test
  void oneCertificateShowsItsChainAndHistory() {
    var administrator = administrator();
    assertThat(administrator.get(SUSPENDED).body())
        .contains("Ấn Tín gốc", "abababab", "Công văn &lt;12&gt;", "Trần Thị Bình", "Tự động")
        .contains("Thay đổi vị trí công tác", SUSPENDED + "/resume", SUSPENDED + "/revoke")
        .doesNotContain(SUSPENDED + "/suspend");
    assertThat(administrator.get("/certificates/" + FakeCertificates.USB_TOKEN).body())
        .contains("Trên USB token", "Đã tự chứng minh");
    assertThat(administrator.get("/certificates/" + FakeCertificates.REVOKED).body())
        .contains("chứng thư số mới")
        .doesNotContain("/revoke\"", "/suspend\"");
    assertThat(administrator.get(VALID).body())
        .contains("CCCD:••••••••2345")
        .doesNotContain("001087012345");
    var chain = administrator.get(VALID + "/chain.pem");
    assertThat(chain.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment");
    assertThat(chain.body().split("BEGIN CERTIFICATE", -1)).hasSize(4);
  }

  @Test
  void keySaysWhatItCanDoAndHowThatIsKnown() {
    var administrator = administrator();
    assertThat(administrator.get(VALID).body())
        .contains("EC · P-256<", "ECDSA_SHA256 · ECDSA_SHA384", "SHA-256 · SHA-384")
        .contains("đang trả lời và dùng được khóa này")
        .doesNotContain("RSASSA-PSS");
    assertThat(administrator.get("/certificates/" + FakeCertificates.USB_TOKEN).body())
        .contains("RSA · 3072 bit", "RSA_PSS_SHA256", "RSASSA-PSS</dt><dd>Có")
        .contains("không hỏi được USB token");
    assertThat(administrator.get(SUSPENDED).body())
        .contains("không có thiết bị nào dùng được khóa này")
        .doesNotContain("Hàm băm");
  }

  @Test
  void certificateOutsideTheScopeIsNotFound() {
    var administrator = administrator();
    var foreign = "/certificates/c0000000-0000-4000-8000-000000000099";
    assertThat(administrator.get(foreign).statusCode()).isEqualTo(404);
    assertThat(administrator.get(foreign + "/revoke").statusCode()).isEqualTo(404);
    assertThat(administrator.get(foreign + "/chain.pem").statusCode()).isEqualTo(404);
    assertThat(administrator.get("/certificates/none").statusCode()).isEqualTo(404);
    assertThat(desk.browser().get(VALID).statusCode()).isEqualTo(303);
  }

  @Test
  void suspensionTakesAReasonOfTheDecree() {
    var administrator = administrator();
    assertThat(administrator.get(VALID + "/suspend").body())
        .contains("Nghị định 68/2024/NĐ-CP", "Thiết bị bị mất", "Để xác minh");
    var none = administrator.post(VALID + "/suspend", Map.of("note", "CV 12"));
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(none.body()).contains("Hãy chọn lý do", "CV 12");
    assertThat(certificates.asked).isEmpty();
    var done =
        administrator.post(
            VALID + "/suspend", Map.of("reason", "under-investigation", "note", " CV 12 "));
    assertThat(Browser.location(done)).hasToString(VALID + "?done=suspend");
    assertThat(certificates.asked).hasSize(1);
    assertThat(certificates.asked.getFirst())
        .startsWith(VALID + "/suspend ")
        .contains("\"reason\":\"under-investigation\"", "\"note\":\"CV 12\"");
    assertThat(administrator.get(VALID + "?done=suspend").body()).contains("Đã tạm dừng");
  }

  @Test
  void revocationIsConfirmedAndNeverForAnInvestigation() {
    var administrator = administrator();
    assertThat(administrator.get(VALID + "/revoke").body())
        .contains("Không thể hoàn tác", "Thiết bị bị mất")
        .doesNotContain("Để xác minh");
    var unconfirmed = administrator.post(VALID + "/revoke", Map.of("reason", "device-lost"));
    assertThat(unconfirmed.statusCode()).isEqualTo(422);
    assertThat(unconfirmed.body()).contains("value=\"device-lost\" selected");
    assertThat(certificates.asked).isEmpty();
    administrator.post(VALID + "/revoke", Map.of("reason", "device-lost", "confirm", "true"));
    assertThat(certificates.asked).hasSize(1);
  }

  @Test
  void paperForTheAuthoritySaysTheChosenReasonAndChangesNothing() {
    var administrator = administrator();
    for (var form : Map.of("suspend", "suspension", "revoke", "revocation").entrySet()) {
      var paper = VALID + "/" + form.getKey() + "/form.pdf";
      assertThat(administrator.get(VALID + "/" + form.getKey()).body())
          .contains("formaction=\"" + paper + "\"");
      var none = administrator.post(paper, Map.of("note", "CV 12"));
      assertThat(none.statusCode()).isEqualTo(422);
      assertThat(none.body()).contains("Hãy chọn lý do", "CV 12");
      var taken = administrator.post(paper, Map.of("reason", "device-lost&x=1", "note", "CV 12"));
      assertThat(taken.body()).isEqualTo("%PDF-paper");
      assertThat(taken.headers().firstValue("Content-Type")).hasValue("application/pdf");
      assertThat(taken.headers().firstValue("Content-Disposition").orElseThrow())
          .startsWith("attachment; filename=\"" + form.getKey());
      assertThat(certificates.asked)
          .containsExactly(form.getValue() + "-form.pdf?reason=device-lost%26x%3D1");
      certificates.asked.clear();
    }
    assertThat(administrator.get(VALID + "/renew").body()).doesNotContain("form.pdf");
  }

  @Test
  void paperIsTakenAgainAfterwardsForAnOutsideAuthority() {
    var administrator = administrator();
    var revoked = "/certificates/" + FakeCertificates.REVOKED;
    var paper = revoked + "/revoke/form.pdf?reason=device-lost";
    assertThat(administrator.get(revoked).body()).contains("href=\"" + paper + "\"");
    assertThat(administrator.get(paper).body()).isEqualTo("%PDF-paper");
    assertThat(administrator.get(SUSPENDED).body()).doesNotContain("form.pdf");
    assertThat(administrator.get(VALID).body()).doesNotContain("form.pdf");
    desk.signingService.refuse(".*-form.pdf", 404, "not-found");
    assertThat(administrator.get(paper).statusCode()).isEqualTo(404);
    assertThat(desk.browser().get(paper).statusCode()).isEqualTo(303);
    assertThat(
            administrator
                .post(
                    VALID + "/revoke/form.pdf",
                    Map.of("reason", "device-lost"),
                    "Sec-Fetch-Site",
                    "cross-site")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void renewalLeadsToTheNewCertificate() {
    var administrator = administrator();
    assertThat(administrator.get(VALID).body()).contains(VALID + "/renew");
    assertThat(administrator.get(SUSPENDED).body()).doesNotContain("/renew");
    assertThat(administrator.get(VALID + "/renew").body())
        .contains("tạo khóa mới")
        .doesNotContain("name=\"reason\"", "name=\"note\"");
    var done = administrator.post(VALID + "/renew", Map.of());
    assertThat(Browser.location(done))
        .hasToString("/certificates/c0000000-0000-4000-8000-000000000006?done=renew");
    desk.signingService.refuse(VALID + "/renew", 503, "authority-absent");
    var refused = administrator.post(VALID + "/renew", Map.of());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("chưa có nơi cấp");
  }

  @Test
  void actsAreUponTheVersionThatWasShown() {
    var administrator = administrator();
    for (var act : List.of("suspend", "revoke", "renew")) {
      assertThat(administrator.get(VALID + "/" + act).body())
          .contains("name=\"version\" value=\"4701\"");
      administrator.post(
          VALID + "/" + act, Map.of("version", "4701", "reason", "device-lost", "confirm", "true"));
      assertThat(certificates.version).isEqualTo("\"4701\"");
    }
    desk.signingService.refuse(VALID + "/suspend", 412, "changed");
    var refused =
        administrator.post(VALID + "/suspend", Map.of("version", "4700", "reason", "device-lost"));
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.body()).contains("Có người vừa thay đổi", "name=\"version\" value=\"4701\"");
  }

  @Test
  void resumingTakesNoReason() {
    var administrator = administrator();
    assertThat(administrator.get(SUSPENDED + "/resume").body()).doesNotContain("name=\"reason\"");
    administrator.post(SUSPENDED + "/resume", Map.of());
    assertThat(certificates.asked).containsExactly(SUSPENDED + "/resume {}");
  }

  @Test
  void refusalsAreExplainedAndTheFormIsKept() {
    var administrator = administrator();
    var wish = Map.of("reason", "device-lost", "note", "CV 12");
    desk.signingService.refuse(VALID + "/suspend", 503, "people-stale");
    var stale = administrator.post(VALID + "/suspend", wish);
    assertThat(stale.statusCode()).isEqualTo(503);
    assertThat(stale.body()).contains("Chưa có gì thay đổi", "CV 12");
    desk.signingService.refuse(VALID + "/suspend", 409, "certificate-state");
    assertThat(administrator.post(VALID + "/suspend", wish).body())
        .contains("người khác vừa thay đổi");
    desk.signingService.refuse(VALID + "/suspend", 404, "not-found");
    assertThat(administrator.post(VALID + "/suspend", wish).body())
        .contains("được xem nhưng không được thay đổi");
  }

  @Test
  void foreignSiteCannotRevoke() {
    var refused =
        administrator()
            .post(
                VALID + "/revoke",
                Map.of("reason", "device-lost", "confirm", "true"),
                "Sec-Fetch-Site",
                "cross-site");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(certificates.asked).isEmpty();
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
