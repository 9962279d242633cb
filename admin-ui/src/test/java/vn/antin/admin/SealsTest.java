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
    assertThat(administrator.get(PAGE + "?problem=handover-refused").body())
        .contains("Không ai đồng ý cho cả hai bên");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
