package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerialNumbersTest {
  private static final String PAGE = "/certificates/authorities/issuing/revoke";

  private final TestDesk desk = TestDesk.shared();
  private final FakeNumbers numbers = desk.signingService.numbers;

  @Test
  void certificateIsFoundByItsNumberHoweverProgramsWriteIt() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates/authorities").body())
        .contains("href=\"" + PAGE + "\"");
    assertThat(administrator.get(PAGE).body()).doesNotContain("name=\"confirm\"");
    for (var typed : List.of("a1b2c3", "0xA1B2C3", "serial%3D00A1B2C3", "%20a1:b2:C3")) {
      assertThat(administrator.get(PAGE + "?serial=" + typed).body())
          .contains("Trả lời &lt;trạng thái&gt;", "name=\"serial\" value=\"a1b2c3\"", "OCSP")
          .contains("name=\"confirm\"");
    }
  }

  @Test
  void whatIsNoNumberOrWasNeverGivenIsSaid() {
    var administrator = administrator();
    for (var typed : List.of("xyz", "0", "a".repeat(41), "%22%3E", "1".repeat(3_000))) {
      var refused = administrator.get(PAGE + "?serial=" + typed);
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body())
          .contains("1 đến 40 chữ số", "role=\"alert\"")
          .doesNotContain("\">\"");
    }
    var none = administrator.get(PAGE + "?serial=dead");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("không cấp chứng thư số nào có số hiệu ấy", "value=\"dead\"");
  }

  @Test
  void revocationNeedsAReasonAndAConfirmationAndIsShown() {
    var administrator = administrator();
    var form = Map.of("serial", "A1:B2:C3", "reason", "4");
    assertThat(administrator.post(PAGE, Map.of("serial", "a1b2c3", "confirm", "true")).body())
        .contains("Hãy chọn lý do");
    assertThat(
            administrator
                .post(PAGE, Map.of("serial", "a1b2c3", "reason", "6", "confirm", "true"))
                .statusCode())
        .isEqualTo(422);
    var unconfirmed = administrator.post(PAGE, form);
    assertThat(unconfirmed.statusCode()).isEqualTo(422);
    assertThat(unconfirmed.body()).contains("Hãy xác nhận", "value=\"4\" selected");
    assertThat(numbers.asked).isEmpty();

    var done =
        administrator.post(PAGE, Map.of("serial", "A1:B2:C3", "reason", "4", "confirm", "true"));
    var shown = Browser.location(done);
    assertThat(shown).hasToString(PAGE + "?serial=a1b2c3&done=revoke");
    assertThat(numbers.asked).hasSize(1);
    assertThat(numbers.asked.getFirst()).contains("\"serialNumber\":\"a1b2c3\"", "\"reason\":4");
    assertThat(administrator.get(shown.toString()).body())
        .contains("role=\"status\"", "Được thay thế", "09:00:00 22/11/2026")
        .doesNotContain("name=\"confirm\"");
  }

  @Test
  void whatHasAPageOfItsOwnIsSentThere() {
    var administrator = administrator();
    assertThat(administrator.get(PAGE + "?serial=" + FakeNumbers.OFFICIALS).body())
        .contains("href=\"/certificates/" + FakeCertificates.VALID + "\"")
        .doesNotContain("name=\"confirm\"");
    assertThat(administrator.get(PAGE + "?serial=" + FakeNumbers.SERVERS).body())
        .contains("href=\"/certificates/servers/50000000", "name=\"confirm\"");
  }

  @Test
  void numbersOfUnknownFateAreListedUntilTheyAreTakenBack() {
    var administrator = administrator();
    assertThat(administrator.get(PAGE).body())
        .contains("href=\"" + PAGE + "?serial=" + FakeNumbers.UNKNOWN + "\"");
    assertThat(administrator.get(PAGE + "?serial=" + FakeNumbers.UNKNOWN).body())
        .contains("hệ thống không giữ", "name=\"confirm\"");
    administrator.post(
        PAGE, Map.of("serial", FakeNumbers.UNKNOWN, "reason", "5", "confirm", "true"));
    assertThat(administrator.get(PAGE).body()).contains("Không có số hiệu nào như vậy");
  }

  @Test
  void refusalsAreExplained() {
    var administrator = administrator();
    var form = Map.of("serial", "a1b2c3", "reason", "1", "confirm", "true");
    for (var why :
        Map.of(
                "people-stale", "chưa được cập nhật",
                "storage-unreachable", "chưa ghi được",
                "busy", "đang bận")
            .entrySet()) {
      desk.signingService.refuse("/authority/issuing/revocations", 503, why.getKey());
      var refused = administrator.post(PAGE, form);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains(why.getValue(), "value=\"1\" selected");
    }
    desk.signingService.refuse("/authority/issuing/revocations", 404, "not-found");
    assertThat(administrator.post(PAGE, form).body()).contains("người khác vừa thu hồi");
  }

  @Test
  void pageIsForSecurityAdministrators() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    var other = desk.signedIn();
    assertThat(other.get("/certificates/authorities").body()).doesNotContain(PAGE);
    desk.signingService.refuse("/authority/issuing/unknown-certificates", 403, "not-permitted");
    assertThat(other.get(PAGE).statusCode()).isEqualTo(403);
    assertThat(other.get("/certificates/authorities/..%2Ftokens/revoke").statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(desk.browser().get(PAGE).statusCode()).isEqualTo(303);
    assertThat(
            other
                .post(
                    PAGE,
                    Map.of("serial", "a1b2c3", "reason", "1", "confirm", "true"),
                    "Sec-Fetch-Site",
                    "cross-site")
                .statusCode())
        .isEqualTo(403);
    assertThat(numbers.asked).isEmpty();
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    desk.authServer.roles = List.of("security-administrator");
    return desk.signedIn();
  }
}
