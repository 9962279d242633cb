package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealsTest {
  private static final String PAGE = "/certificates/seals";

  private final TestDesk desk = TestDesk.shared();
  private final FakeSeals seals = desk.signingService.seals;

  @Test
  void pageSaysWhoKeepsWhichSealAndWhatWaits() {
    var administrator = administrator();
    assertThat(administrator.get(PAGE).body())
        .contains("Trần Thị Bình", "Chưa có văn thư", "Chờ đồng ý", "Lê &lt;An&gt;")
        .contains("value=\"" + FakeSeals.HANDOVER + "\"")
        .doesNotContain("chưa được cập nhật");
    seals.stale = true;
    assertThat(administrator.get(PAGE).body()).contains("chưa được cập nhật");
    assertThat(desk.browser().get(PAGE).statusCode()).isEqualTo(303);
  }

  @Test
  void handoverIsApprovedAndWithdrawn() {
    var administrator = administrator();
    var wish = Map.of("id", FakeSeals.HANDOVER);
    assertThat(Browser.location(administrator.post(PAGE + "/approve", wish)))
        .hasToString(PAGE + "?done=approved");
    assertThat(Browser.location(administrator.post(PAGE + "/withdraw", wish)))
        .hasToString(PAGE + "?done=withdrawn");
    assertThat(seals.asked)
        .containsExactly(
            "/seal-handovers/" + FakeSeals.HANDOVER + "/approve",
            "/seal-handovers/" + FakeSeals.HANDOVER + "/withdraw");
    desk.signingService.refuse("/seal-handovers/.*", 409, "handover-refused");
    assertThat(Browser.location(administrator.post(PAGE + "/approve", wish)))
        .hasToString(PAGE + "?problem=handover-refused");
    desk.signingService.refuse("/seal-handovers/.*", 503, "people-stale");
    assertThat(Browser.location(administrator.post(PAGE + "/approve", wish)))
        .hasToString(PAGE + "?problem=people-stale");
    desk.signingService.refuse("/seal-handovers/.*", 503, "storage-unreachable");
    assertThat(Browser.location(administrator.post(PAGE + "/approve", wish)))
        .hasToString(PAGE + "?problem=storage-unreachable");
    assertThat(administrator.get(PAGE + "?problem=storage-unreachable").body())
        .contains("Hệ thống chưa ghi được");
    desk.signingService.refuse("/seal-handovers/.*", 500, "unexpected");
    assertThat(administrator.post(PAGE + "/approve", wish).statusCode()).isEqualTo(503);
    assertThat(administrator.get(PAGE + "?problem=handover-refused").body())
        .contains("Không ai đồng ý cho cả hai bên");
  }

  @Test
  void handoverIsProposedToAnotherClerkOfTheUnit() {
    var administrator = administrator();
    assertThat(administrator.get(PAGE).body())
        .contains(form(FakeSeals.UNIT), form(FakeSeals.EMPTY))
        .doesNotContain(form(FakeSeals.BUSY));
    assertThat(administrator.get(form(FakeSeals.UNIT)).body())
        .contains("Sở &lt;Tài chính&gt;", "Lê &lt;An&gt;", "cả bên giao và bên nhận đồng ý")
        .contains("value=\"" + FakeSeals.RECEIVER + "\"")
        .doesNotContain("value=\"" + FakeSeals.KEEPER + "\"");
    assertThat(administrator.get(form(FakeSeals.EMPTY)).body())
        .contains("không có văn thư nào khác")
        .doesNotContain("name=\"receiver\"");
    assertThat(administrator.get(form(FakeSeals.HANDOVER)).statusCode()).isEqualTo(404);

    var none = administrator.post(form(FakeSeals.UNIT), Map.of("note", "BB 12"));
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(none.body()).contains("Hãy chọn người nhận", "BB 12");
    assertThat(seals.asked).isEmpty();
    var wish = Map.of("receiver", FakeSeals.RECEIVER, "note", " BB 12 ");
    assertThat(Browser.location(administrator.post(form(FakeSeals.UNIT), wish)))
        .hasToString(PAGE + "?done=proposed");
    assertThat(seals.asked).hasSize(1);
    assertThat(seals.asked.getFirst())
        .startsWith("/seals/" + FakeSeals.UNIT + "/handovers ")
        .contains("\"receiver\":\"" + FakeSeals.RECEIVER + "\"", "\"note\":\"BB 12\"");
  }

  @Test
  void sealsPageSaysWhoKeptItBeforeAndWhoApproved() {
    var administrator = administrator();
    var page = PAGE + "/" + FakeSeals.UNIT;
    assertThat(administrator.get(PAGE).body()).contains("href=\"" + page + "\"");
    assertThat(administrator.get(page).body())
        .contains("Con dấu: Sở &lt;Tài chính&gt;", "Đang giữ", "Biên bản &lt;12&gt;")
        .contains("Lê &lt;An&gt;", "Phạm Thị Dung", "Không còn rõ", "09:00:00 20/11/2026")
        .contains("href=\"" + form(FakeSeals.UNIT) + "\"", "kind=seal&amp;unit=" + FakeSeals.UNIT);
    assertThat(administrator.get(PAGE + "/" + FakeSeals.BUSY).body())
        .contains("Chờ đồng ý")
        .doesNotContain(form(FakeSeals.BUSY));
    assertThat(administrator.get(PAGE + "/" + FakeSeals.EMPTY).body())
        .contains("chưa được bàn giao lần nào", "Chưa có văn thư");
    assertThat(administrator.get(PAGE + "/" + FakeSeals.HANDOVER).statusCode()).isEqualTo(404);
    assertThat(administrator.get(PAGE + "/none").statusCode()).isEqualTo(404);
    assertThat(desk.browser().get(page).statusCode()).isEqualTo(303);
    desk.authServer.administers = List.of();
    assertThat(desk.signedIn().get(page).body())
        .contains("Ai đã giữ con dấu")
        .doesNotContain("kind=seal");
    desk.signingService.refuse("/seals/.*/custody", 404, "not-found");
    assertThat(desk.signedIn().get(page).statusCode()).as("of a unit elsewhere").isEqualTo(404);
  }

  @Test
  void refusedHandoversAreNoWrongRequest() {
    var administrator = administrator();
    for (var page : List.of(PAGE, PAGE + "/" + FakeSeals.UNIT)) {
      desk.signingService.refuse("/seal-handovers", 403, "not-permitted");
      assertThat(administrator.get(page).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void startPageLeadsToWhatWaits() {
    var clerk = desk.signedIn();
    assertThat(clerk.get("/").body())
        .contains("Bàn giao con dấu đang chờ đồng ý: 1.", "href=\"" + PAGE + "\"");
    assertThat(clerk.get(PAGE).body()).contains("Chờ đồng ý").doesNotContain("/jobs\"");
    desk.signingService.refuse("/seal-handovers", 503, "busy");
    assertThat(clerk.get("/").body()).doesNotContain("Bàn giao con dấu");
  }

  @Test
  void refusedProposalSaysWhy() {
    var administrator = administrator();
    var wish = Map.of("receiver", FakeSeals.RECEIVER);
    desk.signingService.refuse("/seals/.*", 404, "not-found");
    var refused = administrator.post(form(FakeSeals.UNIT), wish);
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body())
        .contains("một bàn giao khác của con dấu này đang chờ")
        .contains("value=\"" + FakeSeals.RECEIVER + "\" required checked");
    desk.signingService.refuse("/seals/.*", 503, "people-stale");
    assertThat(administrator.post(form(FakeSeals.UNIT), wish).body())
        .contains("chưa được cập nhật");
    assertThat(desk.browser().get(form(FakeSeals.UNIT)).statusCode()).isEqualTo(303);
  }

  private static String form(String unit) {
    return PAGE + "/" + unit + "/handover";
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
