package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakePeople people = desk.authServer.people;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    people.reset();
  }

  @Test
  void listLeadsToThePersonAndKeepsItsFilters() {
    var administrator = administrator();
    var list = administrator.get("/accounts?status=active&unit=u1").body();
    assertThat(list)
        .contains("href=\"/accounts/new\"", "href=\"/accounts/account-0\"")
        .contains("/accounts?after=25&amp;status=active&amp;unit=u1")
        .contains("<option value=\"active\" selected>", "name=\"unit\" value=\"u1\"");
    var person = administrator.get("/accounts/p1").body();
    assertThat(person)
        .contains("Nguyễn Văn An", "CB-1", "Chuyên viên", "05/01/2026", "Passkey")
        .contains("href=\"/accounts/p1/move\"", "href=\"/accounts/p1/leave\"")
        .doesNotContain(FakePeople.NUMBER, "onclick", "style=", "??");
    assertThat(administrator.get("/accounts/p404").statusCode()).isEqualTo(404);
  }

  @Test
  void pagesSpeakEnglishToo() {
    var administrator = administrator();
    administrator.post("/language", Map.of("to", "en", "back", "/"));
    for (var path : List.of("", "/new", "/p1", "/p1/move", "/p1/leave", "/p1/rehire")) {
      assertThat(administrator.get("/accounts" + path).body())
          .contains("lang=\"en\"")
          .doesNotContain("people.", "accounts.");
    }
    assertThat(administrator.get("/accounts/p1/leave").body())
        .contains("What will happen", "(2 open now)");
  }

  @Test
  void newOfficialIsPlacedInTheUnitThatWasTyped() {
    var made = administrator().post("/accounts", form("H99.02.01", ""));
    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(Browser.location(made)).hasToString("/accounts/p1?done=created");
    assertThat(people.received.getLast())
        .containsEntry("fullName", "Lê Thị Bưởi")
        .containsEntry("nationalId", "001 234 567 890")
        .doesNotContainKey("email")
        .containsEntry(
            "post",
            Map.of("unitId", "u1", "title", "Chuyên viên", "kind", "main", "from", "2026-12-01"));
  }

  @Test
  void unitThatCanMeanSeveralIsAskedBack() {
    var administrator = administrator();
    var asked = administrator.post("/accounts", form("văn phòng", ""));
    assertThat(asked.statusCode()).isEqualTo(400);
    assertThat(asked.body())
        .contains("name=\"unitId\" value=\"u1\"", "name=\"unitId\" value=\"u2\"")
        .contains("value=\"Lê Thị Bưởi\"", "role=\"alert\"", "Hãy nhập lại: số định danh")
        .doesNotContain("001 234 567 890");
    assertThat(people.received).isEmpty();
    assertThat(administrator.post("/accounts", form("văn phòng", "u2")).statusCode())
        .isEqualTo(303);
    assertThat(administrator.post("/accounts", form("khong", "")).statusCode()).isEqualTo(400);
  }

  @Test
  void refusedFormSaysWhatIsWrongInOurWords() {
    people.refusal = "invalid";
    var refused = administrator().post("/accounts", form("H99.02.01", ""));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("Tên đăng nhập: đã có ở một tài khoản khác")
        .doesNotContain("<b>taken</b>");
  }

  @Test
  void changeIsBasedOnTheVersionThatWasSeen() {
    var administrator = administrator();
    var saved =
        administrator.post(
            "/accounts/p1/settings",
            Map.of("version", "7", "fullName", "Nguyễn Văn An", "username", "nguyen.van.an"));
    assertThat(Browser.location(saved)).hasToString("/accounts/p1?done=settings");
    assertThat(people.acts).containsExactly("PATCH /p1");
    assertThat(people.received.getLast())
        .doesNotContainKeys("fullName", "nationalId")
        .containsEntry("email", null);
    people.refusal = "changed";
    people.refusalStatus = 412;
    assertThat(
            administrator
                .post("/accounts/p1/settings", Map.of("version", "6", "fullName", "x"))
                .body())
        .contains("Người khác vừa thay đổi");
  }

  @Test
  void moverLeaverAndReturnerAreRecorded() {
    var administrator = administrator();
    var post = Map.of("unit", "H99.02.01", "title", "Phó phòng", "from", "2026-12-01");
    assertThat(Browser.location(administrator.post("/accounts/p1/move", post)))
        .hasToString("/accounts/p1?done=moved");
    assertThat(people.received.getLast())
        .containsEntry("replacesMain", true)
        .containsEntry("keepRoles", false);
    var preview = administrator.get("/accounts/p1/leave").body();
    assertThat(preview)
        .contains("Điều sẽ xảy ra", "Chuyên viên", "Văn thư giữ con dấu", "nhiều nhất 5 phút");
    var left =
        administrator.post(
            "/accounts/p1/leave", Map.of("on", "2026-11-22", "reason", "retirement"));
    assertThat(Browser.location(left)).hasToString("/accounts/p1?done=left");
    assertThat(administrator.get("/accounts/p1").body())
        .contains("18/19 hệ thống đã xác nhận", "Một cửa điện tử", "Đang chờ", "Nghỉ hưu")
        .contains("href=\"/accounts/p1/rehire\"");
    assertThat(Browser.location(administrator.post("/accounts/p1/rehire", post)))
        .hasToString("/accounts/p1?done=rehired");
    assertThat(people.acts).containsExactly("POST /p1/posts", "POST /p1/leave", "POST /p1/rehire");
  }

  @Test
  void plannedLeaveCanBeCancelledAndAccessTakenAway() {
    people.planned = true;
    var administrator = administrator();
    assertThat(administrator.get("/accounts/p1").body())
        .contains("Sẽ kết thúc công tác từ ngày 31/12/2026");
    administrator.post("/accounts/p1/cancel-leave", Map.of());
    administrator.post("/accounts/p1/end-post", Map.of("assignment", "a2"));
    administrator.post("/accounts/p1/disable", Map.of("reason", "điều tra"));
    assertThat(people.acts)
        .containsExactly("POST /p1/leave/cancel", "POST /p1/posts/a2/end", "POST /p1/disable");
    people.refusal = "self";
    people.refusalStatus = 403;
    assertThat(administrator.post("/accounts/p1/disable", Map.of("reason", "x")).body())
        .contains("Bạn không thể tự khóa");
  }

  @Test
  void nationalIdIsShownOnlyWhenAskedFor() {
    var administrator = administrator();
    var shown = administrator.post("/accounts/p1/national-id", Map.of());
    assertThat(shown.body()).contains(FakePeople.NUMBER);
    assertThat(shown.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(administrator.get("/accounts/p1").body()).doesNotContain(FakePeople.NUMBER);
  }

  @Test
  void slipIsForWhoHasNoPasswordYet() {
    var administrator = administrator();
    assertThat(administrator.get("/accounts/p1").body()).doesNotContain("/accounts/p1/activation");
    people.password = false;
    assertThat(administrator.get("/accounts/p1").body()).contains("/accounts/p1/activation");
    assertThat(administrator.post("/accounts/p1/activation", Map.of()).body())
        .contains("ABCDE-FGHIJ-KLMNO-PQRST", "https://login.tinh.example/activate");
  }

  @Test
  void whoMayOnlyLookSeesNoForms() {
    people.mayManage = false;
    assertThat(administrator().get("/accounts/p1").body())
        .doesNotContain("/accounts/p1/settings", "/accounts/p1/leave", "/accounts/p1/national-id");
    desk.authServer.administers = List.of();
    assertThat(desk.signedIn().get("/accounts/new").statusCode()).isEqualTo(403);
  }

  private static Map<String, String> form(String unit, String unitId) {
    return Map.of(
        "fullName", "Lê Thị Bưởi",
        "username", "le.thi.buoi",
        "email", "",
        "nationalId", "001 234 567 890",
        "unit", unit,
        "unitId", unitId,
        "title", "Chuyên viên",
        "from", "2026-12-01");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("unit");
    var browser = desk.signedIn();
    return browser;
  }
}
