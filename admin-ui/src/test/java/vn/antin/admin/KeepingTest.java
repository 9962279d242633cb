package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepingTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakeKeeping keeping = desk.signingService.keeping;

  @Test
  void tokensShowHealthRatesCapabilitiesAndWhereKeysLive() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates").body())
        .contains("href=\"/certificates/tokens\"", "href=\"/certificates/time-stamps\"");
    assertThat(administrator.get("/certificates/tokens").body())
        .contains("42 khóa", "15.200 khóa", "123,4 chữ ký mỗi giây", "1.234.567")
        .contains("SoftHSM v2", "ec-p256 · rsa-2048", "KEY_WRAP_PAD", "master-1", "Đang mở");
  }

  @Test
  void tokenThatIsAwaySaysWhy() {
    keeping.away = true;
    assertThat(administrator().get("/certificates/tokens").body())
        .contains("Không trả lời", "CKR_DEVICE_ERROR &lt;0x30&gt;", "Thiết bị bị treo");
  }

  @Test
  void timeStampingShowsItsClockAndItsCertificate() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates/time-stamps").body())
        .contains("Hoạt động", "98.765", "4 không rõ kết quả", "500 ms", "1.2.3.4.1")
        .contains("Dấu thời gian Sơn Hà", "lệch 12 ms", "ntp1.example", "no answer within 2 s");
    keeping.away = true;
    assertThat(administrator.get("/certificates/time-stamps").body())
        .contains("Đang từ chối", "off by &lt;2 s&gt;", "Không tin cậy", "không biết chắc giờ");
    keeping.away = false;
    keeping.alone = true;
    assertThat(administrator.get("/certificates/time-stamps").body())
        .contains("Không được đối chiếu")
        .doesNotContain("Tin cậy");
    keeping.off = true;
    assertThat(administrator.get("/certificates/time-stamps").body())
        .contains("không cấp dấu thời gian");
  }

  @Test
  void authoritiesShowTheirListsAndAnswers() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates/authorities").body())
        .contains("Ấn Tín CA Sơn Hà", "Số 41, 17 mục", "Số 42, 17 mục", "pki.example")
        .contains("15.000 trả lời sẵn sàng, 3 đang chờ")
        .containsOnlyOnce("Quá hạn cập nhật");
    keeping.off = true;
    assertThat(administrator.get("/certificates/authorities").body())
        .contains("chưa có nơi cấp nào");
  }

  @Test
  void whoAdministersNothingSeesNeither() {
    var administrator = administrator();
    for (var page : List.of("tokens", "time-stamps", "calendar", "mismatches")) {
      desk.signingService.refuse("/.*", 403, "not-permitted");
      assertThat(administrator.get("/certificates/" + page).statusCode()).isEqualTo(403);
      assertThat(desk.browser().get("/certificates/" + page).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void englishPagesWriteNumbersAsEnglishDoes() {
    var administrator = administrator();
    administrator.post("/language", Map.of("to", "en", "back", "/"));
    assertThat(administrator.get("/certificates/tokens").body()).contains("15,200 keys");
    assertThat(administrator.get("/certificates/time-stamps").body()).contains("off by 12 ms");
    assertThat(administrator.get("/certificates/jobs/" + FakeCertificateJobs.BUSY).body())
        .contains("2,500 of 10,000 done");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
