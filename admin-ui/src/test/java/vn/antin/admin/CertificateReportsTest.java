package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateReportsTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakeCertificates certificates = desk.signingService.certificates;
  private final FakeCertificateJobs jobs = desk.signingService.jobs;

  @Test
  void calendarIsAChartAndATableOfTheSameFigures() {
    var page = administrator().get("/certificates/calendar?from=2026-12").body();
    assertThat(certificates.asked).containsExactly("by=month&from=2026-12-01&until=2027-12-01");
    assertThat(page)
        .contains("role=\"img\"", ">01/27</text>", ">1200</text>")
        .contains("height=\"97\"", "height=\"32\"", "height=\"2\"")
        .contains(
            "href=\"/certificates?from=2027-01-01&amp;to=2027-01-31\"",
            "data-label=\"Chưa gia hạn\">900<")
        .contains("from=2025-12", "from=2027-12")
        .doesNotContain("style=");
    assertThat(page.split("<tr[ >]", -1)).hasSize(14);
  }

  @Test
  void calendarWithoutAMonthBeginsWithThisOneAndSaysWhenNothingEnds() {
    certificates.nothing = true;
    certificates.stale = true;
    var administrator = administrator();
    for (var from : List.of("", "?from=x", "?from=99999-01", "?from=%2B12026-01")) {
      var page = administrator.get("/certificates/calendar" + from);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("Không có chứng thư số nào hết hạn", "chưa được cập nhật")
          .doesNotContain("<figure");
    }
  }

  @Test
  void mismatchesSayWhatDoesNotFitAHundredAtATime() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates/mismatches").body())
        .contains("Đơn vị ghi trong chứng thư số đã chấm dứt", "Huyện ủy 99", "Điểm khác")
        .contains("/certificates/mismatches?skip=100")
        .doesNotContain("Huyện ủy 100");
    assertThat(administrator.get("/certificates/mismatches?skip=100").body())
        .contains("Huyện ủy 100", "Huyện ủy 129")
        .doesNotContain("Xem thêm");
    assertThat(administrator.get("/certificates/mismatches?skip=-5").statusCode()).isEqualTo(200);
    assertThat(administrator.get("/certificates/mismatches?skip=9999").statusCode()).isEqualTo(200);
    certificates.nothing = true;
    assertThat(administrator.get("/certificates/mismatches").body())
        .contains("đều khớp với chức vụ và đơn vị");
  }

  @Test
  void jobIsOrderedForAUnitByItsCode() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates/jobs").body())
        .contains("2.500 / 10.000", "1 lỗi", "Sở Nội vụ");
    var made =
        administrator.post("/certificates/jobs", Map.of("kind", "issue", "unitCode", " H99.101 "));
    assertThat(Browser.location(made))
        .hasToString("/certificates/jobs/" + FakeCertificateJobs.BUSY);
    assertThat(jobs.asked.getFirst())
        .contains("\"kind\":\"issue\"", "\"unit\":\"" + FakeUnits.COMMUNE + "\"")
        .doesNotContain("expiresBefore");
    administrator.post("/certificates/jobs", Map.of("kind", "renew", "before", "2027-02-01"));
    assertThat(jobs.asked.getLast())
        .contains("\"expiresBefore\":\"2027-01-31T17:00:00Z\"")
        .doesNotContain("\"unit\"");
  }

  @Test
  void jobIsNotOrderedForAnUnknownUnitOrWithoutADay() {
    var administrator = administrator();
    var unknown =
        administrator.post("/certificates/jobs", Map.of("kind", "issue", "unitCode", "H<1>"));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("Không tìm thấy đơn vị", "value=\"H&lt;1");
    var day = administrator.post("/certificates/jobs", Map.of("kind", "renew", "before", ""));
    assertThat(day.body()).contains("Hãy nhập ngày", "value=\"renew\" required checked");
    assertThat(jobs.asked).isEmpty();
    desk.signingService.refuse("/certificate-jobs", 503, "people-stale");
    var stale = administrator.post("/certificates/jobs", Map.of("kind", "issue"));
    assertThat(stale.statusCode()).isEqualTo(503);
  }

  @Test
  void whatBecameOfEachIsATableThatSpreadsheetsRead() {
    var administrator = administrator();
    var over = "/certificates/jobs/" + FakeCertificateJobs.OVER;
    assertThat(administrator.get(over + "?state=failed").body())
        .contains("href=\"" + over + "/rows.csv?state=failed\"");
    assertThat(administrator.get("/certificates/jobs/" + FakeCertificateJobs.BUSY).body())
        .doesNotContain("rows.csv");
    jobs.asked.clear();
    var table = administrator.get(over + "/rows.csv?state=failed");
    assertThat(table.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(table.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    assertThat(jobs.asked)
        .containsExactly("limit=1000&after=0&state=failed", "limit=1000&after=4&state=failed");
    var lines = table.body().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.getFirst()).isEqualTo("\uFEFF\"Số\",\"Người giữ\",\"Trạng thái\",\"Lý do\"");
    assertThat(lines.get(4)).endsWith("\"Lỗi\",\"không do nơi cấp được hệ thống này tin cậy cấp\"");
    assertThat(lines.get(5)).startsWith("\"5\",\"'=HYPERLINK(\"\"http://x\"\")\",");
    assertThat(
            administrator
                .get("/certificates/jobs/d0000000-0000-4000-8000-000000000099/rows.csv")
                .statusCode())
        .isEqualTo(404);
    desk.signingService.refuse("/certificate-jobs/.*/rows", 404, "not-found");
    assertThat(administrator.get(over + "/rows.csv").statusCode()).isEqualTo(404);
    assertThat(desk.browser().get(over + "/rows.csv").statusCode()).isEqualTo(303);
  }

  @Test
  void tableThatWouldLackRowsIsNotGivenOut() {
    var administrator = administrator();
    jobs.endless = true;
    var table = administrator.get("/certificates/jobs/" + FakeCertificateJobs.OVER + "/rows.csv");
    assertThat(table.statusCode()).isEqualTo(500);
    assertThat(table.body()).doesNotContain("HYPERLINK", Samples.name(1));
  }

  @Test
  void jobShowsItsProgressAndEachOutcome() {
    var administrator = administrator();
    var busy = "/certificates/jobs/" + FakeCertificateJobs.BUSY;
    assertThat(administrator.get(busy).body())
        .contains("<progress max=\"10000\" value=\"2500\"", "hx-trigger=\"every 3s\"")
        .contains("đã có chứng thư số", "lỗi của hệ thống")
        .contains("href=\"/certificates/" + FakeCertificates.VALID + "\"");
    assertThat(administrator.get(busy + "?state=failed&after=100").body())
        .contains("aria-current=\"true\"");
    assertThat(jobs.asked.getLast()).isEqualTo("limit=100&after=100&state=failed");
    assertThat(administrator.get("/certificates/jobs/" + FakeCertificateJobs.OVER).body())
        .contains("1 đã cấp, 1 bỏ qua, 1 lỗi")
        .doesNotContain("<progress", "every 3s", "/cancel");
    assertThat(refresh(administrator.get(busy, "HX-Target", "progress"))).isEmpty();
    var over = "/certificates/jobs/" + FakeCertificateJobs.OVER;
    assertThat(refresh(administrator.get(over, "HX-Target", "progress"))).contains("true");
    assertThat(refresh(administrator.get(over))).isEmpty();
    assertThat(administrator.get("/certificates/jobs/d0000000-0000-4000-8000-000000000009"))
        .returns(404, answer -> answer.statusCode());
  }

  /** Whether htmx reads the whole page anew. */
  private static Optional<String> refresh(HttpResponse<String> answer) {
    return answer.headers().firstValue("HX-Refresh");
  }

  @Test
  void restOfAJobIsStopped() {
    var administrator = administrator();
    var busy = "/certificates/jobs/" + FakeCertificateJobs.BUSY;
    assertThat(Browser.location(administrator.post(busy + "/cancel", Map.of())))
        .hasToString(busy + "?done=cancel");
    desk.signingService.refuse("/certificate-jobs/.*/cancel", 503, "people-stale");
    assertThat(Browser.location(administrator.post(busy + "/cancel", Map.of())))
        .hasToString(busy + "?problem=people-stale");
    assertThat(administrator.get(busy + "?problem=people-stale").body())
        .contains("Chưa có gì thay đổi");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
