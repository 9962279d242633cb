package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.antin.admin.servers.CodePage;

class ServersTest {
  private static final String LIST = "/certificates/servers";
  private static final String ENROLLED = LIST + "/" + FakeServers.ENROLLED;
  private static final Map<String, String> WISH =
      Map.of(
          "unitCode", "H99.101",
          "name", " Cổng ",
          "profile", "tls-server",
          "hostNames", "www.tinh.example\r\n\r\n api.tinh.example ");

  private final TestDesk desk = TestDesk.shared();
  private final FakeServers servers = desk.signingService.servers;

  @Test
  void listShowsServersWithHostNamesAndState() {
    var administrator = administrator();
    assertThat(administrator.get(LIST).body())
        .contains("Cổng &lt;thông tin&gt;", "www.tinh.example", "Đang dùng", "Đã rút phép")
        .contains("href=\"" + ENROLLED + "\"", "20/02/2027");
    servers.none = true;
    assertThat(administrator.get(LIST).body()).contains("Chưa có máy chủ nào", LIST + "/new");
    assertThat(desk.browser().get(LIST).statusCode()).isEqualTo(303);
    assertThat(administrator.get(LIST + "/" + FakeCertificates.VALID).statusCode()).isEqualTo(404);
  }

  @Test
  void codeIsShownOnceWhenAServerIsAllowed() {
    var administrator = administrator();
    assertThat(administrator.get(LIST + "/new").body()).contains("value=\"tls-server\"");
    var made = administrator.post(LIST + "/new", WISH);
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.body()).contains(FakeServers.CODE, "chỉ hiện một lần", FakeServers.WAITING);
    assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(servers.asked.getFirst())
        .startsWith("/authority/servers ")
        .contains("\"unit\":\"" + FakeUnits.COMMUNE + "\"", "\"name\":\"Cổng\"")
        .contains("\"hostNames\":[\"www.tinh.example\",\"api.tinh.example\"]");
    assertThat(administrator.get(LIST + "/" + FakeServers.WAITING).body())
        .doesNotContain(FakeServers.CODE)
        .contains("Mã dùng được đến", "Tạo mã mới");
  }

  @Test
  void codesAreNotPrinted() {
    var page = new CodePage(UUID.randomUUID(), "Cổng", FakeServers.CODE, null);

    assertThat(page.toString()).doesNotContain(FakeServers.CODE);
  }

  @Test
  void refusalKeepsWhatWasTypedAndNamesTheHosts() {
    var administrator = administrator();
    servers.taken = true;
    var refused = administrator.post(LIST + "/new", WISH);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("www.tinh.example, api.tinh.example", "thuộc một máy chủ khác", "H99.101")
        .contains("role=\"alert\"");
    var unknown = administrator.post(LIST + "/new", Map.of("unitCode", "H00", "name", "x \"y"));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("Không tìm thấy đơn vị", "x &#34;y");
    assertThat(servers.asked).hasSize(1);
    desk.signingService.refuse("/authority/servers", 503, "people-stale");
    assertThat(administrator.post(LIST + "/new", WISH).body()).contains("chưa được cập nhật");
  }

  @Test
  void newCodeTakesTheOldOnesPlace() {
    var administrator = administrator();
    assertThat(administrator.get(ENROLLED).body())
        .contains("đã được dùng lúc", "name=\"revoke\" value=\"true\"", "value=\"false\"");
    for (var revoke : List.of("true", "false")) {
      var made = administrator.post(ENROLLED + "/code", Map.of("revoke", revoke));
      assertThat(made.body()).contains(FakeServers.CODE);
      assertThat(servers.asked.getLast())
          .startsWith("/authority/servers/" + FakeServers.ENROLLED + "/code")
          .endsWith("{\"revoke\":" + revoke + "}");
    }
    desk.signingService.refuse("/authority/servers/.*/code", 409, "server-code-used");
    assertThat(administrator.post(ENROLLED + "/code", Map.of()).body()).contains("vừa được dùng");
    assertThat(Browser.location(administrator.get(ENROLLED + "/code"))).hasToString(ENROLLED);
  }

  @Test
  void withdrawalSaysWhatItRevokesAndTwiceDoesNothingMore() {
    var administrator = administrator();
    assertThat(administrator.get(ENROLLED).body())
        .contains(ENROLLED + "/withdraw", "5f0a7c31be", "Còn hiệu lực");
    assertThat(administrator.get(ENROLLED + "/withdraw").body())
        .contains("bị thu hồi ngay", "Khóa bị lộ");
    assertThat(servers.asked).isEmpty();
    var done = administrator.post(ENROLLED + "/withdraw", Map.of("reason", "1"));
    assertThat(Browser.location(done)).hasToString(LIST + "?done=withdrawn");
    assertThat(servers.asked)
        .containsExactly(
            "/authority/servers/" + FakeServers.ENROLLED + "/withdrawal {\"reason\":1}");
    desk.signingService.refuse("/authority/servers/.*/withdrawal", 409, "server-withdrawn");
    assertThat(Browser.location(administrator.post(ENROLLED + "/withdraw", Map.of())))
        .hasToString(LIST + "?done=withdrawn");
    assertThat(administrator.get(LIST + "/" + FakeServers.WITHDRAWN).body())
        .contains("Rút phép lúc")
        .doesNotContain("/withdraw\"", "Tạo mã mới");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
