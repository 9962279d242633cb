package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PowersTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakePowers powers = desk.authServer.powers;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    powers.calls.clear();
    powers.refusal = "";
  }

  @Test
  void pageShowsWhoHoldsWhatAndTakesARoleAwayByItsVersion() {
    var administrator = administrator();
    assertThat(administrator.get("/").body()).contains("href=\"/powers\"");
    assertThat(administrator.get("/powers?account=" + FakePowers.ID).body())
        .contains("Lê Thị &lt;Đào&gt;", "Kiểm tra nhật ký", "Xã Tân Sơn", "value=\"742\"");
    assertThat(powers.calls).anyMatch(call -> call.contains("account=" + FakePowers.ID));
    var ended = administrator.post("/powers/end", Map.of("id", FakePowers.ID, "version", "742"));
    assertThat(Browser.location(ended)).hasToString("/powers?done=ended");
    assertThat(powers.calls).contains("DELETE /api/role-grants/" + FakePowers.ID + " [\"742\"]");
  }

  @Test
  void givingARoleIsAProposal() {
    var administrator = administrator();
    var proposed =
        administrator.post(
            "/powers",
            Map.of("username", "dao", "role", "auditor", "unitCode", "H99.101", "from", ""));
    assertThat(Browser.location(proposed)).hasToString("/proposals?done=proposed");
    assertThat(powers.calls.getLast())
        .startsWith("POST /api/role-grants")
        .contains("\"unitCode\":\"H99.101\"", "\"username\":\"dao\"")
        .doesNotContain("\"from\"");
    powers.refusal = "more-than-held";
    var refused =
        administrator.post(
            "/powers", Map.of("username", "dao", "role", "auditor", "unitCode", "H99"));
    assertThat(Browser.location(refused)).hasToString("/powers?problem=more-than-held");
    assertThat(administrator.get("/powers?problem=more-than-held").body())
        .contains("quyền bạn đang giữ");
  }

  @Test
  void secondAdministratorDecides() {
    var administrator = administrator();
    assertThat(administrator.get("/proposals").body())
        .contains("Lê Thị Đào", "Hỗ trợ người dùng", "&lt;b&gt;gấp", "người ngoài phạm vi")
        .contains("/proposals/" + FakePowers.ID + "/approve");
    administrator.post("/proposals/" + FakePowers.ID + "/approve", Map.of());
    administrator.post("/proposals/" + FakePowers.ID + "/refuse", Map.of("reason", "không"));
    administrator.post("/proposals/" + FakePowers.ID + "/withdraw", Map.of());
    assertThat(powers.calls)
        .anyMatch(call -> call.startsWith("POST /api/proposals/" + FakePowers.ID + "/approve"))
        .anyMatch(call -> call.contains("/refuse") && call.contains("không"))
        .anyMatch(call -> call.contains("/withdraw"));
  }

  @Test
  void auditorAsksByDayAndTakesATableAlong() {
    var administrator = administrator();
    var page =
        administrator.get("/audit?official=" + FakePowers.ID + "&from=2026-11-01&to=2026-11-02");
    assertThat(page.body())
        .contains("power.granted", "Lê Thị Đào", "role: auditor", "người ngoài phạm vi");
    assertThat(powers.calls.getLast())
        .contains("from=2026-10-31T17:00:00Z", "to=2026-11-02T17:00:00Z");
    var table = administrator.get("/audit/export?kind=power.granted");
    assertThat(table.body()).startsWith("\"id\"");
    assertThat(table.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"audit.csv\"");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
