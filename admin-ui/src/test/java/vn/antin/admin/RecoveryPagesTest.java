package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryPagesTest {
  private static final String PATH = "/accounts/9b2f0c52-0000-4000-8000-000000000009/recovery";

  private final TestDesk desk = TestDesk.shared();
  private final FakeRecoveries recoveries = desk.authServer.recoveries;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    recoveries.reset();
  }

  @Test
  void recoveryIsProposedWithItsReason() {
    var administrator = administrator();
    assertThat(administrator.get(PATH).body())
        .contains("Bắt đầu khôi phục")
        .doesNotContain("Rút lại", "In phiếu");
    var answer =
        administrator.post(
            PATH, Map.of("way", "slip", "resetsFactors", "true", "reason", " mất điện thoại "));
    assertThat(Browser.location(answer)).hasToString(PATH + "?done=proposed");
    var wish = Objects.requireNonNull(recoveries.wish);
    assertThat(wish.path("way").asString()).isEqualTo("slip");
    assertThat(wish.path("resetsFactors").asBoolean()).isTrue();
    assertThat(wish.path("reason").asString()).isEqualTo("mất điện thoại");
    assertThat(administrator.get(PATH + "?done=proposed").body()).contains("quản trị viên thứ hai");
  }

  @Test
  void slipIsShownOnceAndKeptNowhere() {
    recoveries.state = "ready";
    recoveries.way = "slip";
    var administrator = administrator();
    assertThat(administrator.get(PATH).body()).contains("In phiếu", "Rút lại");
    var slip = administrator.post(PATH + "/slip", Map.of());
    assertThat(slip.body()).contains(FakeRecoveries.CODE, "Nguyễn Thị Bưởi");
    assertThat(slip.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(administrator.get(PATH).body()).doesNotContain(FakeRecoveries.CODE);
  }

  @Test
  void recoveryIsWithdrawn() {
    recoveries.state = "handed-out";
    var administrator = administrator();
    assertThat(administrator.get(PATH).body())
        .contains("đã gửi hoặc đã in")
        .doesNotContain("In phiếu");
    assertThat(Browser.location(administrator.post(PATH + "/withdraw", Map.of())))
        .hasToString(PATH + "?done=withdrawn");
    assertThat(administrator.get(PATH).body()).contains("đã rút lại");
  }

  @Test
  void refusalKeepsThePageAndSaysWhy() {
    recoveries.refuse = "no-address";
    var refused = administrator().post(PATH, Map.of("way", "mail", "reason", "quên"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Hãy dùng phiếu giấy", "Bắt đầu khôi phục");
  }

  @Test
  void officialsWithoutPowerFindNoSuchPage() {
    desk.authServer.administers = List.of();
    assertThat(desk.signedIn().get(PATH).statusCode()).isEqualTo(403);
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
