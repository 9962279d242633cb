package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateListsTest {
  private static final String PAGE = "/certificates/lists";
  private static final String DIRECTORY = PAGE + "/directory";
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
    assertThat(jobs.type).isEqualTo("text/csv");
  }

  @Test
  void archiveIsKnownByHowItBeginsWhateverItsName() {
    var administrator = administrator();
    assertThat(administrator.get(PAGE).body()).contains(".zip", "tên tệp");
    var archive = "PK\u0003\u0004 and so on".getBytes(UTF_8);
    assertThat(Browser.location(administrator.upload(PAGE, "list.csv", archive)))
        .hasToString(PREVIEW);
    assertThat(jobs.type).isEqualTo("application/zip");
    assertThat(jobs.asked).containsExactly("/certificate-lists " + new String(archive, UTF_8));
    administrator.upload(PAGE, "list.zip", "PK\n".getBytes(UTF_8));
    assertThat(jobs.type).isEqualTo("text/csv");
    for (var wrong :
        Map.of(
                "not-zip", "Không đọc được tệp nén",
                "table-missing", "không có bảng CSV",
                "table-twice", "hơn một bảng CSV",
                "file-twice", "hai tệp cùng tên",
                "file-named-twice", "cùng một tệp",
                "too-much", "quá lớn sau khi giải nén")
            .entrySet()) {
      jobs.wrong = wrong.getKey();
      assertThat(administrator.upload(PAGE, "a.zip", archive).body())
          .contains(wrong.getValue(), "role=\"alert\"");
    }
  }

  @Test
  void directoryIsReadForAPreviewWhereThereIsOne() {
    var administrator = administrator();
    assertThat(administrator.get(PAGE).body()).doesNotContain(DIRECTORY);
    jobs.directory = List.of("ldaps://ca.example:636", "ldaps://<ca2>");
    assertThat(administrator.get(PAGE).body())
        .contains("action=\"" + DIRECTORY + "\"", "ldaps://ca.example:636", "ldaps://&lt;ca2&gt;");
    assertThat(Browser.location(administrator.get(DIRECTORY))).hasToString(PAGE);
    assertThat(Browser.location(administrator.post(DIRECTORY, Map.of()))).hasToString(PREVIEW);
    assertThat(desk.signingService.requests)
        .contains("POST /certificate-lists?source=directory&preview=true");
    assertThat(jobs.asked).containsExactly("/certificate-lists ");
    assertThat(administrator.get(PREVIEW).body()).contains("Từ thư mục của nơi cấp");
    assertThat(administrator.get("/certificates/jobs").body()).contains("Từ thư mục của nơi cấp");
    jobs.empty = true;
    assertThat(administrator.get(PREVIEW).body()).contains("không có chứng thư số nào của cán bộ");
  }

  @Test
  void directoryThatCannotBeReadIsExplained() {
    var administrator = administrator();
    jobs.directory = List.of("ldaps://ca.example:636");
    for (var why :
        Map.of(
                "directory-absent", "chưa khai báo thư mục",
                "directory-unreachable", "không trả lời",
                "directory-limit", "giới hạn số mục",
                "too-much", "nhiều chứng thư số hơn",
                "empty", "không công bố",
                "unheard-of", "Không đọc được thư mục")
            .entrySet()) {
      jobs.unread = why.getKey();
      var refused = administrator.post(DIRECTORY, Map.of());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body())
          .contains(why.getValue(), "role=\"alert\"", "action=\"" + DIRECTORY + "\"");
    }
    desk.signingService.refuse("/certificate-lists", 403, "not-permitted");
    assertThat(administrator.post(DIRECTORY, Map.of()).statusCode()).isEqualTo(403);
    assertThat(desk.browser().post(DIRECTORY, Map.of()).statusCode()).isEqualTo(303);
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
