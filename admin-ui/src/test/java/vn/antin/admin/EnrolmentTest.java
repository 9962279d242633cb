package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
  private static final String NEW = "/certificates/new";
  private static final String OFFICIAL = "9b2f0c52-0000-4000-8000-00000000000a";

  private final TestDesk desk = TestDesk.shared();
  private final FakeCertificates certificates = desk.signingService.certificates;

  @Test
  void certificateIsOfferedWhereTheHolderIsShown() {
    var administrator = administrator();
    assertThat(administrator.get("/certificates").body()).contains("href=\"" + NEW + "\"");
    assertThat(administrator.get("/accounts/p1").body())
        .contains(NEW + "?official=p1", "/certificates?q=nguyen.van.an");
    assertThat(administrator.get("/units/" + FakeUnits.COMMUNE).body())
        .contains(NEW + "?unit=" + FakeUnits.COMMUNE);
    desk.authServer.people.status = "disabled";
    assertThat(administrator.get("/accounts/p1").body()).doesNotContain(NEW);
    assertThat(desk.browser().get(NEW).statusCode()).isEqualTo(303);
    desk.authServer.administers = List.of();
    assertThat(desk.signedIn().get(NEW).statusCode()).isEqualTo(403);
  }

  @Test
  void holderIsLookedForByName() {
    var administrator = administrator();
    assertThat(administrator.get(NEW).body()).contains("Chọn cán bộ").doesNotContain("<h2");
    assertThat(administrator.get(NEW + "?q=an").body())
        .contains(NEW + "?unit=" + FakeUnits.COMMUNE, NEW + "?official=")
        .contains("Xã Tân Sơn", "con dấu");
    assertThat(administrator.get(NEW + "?q=khong").body()).contains("Không tìm thấy “khong”");
  }

  @Test
  void pageSaysWhatTheCertificateWillSay() {
    var administrator = administrator();
    assertThat(administrator.get(NEW + "?official=" + OFFICIAL).body())
        .contains("Nguyễn Văn An", "Văn phòng Sở Nội vụ", "Chuyên viên", "tự duyệt")
        .contains("name=\"official\" value=\"" + OFFICIAL + "\"")
        .doesNotContain("Văn phòng Sở Tài chính", "role=\"alert\"");
    assertThat(administrator.get(NEW + "?unit=" + FakeUnits.COMMUNE).body())
        .contains("Xã Tân Sơn", "H99.101", "con dấu")
        .contains("name=\"unit\" value=\"" + FakeUnits.COMMUNE + "\"");
    assertThat(certificates.asked).isEmpty();
    assertThat(administrator.get(NEW + "?official=none").statusCode()).isEqualTo(404);
  }

  @Test
  void certificateIsIssuedToOfficialAndUnit() {
    var administrator = administrator();
    assertThat(Browser.location(administrator.post(NEW, Map.of("official", OFFICIAL))))
        .hasToString("/certificates/" + FakeCertificates.VALID + "?done=issue");
    administrator.post(NEW, Map.of("unit", FakeUnits.COMMUNE));
    assertThat(certificates.asked)
        .containsExactly(
            "/certificates {\"official\":\"" + OFFICIAL + "\"}",
            "/certificates {\"unit\":\"" + FakeUnits.COMMUNE + "\"}");
    assertThat(administrator.get("/certificates/" + FakeCertificates.VALID + "?done=issue").body())
        .contains("Đã cấp chứng thư số này");
  }

  @Test
  void formWithoutOneHolderIssuesNothing() {
    var administrator = administrator();
    assertThat(administrator.post(NEW, Map.of()).body()).contains("Chọn cán bộ");
    administrator.post(NEW, Map.of("official", OFFICIAL, "unit", FakeUnits.COMMUNE));
    assertThat(certificates.asked).isEmpty();
  }

  @Test
  void refusalsAreSaidPlainlyAboutTheSameHolder() {
    for (var refusal :
        Map.of(
                "own-certificate", "tự cấp",
                "certificate-state", "đã có chứng thư số",
                "not-found", "không được cấp")
            .entrySet()) {
      desk.signingService.refuse("/certificates", 409, refusal.getKey());
      var refused = administrator().post(NEW, Map.of("official", OFFICIAL));
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("role=\"alert\"", refusal.getValue(), "Nguyễn Văn An");
    }
    for (var trouble :
        Map.of(
                "people-stale", "chưa được cập nhật",
                "authority-absent", "chưa có nơi cấp",
                "token-unreachable", "không trả lời")
            .entrySet()) {
      desk.signingService.refuse("/certificates", 503, trouble.getKey());
      var refused = administrator().post(NEW, Map.of("official", OFFICIAL));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains(trouble.getValue());
    }
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
