package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final String PAGE = "/policies/units/" + FakeUnits.COMMUNE;
  private static final String API = "/api/policies/units/" + FakeUnits.COMMUNE;

  private final TestDesk desk = TestDesk.shared();
  private final FakePolicies policies = desk.authServer.policies;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    policies.reset();
  }

  @Test
  void administratorSetsWhatAUnitWantsAndLeavesTheRestToTheUnitsAbove() {
    var administrator = administrator();
    assertThat(administrator.get("/policies").body()).contains("Chưa có chính sách nào");
    assertThat(administrator.get(PAGE).body()).contains("Theo cấp trên");
    var saved =
        administrator.post(
            PAGE,
            Map.of("version", "0", "level", "two-factor", "graceDays", "14", "counter", "true"));
    assertThat(Browser.location(saved)).hasToString(PAGE + "?saved=true");
    assertThat(policies.at(API))
        .containsEntry("acr", "urn:antin:acr:two-factor")
        .containsEntry("graceDays", 14)
        .containsEntry("counter", true)
        .doesNotContainKeys("factors", "idleMinutes", "sessions");
    assertThat(administrator.get("/policies").body()).contains("Xã Tân Sơn", "Hai bước");
    assertThat(administrator.get(PAGE + "?saved=true").body()).contains("Đã lưu.", "value=\"14\"");
  }

  @Test
  void staleFormShowsTheLatest() {
    var administrator = administrator();
    administrator.post(PAGE, Map.of("version", "0", "sessions", "3"));
    var stale = administrator.post(PAGE, Map.of("version", "0", "sessions", "9"));
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("Người khác vừa sửa", "value=\"3\"");
    var invalid = administrator.post(PAGE, Map.of("version", "1", "idleMinutes", "nhiều"));
    assertThat(invalid.statusCode()).isEqualTo(422);
    assertThat(invalid.body()).contains("ngoài giới hạn");
  }

  @Test
  void policyIsRemoved() {
    var administrator = administrator();
    administrator.post(PAGE, Map.of("version", "0", "sessions", "3"));
    administrator.post(PAGE, Map.of("version", "1", "remove", "true"));
    assertThat(policies.at(API)).isEmpty();
  }

  @Test
  void systemSetsItsLevelAlone() {
    var page = administrator().get("/policies/clients/demo-app").body();
    assertThat(page).contains("demo-app", "name=\"level\"").doesNotContain("name=\"idleMinutes\"");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
