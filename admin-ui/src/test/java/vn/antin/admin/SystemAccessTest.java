package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SystemAccessTest {
  private static final String PATH = "/applications/qlvb/access";

  private final TestDesk desk = TestDesk.shared();
  private final FakeClients clients = desk.authServer.clients;

  @BeforeEach
  void usual() {
    desk.authServer.reset();
    clients.reset();
  }

  @Test
  void pageShowsUnitsRolesAndHolders() {
    var page = administrator().get(PATH).body();
    assertThat(page)
        .contains("H99.02", "Sở Nội vụ", "Văn thư &lt;b&gt;", "Nguyễn Thị Bưởi", "một cán bộ")
        .contains(PATH + "?after=g1")
        .doesNotContain("onclick", "style=", "Văn thư <b>");
    assertThat(administrator().get("/applications/qlvb").body()).contains(PATH);
    assertThat(administrator().get("/applications/none/access").statusCode()).isEqualTo(404);
  }

  @Test
  void unitsRolesAndHoldersAreChanged() {
    var administrator = administrator();
    assertThat(
            Browser.location(
                administrator.post(PATH + "/units", Map.of("units", "H99.02\r\n H99.03 "))))
        .hasToString(PATH + "?done=units");
    assertThat(clients.received.getLast()).containsEntry("units", List.of("H99.02", "H99.03"));
    administrator.post(PATH + "/roles", Map.of("role", "clerk", "label", "Văn thư"));
    assertThat(clients.received.getLast())
        .containsEntry("label", "Văn thư")
        .containsEntry("delegated", false);
    administrator.post(
        PATH + "/grants",
        Map.of("role", "clerk", "kind", "unit", "holder", " H99.02 ", "validTo", "2027-01-01"));
    assertThat(clients.received.getLast())
        .containsEntry("unitCode", "H99.02")
        .containsEntry("validTo", "2027-01-01")
        .doesNotContainKeys("username", "validFrom");
    administrator.post(
        PATH + "/grants", Map.of("role", "clerk", "kind", "official", "holder", "an.nv"));
    assertThat(clients.received.getLast()).containsEntry("username", "an.nv");
    assertThat(Browser.location(administrator.post(PATH + "/grants/end", Map.of("grant", "g1"))))
        .hasToString(PATH + "?done=withdrawn");
    administrator.post(PATH + "/roles/remove", Map.of("role", "clerk"));
    assertThat(clients.removed)
        .containsExactly("/api/clients/qlvb/role-grants/g1", "/api/clients/qlvb/roles/clerk");
    assertThat(administrator.get(PATH + "?done=withdrawn").body()).contains("Đã thu hồi vai trò");
  }

  @Test
  void refusalKeepsThePageAndSaysWhy() {
    clients.refusal = "not-found";
    clients.refusalStatus = 404;
    var refused =
        administrator()
            .post(PATH + "/grants", Map.of("role", "clerk", "kind", "unit", "holder", "H98"));
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("trong phạm vi của bạn", "Sở Nội vụ");
  }

  private Browser administrator() {
    desk.authServer.administers = List.of("9b2f0c52-0000-4000-8000-000000000001");
    return desk.signedIn();
  }
}
