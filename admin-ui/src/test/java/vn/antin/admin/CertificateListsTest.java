package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateListsTest {
  private static final String PAGE = "/certificates/lists";
  private static final String PREVIEW = "/certificates/jobs/" + FakeCertificateJobs.PREVIEW;
  private static final byte[] CSV = "tên đăng nhập;chứng thư số\nan;MIIB\n".getBytes(UTF_8);

  private final TestDesk desk = TestDesk.shared();
  private final FakeCertificateJobs jobs = desk.signingService.jobs;

  @Test
  void listIsSentForAPreview() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates/jobs").body())
        .contains("href=\"" + PAGE + "\"", "Xem trước danh sách");
    assertThat(administrator.get(PAGE).body())
        .contains("tên đăng nhập", "mã đơn vị", "enctype=\"multipart/form-data\"");
    var sent = administrator.upload(PAGE, "danh sách.csv", CSV);
    assertThat(Browser.location(sent)).hasToString(PREVIEW);
    assertThat(jobs.asked).containsExactly("/certificate-lists " + new String(CSV, UTF_8));
    assertThat(desk.signingService.requests).contains("POST /certificate-lists?preview=true");
  }

  @Test
  void previewShowsReasonsAndIsCarriedOutOnce() {
    var administrator = administrator();
    var preview = administrator.get(PREVIEW).body();
    assertThat(preview)
        .contains("Chưa ghi nhận gì", "Sẽ ghi nhận (1)", "tin cậy cấp", PREVIEW + "?state=failed")
        .contains(PREVIEW + "/carry-out", "Ghi nhận 1 chứng thư số");
    assertThat(administrator.get("/certificates/jobs/" + FakeCertificateJobs.OVER).body())
        .doesNotContain("/carry-out");
    assertThat(Browser.location(administrator.post(PREVIEW + "/carry-out", Map.of())))
        .hasToString("/certificates/jobs/" + FakeCertificateJobs.BUSY);
    desk.signingService.refuse("/certificate-jobs/.*/carry-out", 404, "not-found");
    var again = Browser.location(administrator.post(PREVIEW + "/carry-out", Map.of()));
    assertThat(again).hasToString(PREVIEW + "?problem=carried-out");
    assertThat(administrator.get(again.toString()).body()).contains("đã được ghi nhận");
  }

  @Test
  void whatIsNoListIsExplainedWithItsRow() {
    var administrator = administrator();
    for (var wrong :
        Map.of(
                "headings-missing", "Dòng đầu thiếu cột",
                "encoding", "không phải mã UTF-8",
                "unheard-of", "Không đọc được danh sách")
            .entrySet()) {
      jobs.wrong = wrong.getKey();
      var refused = administrator.upload(PAGE, "a.csv", CSV);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains(wrong.getValue(), "Dòng 7", "role=\"alert\"");
    }
    jobs.wrong = null;
    assertThat(administrator.post(PAGE, Map.of()).body()).contains("Hãy chọn tệp CSV");
    desk.signingService.refuse("/certificate-lists", 503, "people-stale");
    var stale = administrator.upload(PAGE, "a.csv", CSV);
    assertThat(stale.statusCode()).isEqualTo(503);
    assertThat(stale.body()).contains("chưa được cập nhật");
    var large = administrator.upload(PAGE, "a.csv", new byte[17 * 1024 * 1024]);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("tối đa 16 MB");
  }

  @Test
  void listsAreForAdministrators() {
    assertThat(desk.signedIn().get(PAGE).statusCode()).isEqualTo(403);
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
