package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportsTest {
  private static final String AT = "/imports/" + FakeImports.ID;

  private final TestDesk desk = TestDesk.shared();
  private final FakeImports imports = desk.authServer.imports;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    imports.state = "read";
    imports.refuse = "";
    imports.calls.clear();
  }

  @Test
  void fileAndChoicesReachTheAuthServer() {
    var administrator = administrator();
    assertThat(administrator.get("/accounts").body()).contains("href=\"/imports\"");
    assertThat(administrator.get("/imports").body())
        .contains("Sở Nội vụ (H.01)", "danh sách &lt;1&gt;.xlsx", "Chờ quyết định");
    String form =
        """
        --limit
        Content-Disposition: form-data; name="unit"

        U1
        --limit
        Content-Disposition: form-data; name="complete"

        true
        --limit
        Content-Disposition: form-data; name="document"; filename="cán bộ.csv"
        Content-Type: text/csv

        Họ tên;Mã
        --limit--
        """
            .replace("\n", "\r\n");
    var answer = administrator.upload("/imports", BodyPublishers.ofString(form, UTF_8));
    assertThat(Browser.location(answer)).hasToString(AT);
    assertThat(imports.calls.getFirst())
        .contains("unit=U1", "complete=true", "makePosts=false", "Họ tên;Mã");
  }

  @Test
  void differenceIsShownAndAccepted() {
    var administrator = administrator();
    var page = administrator.get(AT).body();
    assertThat(page)
        .contains("Mã đơn vị: không có đơn vị “X”", "Kết thúc công tác (5 / 40)", "Bỏ qua: Ghi chú")
        .contains(AT + "?kind=&amp;after=3")
        .doesNotContain("confirmLeaving");
    var done =
        administrator.post(AT + "/apply", Map.of("version", "7", "kinds", "new", "except", "2, 5"));
    assertThat(Browser.location(done)).hasToString(AT);
    assertThat(imports.calls.getFirst())
        .startsWith("POST /api/imports/" + FakeImports.ID + "/application \"7\"")
        .contains("\"kinds\":[\"new\"]", "\"except\":[2,5]");
  }

  @Test
  void brakeAsksForTheNumber() {
    var administrator = administrator();
    imports.refuse = "import-needs-confirmation";
    var braked = administrator.post(AT + "/apply", Map.of("version", "7", "kinds", "leaving"));
    assertThat(braked.statusCode()).isEqualTo(409);
    assertThat(braked.body())
        .contains("5 trong 40 người sẽ kết thúc công tác", "name=\"confirmLeaving\"");
    imports.refuse = "import-needs-second";
    assertThat(administrator.post(AT + "/apply", Map.of("version", "7")).body())
        .contains("quản trị viên thứ hai");
  }

  @Test
  void progressRefreshesWithoutScripts() {
    var administrator = administrator();
    imports.state = "applying";
    var busy = administrator.get(AT);
    assertThat(busy.headers().firstValue("Refresh")).contains("2");
    assertThat(busy.body()).contains("<progress max=\"3\" value=\"2\">", "Đang thực hiện: 2/3");
    imports.state = "applied";
    var done = administrator.get(AT);
    assertThat(done.headers().firstValue("Refresh")).isEmpty();
    assertThat(done.body()).contains("Hoàn tác", "In phiếu kích hoạt", "1 dòng đã thực hiện");
    administrator.post(AT + "/undo", Map.of("version", "7"));
    administrator.post(AT + "/discard", Map.of("version", "7"));
    assertThat(imports.calls)
        .anyMatch(call -> call.contains("/undo \"7\""))
        .anyMatch(call -> call.startsWith("DELETE"));
  }

  @Test
  void slipsAreShownOnceAndNotKept() {
    var answer = administrator().post(AT + "/slips", Map.of());
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body())
        .contains("Nguyễn Văn &lt;An&gt;", "7Q2M-AAAA-BBBB-CCCC-DDDD", "/activate");
  }

  @Test
  void pagesAreForAdministratorsAndExistInEnglish() {
    assertThat(desk.signedIn().get("/imports").statusCode()).isEqualTo(403);
    var administrator = administrator();
    administrator.post("/language", Map.of("to", "en", "back", "/imports"));
    assertThat(administrator.get("/imports").body()).contains("Send and compare");
    assertThat(administrator.get(AT).body()).contains("Carry out").doesNotContain("Thực hiện");
    desk.authServer.apiStatus = 404;
    assertThat(administrator.get(AT).statusCode()).isEqualTo(404);
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
