package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnitsTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakeUnits units = desk.authServer.units;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    units.reset();
  }

  @Test
  void pagesAreForAdministrators() {
    assertThat(desk.browser().get("/units").statusCode()).isEqualTo(303);
    for (var path : List.of("/units", "/units/" + FakeUnits.COMMUNE, "/reorganisations")) {
      assertThat(desk.signedIn().get(path).statusCode()).isEqualTo(403);
    }
    assertThat(administrator().get("/").body()).contains("href=\"/units\"");
  }

  @Test
  void treeBeginsAtTheTopAndIsSearchedForADay() {
    var administrator = administrator();
    assertThat(administrator.get("/units").body())
        .contains("Tỉnh Sơn Hà", "href=\"/units/" + FakeUnits.PROVINCE + "\"", "Xã, phường");
    assertThat(administrator.get("/units?q=tan&asOf=2026-01-05").body())
        .contains("Xã Tân Sơn", "05/01/2026", FakeUnits.COMMUNE + "?asOf=2026-01-05");
    assertThat(administrator.get("/units?q=khong").body()).contains("Không tìm thấy “khong”");
    assertThat(administrator.get("/units?asOf=nonsense").statusCode()).isEqualTo(200);
  }

  @Test
  void unitShowsPostsHoldersHistoryAndIdentifiers() {
    var page = administrator().get("/units/" + FakeUnits.COMMUNE).body();
    assertThat(page)
        .contains("Chủ tịch", "Lê Thị Bưởi &lt;b&gt;", "quyền", "Xã Cũ", "H99.099")
        .contains("000.00.01.H99", "Xã Trước", "Kế thừa từ")
        .doesNotContain("??", "onclick", "style=");
    var then = administrator().get("/units/" + FakeUnits.COMMUNE + "?asOf=2026-01-05").body();
    assertThat(then).contains("Cơ cấu như vào ngày 05/01/2026").doesNotContain("/rename");
    assertThat(administrator().get("/units/nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void changesCarryTheVersionThatWasLookedAt() {
    var administrator = administrator();
    var path = "/units/" + FakeUnits.COMMUNE;
    var renamed =
        administrator.post(
            path + "/rename",
            Map.of("version", "7", "name", "Xã Mới", "code", "H99.101", "kind", "commune"));
    assertThat(Browser.location(renamed)).hasToString(path + "?done=renamed");
    administrator.post(path + "/identifiers", Map.of("version", "7", "identifier", "000.9"));
    administrator.post(path + "/posts", Map.of("title", "Văn thư"));
    administrator.post(path + "/units", Map.of("name", "Phòng", "code", "", "kind", "division"));
    assertThat(units.changes)
        .containsExactly(
            "PATCH /api/units/" + FakeUnits.COMMUNE + " \"7\"",
            "POST /api/units/" + FakeUnits.COMMUNE + "/identifiers \"7\"",
            "POST /api/posts null",
            "POST /api/units null");
    units.refuse = "taken";
    var refused =
        administrator.post(path + "/rename", Map.of("version", "7", "name", "X", "code", "H1"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Mã này đang là của đơn vị khác");
  }

  @Test
  void planIsPutTogetherRehearsedConfirmedAndUndone() {
    var administrator = administrator();
    var made =
        administrator.post(
            "/reorganisations",
            Map.of("title", "Hợp nhất", "basis", "", "effectiveOn", "2027-01-01"));
    var path = "/reorganisations/" + FakeUnits.PLAN;
    assertThat(Browser.location(made)).hasToString(path);
    assertThat(administrator.get(path + "?add=merge").body()).contains("name=\"units\"");

    var added =
        administrator.post(
            path + "/steps",
            Map.of(
                "version",
                "3",
                "kind",
                "merge",
                "units",
                "H99.101\nH99.102",
                "unit",
                "",
                "name",
                "Xã Sơn Hải",
                "code",
                "H99.101",
                "unitKind",
                "commune",
                "parent",
                "H99"));
    assertThat(Browser.location(added)).hasToString(path + "?done=added");
    var steps = units.bodies.getLast().path("steps");
    assertThat(steps).hasSize(2);
    assertThat(steps.path(0).path("kind").asString()).isEqualTo("create");
    assertThat(steps.path(1).path("unit").asString())
        .isEqualTo(steps.path(0).path("unit").asString());
    assertThat(steps.path(1).path("units")).hasSize(2);
    assertThat(administrator.get(path).body())
        .contains("H99.101 Xã Tân Sơn; H99.102 Xã Tân Hải", "Chạy thử")
        .doesNotContain("/confirm");

    var rehearsed = administrator.post(path + "/rehearse", Map.of()).body();
    assertThat(rehearsed)
        .contains("31 người: Xã Tân Sơn → Xã Sơn Hải", "Kế thừa: Xã Sơn Hải")
        .contains("văn thư giữ: Trần Văn Thư", "Quyết định 12.pdf", path + "/confirm");
    assertThat(desk.signingService.requests)
        .anyMatch(
            each -> each.startsWith("GET /documents-in-flight?unit=" + FakeUnits.COMMUNE + ","));
    assertThat(Browser.location(administrator.post(path + "/confirm", Map.of("version", "3"))))
        .hasToString(path + "?done=confirmed");
    assertThat(administrator.get(path).body()).contains(path + "/undo").doesNotContain("/drop");
    assertThat(Browser.location(administrator.post(path + "/undo", Map.of("version", "3"))))
        .hasToString(path + "?done=undone");
    administrator.post(path + "/drop", Map.of("version", "3", "position", "1"));
    assertThat(units.bodies.getLast().path("steps")).hasSize(1);
    administrator.post(path + "/withdraw", Map.of("version", "3"));
    assertThat(units.changes).endsWith("DELETE /api/reorganisations/" + FakeUnits.PLAN + " \"3\"");
  }

  @Test
  void stepThatNamesNothingKnownSaysSo() {
    var administrator = administrator();
    var path = "/reorganisations/" + FakeUnits.PLAN;
    var missing =
        administrator.post(
            path + "/steps", Map.of("version", "3", "kind", "dissolve", "unit", "H1.1 <b>"));
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(missing.body()).contains("Không tìm thấy đơn vị hoặc chức vụ", "H1.1 &lt;b&gt;");
    units.refuse = "not-empty";
    var refused =
        administrator.post(
            path + "/steps", Map.of("version", "3", "kind", "dissolve", "unit", "H99.101"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("còn đơn vị trực thuộc", "steps[0].unit");
  }

  @Test
  void documentsOfStoppedSealsAreDecidedAndSealRequestsPutAside() {
    var administrator = administrator();
    assertThat(administrator.get("/reorganisations").body())
        .contains("Hợp nhất hai xã", "Quyết định 12.pdf", "Lập lại cho đơn vị kế thừa")
        .contains("Xã Sơn Hải", "Gác lại");
    administrator.post("/reorganisations/in-flight/" + FakeUnits.PLAN, Map.of("decision", "again"));
    administrator.post("/reorganisations/seals/" + FakeUnits.OTHER, Map.of());
    assertThat(desk.signingService.requests)
        .contains(
            "POST /documents-in-flight/" + FakeUnits.PLAN,
            "POST /seal-requests/" + FakeUnits.OTHER + "/dismiss");
    var foreign =
        administrator.post(
            "/reorganisations/in-flight/" + FakeUnits.PLAN,
            Map.of("decision", "again"),
            "Sec-Fetch-Site",
            "cross-site");
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  @Test
  void rehearsalIsToldInEnglishToo() {
    var administrator = administrator();
    administrator.post("/language", Map.of("to", "en", "back", "/units"));
    assertThat(
            administrator.post("/reorganisations/" + FakeUnits.PLAN + "/rehearse", Map.of()).body())
        .contains("What the rehearsal changed", "administrators' roles follow")
        .doesNotContain("''");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
