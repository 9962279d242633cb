package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.web.House;

/** An installation in which a PIN approves nothing. */
@AuthServerTest
@TestPropertySource(
    properties = {"antin.sample.officials=20", "antin.approval.confirmation.fallback=none"})
final class ApprovalFallbackTest {
  private final House house;
  private final JdbcClient jdbc;
  private final SigningServiceFake signingService;

  @Autowired
  ApprovalFallbackTest(House house, JdbcClient jdbc) {
    this.house = house;
    this.jdbc = jdbc;
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  @Test
  void officialWithoutAPasskeyIsToldToAddOneAndTheirPinApprovesNothing() {
    TestApproval asked = new TestApproval(house, jdbc);
    signingService.holds(asked.request, asked.description("official0001", TestApproval.HASH));
    HttpResponse<String> page = asked.page("official0001", "antin-demo-2026");
    assertThat(page.body())
        .contains("Cần có passkey", "/account/factors/passkey")
        .doesNotContain("name=\"typed\"");

    HttpResponse<String> refused = asked.decide(page, "approve", "202611");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Bạn chỉ duyệt ký được bằng passkey")
        .doesNotContain("Bạn đã có passkey");
    assertThat(asked.grants()).isZero();
  }
}
