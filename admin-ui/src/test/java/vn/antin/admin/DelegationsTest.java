package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelegationsTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakePowers powers = desk.authServer.powers;

  @BeforeEach
  @AfterEach
  void usual() {
    desk.authServer.reset();
    powers.calls.clear();
    powers.refusal = "";
  }

  @Test
  void pageShowsWhoSignsForWhomAndEndsARecordByItsVersion() {
    var administrator = administrator();
    assertThat(administrator.get("/units").body()).contains("href=\"/delegations\"");
    assertThat(administrator.get("/delegations?unit=" + FakePowers.ID).body())
        .contains(
            "Ủy quyền ký",
            "Lê Thị &lt;Đào&gt;",
            "TUQ. (thừa ủy quyền)",
            "15/QĐ-UBND",
            "người ngoài phạm vi",
            "giấy, công văn",
            "Mất hiệu lực");
    assertThat(powers.calls.getLast()).contains("unit=" + FakePowers.ID);
    var ended =
        administrator.post(
            "/delegations/end", Map.of("id", FakePowers.ID, "version", "3", "reason", "nghỉ"));
    assertThat(Browser.location(ended)).hasToString("/delegations?done=ended");
    assertThat(powers.calls.getLast())
        .startsWith("DELETE /api/delegations/" + FakePowers.ID + "?reason=ngh")
        .contains("[\"3\"]");
  }

  @Test
  void recordIsEnteredAndARefusalKeepsWhatWasTyped() {
    var administrator = administrator();
    var recorded = administrator.post("/delegations", typed());
    assertThat(Browser.location(recorded)).hasToString("/delegations?done=recorded");
    assertThat(powers.calls.getLast())
        .contains(
            "\"delegateUsername\":\"dao\"",
            "\"documentTypes\":[\"giấy\",\"công văn\"]",
            "\"number\":\"15\"")
        .doesNotContain("delegatorUsername", "validTo");

    powers.refusal = "validTo date";
    var refused = administrator.post("/delegations", typed());
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("TUQ. bắt buộc có thời hạn và", "value=\"dao\"", "Cư trú");
  }

  @Test
  void officialsWithoutPowerDoNotComeIn() {
    assertThat(desk.signedIn().get("/delegations").statusCode()).isEqualTo(403);
  }

  private static Map<String, String> typed() {
    var typed = new HashMap<String, String>();
    typed.put("form", "TUQ");
    typed.put("unitCode", "H99.101");
    typed.put("delegator", "");
    typed.put("delegate", " dao ");
    typed.put("matters", "Cư trú");
    typed.put("types", "giấy, công văn");
    typed.put("number", "15");
    typed.put("notation", "QĐ-UBND");
    typed.put("date", "2026-11-20");
    typed.put("from", "");
    typed.put("to", "");
    return typed;
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
