package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnknownTest {
  private static final String LIST = "/certificates/unknown";
  private static final String DOCUMENT =
      LIST + "/" + FakeOutcomes.DOCUMENT + "/" + FakeOutcomes.DIGEST;
  private static final String HASH = LIST + "/" + FakeOutcomes.HASH + "/" + FakeOutcomes.DIGEST;

  private final TestDesk desk = TestDesk.shared();
  private final FakeOutcomes outcomes = desk.signingService.outcomes;

  @AfterEach
  void usual() {
    desk.signingService.reset();
  }

  @Test
  void listNamesDocumentSignerApplicationAndAgeAndIsFiltered() {
    var administrator = administrator();
    var page = administrator.get(LIST).body();
    assertThat(page)
        .contains("Quyết định &lt;về việc&gt;", "12/QĐ-UBND", "Nguyễn &lt;An&gt;", "qlvb")
        .contains("Giá trị băm do ứng dụng gửi", "3 ngày", "href=\"" + DOCUMENT + "\"");
    administrator.get(LIST + "?unitCode=H99.101&application=qlvb&hours=24");
    assertThat(desk.signingService.requests)
        .anySatisfy(asked ->
            assertThat(asked)
                .contains("/unknown-outcomes?")
                .contains("hours=24", "application=qlvb", "unit=" + FakeUnits.COMMUNE));
    assertThat(administrator.get(LIST + "?unitCode=H00").body()).contains("Không tìm thấy đơn vị");
    outcomes.none = true;
    assertThat(administrator.get(LIST).body()).contains("Không có chữ ký nào chưa rõ kết quả.");
    assertThat(administrator.get(LIST + "?hours=24").body()).contains("khớp với điều kiện lọc");
    assertThat(desk.browser().get(LIST).statusCode()).isEqualTo(303);
  }

  @Test
  void oneShowsWhatIsKnownAndIsDecidedOnceWithAReason() {
    var administrator = administrator();
    assertThat(administrator.get(DOCUMENT).body())
        .contains("Bắt đầu dùng khóa", "its node went away", FakeOutcomes.DIGEST, "a-1")
        .contains("Kết luận: không được ký", "Tệp PDF đã ký");
    var bare = administrator.post(DOCUMENT, Map.of("outcome", "not-signed", "reason", "Đã hỏi"));
    assertThat(bare.statusCode()).isEqualTo(422);
    assertThat(bare.body()).contains("đánh dấu ô xác nhận", ">Đã hỏi</textarea>");
    assertThat(
            administrator.post(DOCUMENT, Map.of("outcome", "not-signed", "confirm", "true")).body())
        .contains("ghi căn cứ kết luận");
    assertThat(outcomes.told).isEmpty();

    var done =
        administrator.post(
            DOCUMENT, Map.of("outcome", "not-signed", "reason", "Đã hỏi", "confirm", "true"));

    assertThat(Browser.location(done)).hasToString(DOCUMENT + "?done=not-signed");
    assertThat(outcomes.told.getFirst())
        .startsWith(
            "/unknown-outcomes/" + FakeOutcomes.DOCUMENT + "/" + FakeOutcomes.DIGEST + "/resolve ")
        .contains("\"outcome\":\"not-signed\"", "\"reason\":\"Đã hỏi\"");
    assertThat(administrator.get(DOCUMENT + "?done=not-signed").body())
        .contains("Đã ghi kết luận: không được ký.", "Đã hỏi &lt;đơn vị&gt;", "Trần Bình")
        .doesNotContain("<textarea");
  }

  @Test
  void signedFileIsHandedOnAndARefusedProofSaysThatNothingChanged() {
    var administrator = administrator();
    desk.signingService.refuse("/unknown-outcomes/.*/resolve", 422, "signature-unproven");
    var refused = administrator.upload(DOCUMENT + "/file", signedForm());
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Chưa chứng minh được", ">Đơn vị gửi lại</textarea>");

    var done = administrator.upload(DOCUMENT + "/file", signedForm());

    assertThat(Browser.location(done)).hasToString(DOCUMENT + "?done=signed");
    assertThat(outcomes.told.getLast()).contains("\"outcome\":\"signed\"", "\"documentId\":\"");
    assertThat(desk.signingService.documents().values())
        .anySatisfy(kept -> assertThat(kept).containsEntry("name", "đã ký.pdf"));
    assertThat(Browser.location(administrator.get(DOCUMENT + "/file"))).hasToString(DOCUMENT);
  }

  @Test
  void valueOfAnApplicationsHashIsHandedOn() {
    var administrator = administrator();
    assertThat(administrator.get(HASH).body()).contains("Dạng base64.").doesNotContain("multipart");
    var said =
        Map.of("outcome", "signed", "reason", "x", "confirm", "true", "value", "AAEC\r\nAw==");
    assertThat(administrator.post(HASH, said).statusCode()).isEqualTo(303);
    assertThat(outcomes.told.getLast()).contains("\"value\":\"AAECAw==\"");
  }

  @Test
  void whoMayNotDecideIsToldSo() {
    desk.signingService.refuse("/unknown-outcomes/.*/resolve", 409, "outcome-resolved");
    assertThat(
            administrator()
                .post(DOCUMENT, Map.of("outcome", "not-signed", "reason", "x", "confirm", "true"))
                .body())
        .contains("đã kết luận trước");
    desk.authServer.roles = List.of("unit-administrator");
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    assertThat(desk.signedIn().get(DOCUMENT).body())
        .contains("Chỉ quản trị viên an toàn")
        .doesNotContain("<textarea");
    assertThat(desk.signedIn().get(LIST + "/" + FakeOutcomes.DOCUMENT + "/00").statusCode())
        .isEqualTo(404);
  }

  private static java.net.http.HttpRequest.BodyPublisher signedForm() {
    var body = new java.io.ByteArrayOutputStream();
    for (var field : List.of("reason=Đơn vị gửi lại", "confirm=true")) {
      var at = field.indexOf('=');
      body.writeBytes(
          ("--limit\r\nContent-Disposition: form-data; name=\""
                  + field.substring(0, at)
                  + "\"\r\n\r\n"
                  + field.substring(at + 1)
                  + "\r\n")
              .getBytes(UTF_8));
    }
    body.writeBytes(Browser.head("đã ký.pdf"));
    body.writeBytes("%PDF-1.7 signed\r\n--limit--\r\n".getBytes(UTF_8));
    return BodyPublishers.ofByteArray(body.toByteArray());
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    desk.authServer.roles = List.of("security-administrator");
    return desk.signedIn();
  }
}
