package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
  private final TestDesk desk = TestDesk.shared();
  private final FakeClients clients = desk.authServer.clients;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    clients.reset();
  }

  @Test
  void pageIsForSecurityAdministratorsAndSaysSo() {
    assertThat(desk.browser().get("/applications").statusCode()).isEqualTo(303);
    assertThat(desk.signedIn().get("/").body()).doesNotContain("/applications");
    assertThat(desk.signedIn().get("/applications/new").statusCode()).isEqualTo(403);
    var administrator = administrator();
    assertThat(administrator.get("/").body()).contains("/applications");
    desk.authServer.apiStatus = 403;
    var refused = administrator.get("/applications");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("quản trị an ninh của tỉnh");
  }

  @Test
  void listIsSearchedAndSaysWhenItIsEmpty() {
    var administrator = administrator();
    assertThat(administrator.get("/applications").body())
        .contains("Quản lý văn bản", "href=\"/applications/qlvb\"", "Đang bật");
    assertThat(administrator.get("/applications?q=khong").body())
        .contains("Không tìm thấy “khong”");
    clients.metadata.clear();
    assertThat(administrator.get("/applications").body()).contains("Chưa có ứng dụng nào");
  }

  @Test
  void everyTemplateExplainsItsFields() {
    var administrator = administrator();
    for (var template :
        List.of("spring", "mod-auth-openidc", "wordpress", "native-app", "machine")) {
      var page = administrator.get("/applications/new?template=" + template).body();
      assertThat(page).contains("value=\"" + template + "\"", "name=\"id\" value=\"app-");
      assertThat(page.contains("name=\"redirectUris\"")).isEqualTo(!template.equals("machine"));
      assertThat(page).doesNotContain("??", "onclick", "style=");
    }
  }

  @Test
  void newSecretIsShownOnceWithTheConfigurationToCopy() {
    var administrator = administrator();
    var made =
        administrator.post(
            "/applications",
            Map.of(
                "template", "spring",
                "id", "motcua",
                "name", "Một cửa",
                "url", "https://motcua.example.vn/",
                "redirectUris", "https://motcua.example.vn/cb\r\n\r\n https://b.example.vn/cb "));
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(made.body())
        .contains(FakeClients.SECRET, "client-secret: " + FakeClients.SECRET, "chỉ hiện một lần");
    assertThat(clients.received.getLast())
        .containsEntry("template", "spring")
        .containsEntry("id", "motcua")
        .containsEntry(
            "metadata",
            Map.of(
                "client_name", "Một cửa",
                "client_uri", "https://motcua.example.vn/",
                "redirect_uris",
                    List.of("https://motcua.example.vn/cb", "https://b.example.vn/cb")));
    assertThat(administrator.get("/applications/motcua").body()).doesNotContain(FakeClients.SECRET);
  }

  @Test
  void refusedFormKeepsWhatWasTypedAndSaysWhatIsWrong() {
    clients.refusal = "invalid-client";
    var administrator = administrator();
    var refused =
        administrator.post(
            "/applications",
            Map.of(
                "template", "spring", "id", "x1", "name", "A \"b\"", "redirectUris", "http://a/"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("Phải bắt đầu bằng https://", "expected https &lt;b&gt;", "http://a/")
        .contains("value=\"A &#34;b&#34;\"", "role=\"alert\"");
    clients.refusal = "client-id-taken";
    assertThat(administrator.post("/applications", Map.of("template", "spring", "id", "x1")).body())
        .contains("Mã ứng dụng này đã có");
  }

  @Test
  void changeKeepsWhatTheFormDoesNotShow() {
    var administrator = administrator();
    var saved =
        administrator.post(
            "/applications/qlvb/settings",
            Map.of(
                "version", "7",
                "name", "Văn bản",
                "redirectUris", "https://new.example.vn/cb",
                "scope", "openid"));
    assertThat(Browser.location(saved)).hasToString("/applications/qlvb?done=settings");
    assertThat(wanted())
        .containsEntry("client_name", "Văn bản")
        .containsEntry("redirect_uris", List.of("https://new.example.vn/cb"))
        .containsEntry("scope", "openid")
        .containsEntry("contacts", List.of("a@b.example"));
    assertThat(administrator.get("/applications/qlvb?done=settings").body())
        .contains("Đã lưu thay đổi");
  }

  @Test
  void keysAndProfileAreSent() {
    var administrator = administrator();
    administrator.post(
        "/applications/qlvb/security",
        Map.of(
            "version", "7",
            "method", "private_key_jwt",
            "jwks", "{\"keys\":[]}",
            "dpop", "true"));
    assertThat(wanted())
        .containsEntry("token_endpoint_auth_method", "private_key_jwt")
        .containsEntry("jwks", Map.of("keys", List.of()))
        .containsEntry("dpop_bound_access_tokens", true)
        .containsEntry("antin_require_pkce", false);
    administrator.post(
        "/applications/qlvb/profile", Map.of("version", "7", "profile", "fapi2-security"));
    assertThat(wanted()).containsEntry("antin_profile", "fapi2-security");
  }

  @Test
  void changeOfAnotherAdministratorIsNotOverwritten() {
    var late =
        administrator()
            .post(
                "/applications/qlvb/settings",
                Map.of("version", "6", "name", "Khác", "redirectUris", ""));
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.body()).contains("Người khác vừa thay đổi", "Quản lý văn bản");
  }

  @Test
  void detailsNameObstaclesErrorsAndTheWayToTry() {
    assertThat(administrator().get("/applications/qlvb").body())
        .contains("Chuyển sang khóa riêng", "Cần thay đổi trước 1 điểm")
        .contains("Ứng dụng không chứng minh được mình", "wrong secret", "chưa chắc")
        .contains("href=\"https://qlvb.example.vn/login?iss=x\"", "rel=\"noopener noreferrer\"");
    assertThat(administrator().get("/applications/none").statusCode()).isEqualTo(404);
  }

  @Test
  void secretIsRotatedAndApplicationSwitchedOffOnAndDeleted() {
    var administrator = administrator();
    var rotated = administrator.post("/applications/qlvb/secret", Map.of("overlapDays", "7"));
    assertThat(rotated.body()).contains(FakeClients.SECRET);
    assertThat(clients.received.getLast()).containsEntry("overlapDays", 7);
    assertThat(Browser.location(administrator.post("/applications/qlvb/disable", Map.of())))
        .hasToString("/applications/qlvb?done=disabled");
    assertThat(administrator.get("/applications/qlvb").body())
        .contains("Đã tắt", "/applications/qlvb/delete");
    administrator.post("/applications/qlvb/enable", Map.of());
    assertThat(clients.enabled).containsEntry("qlvb", true);
    assertThat(Browser.location(administrator.post("/applications/qlvb/delete", Map.of())))
        .hasToString("/applications?done=deleted");
    assertThat(clients.metadata).isEmpty();
  }

  @Test
  void formsOfOtherSitesAreRefused() {
    var refused =
        administrator()
            .post("/applications/qlvb/disable", Map.of(), "Sec-Fetch-Site", "cross-site");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(clients.enabled).containsEntry("qlvb", true);
  }

  private Map<String, Object> wanted() {
    @SuppressWarnings("unchecked")
    var metadata =
        (Map<String, Object>) Objects.requireNonNull(clients.received.getLast().get("metadata"));
    return new HashMap<>(metadata);
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
