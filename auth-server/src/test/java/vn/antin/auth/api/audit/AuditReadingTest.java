package vn.antin.auth.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
final class AuditReadingTest {
  private final JdbcClient jdbc;
  private final AuditLog log;
  private final String origin;
  private final TestTree tree;

  private UnitId commune = new UnitId(new UUID(0, 0));
  private AccountId governor = new AccountId(new UUID(0, 0));
  private AccountId auditor = governor;
  private AccountId official = governor;
  private AccountId stranger = governor;

  AuditReadingTest(JdbcClient jdbc, AuditLog log, House house) {
    this.jdbc = jdbc;
    this.log = log;
    this.origin = house.issuer().toString();
    this.tree = new TestTree(jdbc);
  }

  @BeforeEach
  void grow() {
    UnitId province = tree.unit(null, "Tỉnh");
    commune = tree.unit(province, "Xã");
    governor = tree.official(province, "Gouverneur");
    auditor = tree.official(commune, "Kiểm");
    official = tree.official(commune, "Đào");
    stranger = tree.official(tree.unit(province, "Xã khác"), "Lạ");
    tree.role(auditor, Role.AUDITOR, commune);
  }

  @Test
  void auditorReadsWhatOfficialsOfTheScopeDidAndWhatWasDoneToThem() {
    note("test.did", official, "some-session", Map.of());
    note("test.done", governor, official.toString(), Map.of("by", governor.toString()));
    note("test.unit", governor, commune.toString(), Map.of());
    note("test.elsewhere", governor, stranger.toString(), Map.of());
    note("test.reached", official, stranger.toString(), Map.of("whom", stranger.toString()));
    Rest.Reply page = read(auditor, "");
    assertThat(kinds(page))
        .containsSubsequence("test.reached", "test.unit", "test.done", "test.did")
        .doesNotContain("test.elsewhere");
    assertThat(page.response().body())
        .doesNotContain(governor.toString(), stranger.toString(), "Gouverneur", "Lê Lạ")
        .contains("Lê Đào");
    JsonNode done = row(page, "test.done");
    assertThat(done.path("actor").isNull()).isTrue();
    assertThat(done.path("outside").asBoolean()).isTrue();
    assertThat(done.path("facts").path("by").asString()).isEqualTo("…");
    assertThat(row(page, "test.reached").path("personal").isEmpty()).isTrue();
    assertThat(row(page, "test.did").path("personal").path("address").asString())
        .isEqualTo("192.0.2.7");
  }

  @Test
  void onlyAuditorsAndSecurityAdministratorsRead() {
    assertThat(read(official, "").status()).isEqualTo(403);
    tree.role(official, Role.UNIT_ADMINISTRATOR, commune);
    assertThat(read(official, "").status()).isEqualTo(403);
    tree.role(official, Role.SECURITY_ADMINISTRATOR, commune);
    assertThat(read(official, "").status()).isEqualTo(200);
    assertThat(new Rest(origin, official + "_admin").get("/api/audit/export").status())
        .isEqualTo(200);
    assertThat(new Rest(origin, stranger + "_admin").get("/api/audit/export").status())
        .isEqualTo(403);
  }

  @Test
  void questionsNarrowByOfficialKindAndTime() {
    Instant start = Instant.now();
    note("test.kind-a", official, null, Map.of());
    note("test.kind-b", official, null, Map.of());
    note("test.kind-a", auditor, null, Map.of());
    assertThat(kinds(read(auditor, "?official=" + official)))
        .containsExactly("test.kind-b", "test.kind-a");
    assertThat(kinds(read(auditor, "?official=" + stranger))).isEmpty();
    assertThat(kinds(read(auditor, "?kind=test.kind-a"))).hasSize(2);
    assertThat(kinds(read(auditor, "?kind=test.kind-a&from=" + start))).hasSize(2);
    assertThat(kinds(read(auditor, "?kind=test.kind-a&to=" + start.minusSeconds(1)))).isEmpty();
    assertThat(kinds(read(auditor, "?from=" + start.plusSeconds(3600)))).isEmpty();
    assertThat(kinds(read(auditor, "?from=" + start.minusSeconds(5) + "&official=" + official)))
        .hasSize(2);
  }

  @Test
  void pagesTogetherAreTheWholeAndInOrder() {
    for (int i = 0; i < 23; i++) {
      note("test.page", i % 2 == 0 ? official : governor, official.toString(), Map.of());
    }
    List<Long> ids = new ArrayList<>();
    String after = "";
    do {
      Rest.Reply page = read(auditor, "?kind=test.page&limit=5" + after);
      page.json().path("items").forEach(item -> ids.add(item.path("id").asLong()));
      after = page.json().path("next").isNull() ? "" : "&after=" + page.text("next");
    } while (!after.isEmpty());
    assertThat(ids).hasSize(23).doesNotHaveDuplicates();
    assertThat(ids.reversed()).isSorted();
  }

  @Test
  void whoAuditsEveryRootReadsEverything() {
    note("test.nobody", null, null, Map.of());
    note("test.elsewhere-too", governor, stranger.toString(), Map.of());
    AccountId chief = tree.official(null, "Trưởng");
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from)
            SELECT :chief, 'auditor', id, DATE '2025-07-01' FROM org_unit WHERE parent_id IS NULL
            """)
        .param("chief", chief.value())
        .update();
    assertThat(kinds(read(chief, ""))).contains("test.nobody", "test.elsewhere-too");
    assertThat(
            row(read(chief, "?kind=test.elsewhere-too"), "test.elsewhere-too")
                .path("actorName")
                .asString())
        .isEqualTo("Lê Gouverneur");
    assertThat(kinds(read(auditor, ""))).doesNotContain("test.nobody");
  }

  @Test
  void exportIsATableThatNoSpreadsheetTakesForFormulasAndIsItselfWrittenDown() {
    note("test.export", official, "=cmd|' /C calc'!A0", Map.of("quote", "say \"hi\""));
    String kind = URLEncoder.encode("test.export", StandardCharsets.UTF_8);
    Rest.Reply table = new Rest(origin, auditor + "_admin").get("/api/audit/export?kind=" + kind);
    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.response().body())
        .startsWith("\ufeff\"id\",\"at\",\"kind\"")
        .contains("\"'=cmd|' /C calc'!A0\"", "\"quote=say \"\"hi\"\"\"", "\"Lê Đào\"");
    assertThat(kinds(read(auditor, "?official=" + auditor))).contains("audit.exported");
  }

  private void note(
      String kind, @Nullable AccountId actor, @Nullable String object, Map<String, String> facts) {
    log.append(
        new AuditEvent(
            kind,
            actor == null ? null : actor.toString(),
            object,
            facts,
            Map.of("address", "192.0.2.7")));
  }

  private Rest.Reply read(AccountId caller, String query) {
    return new Rest(origin, caller + "_admin").get("/api/audit" + query);
  }

  private static List<String> kinds(Rest.Reply page) {
    return page.json()
        .path("items")
        .valueStream()
        .map(item -> item.path("kind").asString())
        .toList();
  }

  private static JsonNode row(Rest.Reply page, String kind) {
    return page.json()
        .path("items")
        .valueStream()
        .filter(item -> item.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
