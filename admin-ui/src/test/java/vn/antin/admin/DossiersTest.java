package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DossiersTest {
  private static final String ORDERS = "/dossiers/orders";
  private static final String ORDER = "f0000000-0000-4000-8000-000000000001";

  private final TestDesk desk = TestDesk.shared();
  private final FakeDossiers dossiers = desk.signingService.dossiers;

  @AfterEach
  void usual() {
    desk.signingService.reset();
  }

  @Test
  void figuresAreAChartATableAndAFile() {
    dossiers.figures =
        Map.of(
            "from",
            "2026-11-01",
            "to",
            "2026-11-30",
            "items",
            List.of(
                figure("u1", "=Xã <Đồng Đăng>", "2026-11-02", 40, 10),
                figure("u1", "=Xã <Đồng Đăng>", "2026-11-03", 2, 0),
                figure("u2", "Xã Na Sầm", "2026-11-02", 1, 0)));
    var browser = desk.signedIn();

    var page = browser.get("/dossiers/figures?from=2026-11-01&to=2026-11-30").body();

    assertThat(page)
        .contains("<svg", "role=\"img\"", "Tổng số đã ký: 43", "=Xã &lt;Đồng Đăng&gt;")
        .contains("có 43 kết quả hồ sơ", "/dossiers/figures.csv?from=2026-11-01&amp;to=2026-11-30")
        .doesNotContain("<script>");
    assertThat(desk.signingService.requests)
        .anyMatch(each -> each.endsWith("&from=2026-11-01&to=2026-11-30"));
    var file = browser.get("/dossiers/figures.csv");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(file.body())
        .startsWith("\uFEFFunit_id,unit,day,signed,by_standing_order\r\n")
        .contains("u1,\"'=Xã <Đồng Đăng>\",2026-11-02,40,10\r\n");
    dossiers.figures = Map.of("from", "2026-11-01", "to", "2026-11-30", "items", List.of());
    assertThat(browser.get("/dossiers/figures").body())
        .contains("chưa có kết quả hồ sơ nào được ký")
        .doesNotContain("role=\"img\"");
    assertThat(desk.browser().get("/dossiers/figures").statusCode()).isEqualTo(303);
    desk.signingService.refuse("/dossier-figures", 403, "not-permitted");
    assertThat(browser.get("/dossiers/figures").statusCode()).isEqualTo(403);
  }

  private static Map<String, Object> figure(
      String unit, String name, String day, int signed, int byOrder) {
    return Map.of("unit", unit, "name", name, "day", day, "signed", signed, "byOrder", byOrder);
  }

  @Test
  void ordersAreProposedApprovedAndStoppedByTheirButtons() {
    var browser = desk.signedIn();

    assertThat(browser.get(ORDERS).body())
        .contains("mot-cua", "Chờ người thứ hai đồng ý", "60 mỗi phút, 2.000 mỗi ngày")
        .contains(ORDERS + "/" + ORDER + "/approve", ORDERS + "/" + ORDER + "/end");
    var proposal =
        Map.of(
            "unit", FakeSeals.UNIT,
            "client", "mot-cua",
            "types", "Giấy phép xây dựng\r\n\r\nTrích lục",
            "until", "2027-01-31",
            "perMinute", "60",
            "perDay", "2000",
            "note", "QĐ 12");
    assertThat(Browser.location(browser.post(ORDERS, proposal)))
        .hasToString(ORDERS + "?done=proposed");
    assertThat(dossiers.asked.getLast())
        .contains("\"types\":[\"Giấy phép xây dựng\",\"Trích lục\"]", "2027-01-31T17:00:00Z");
    assertThat(Browser.location(browser.post(ORDERS + "/" + ORDER + "/approve", Map.of())))
        .hasToString(ORDERS + "?done=approve");
    assertThat(dossiers.asked.getLast()).isEqualTo("/standing-orders/" + ORDER + "/approve");
    desk.signingService.refuse("/standing-orders/.*", 403, "not-permitted");
    assertThat(Browser.location(browser.post(ORDERS + "/" + ORDER + "/suspend", Map.of())))
        .hasToString(ORDERS + "?problem=not-permitted");
    desk.signingService.refuse("/standing-orders", 400, "invalid-request");
    var refused = browser.post(ORDERS, proposal);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Đề nghị thiếu thông tin", "value=\"mot-cua\"");
    assertThat(browser.post(ORDERS + "/" + ORDER + "/steal", Map.of()).statusCode()).isEqualTo(404);
    dossiers.enabled = false;
    assertThat(browser.get(ORDERS).body())
        .contains("chưa bật lệnh ký thường trực")
        .doesNotContain("name=\"types\"");
  }
}
