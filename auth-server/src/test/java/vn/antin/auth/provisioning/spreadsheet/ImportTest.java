package vn.antin.auth.provisioning.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
final class ImportTest {
  private final JdbcClient jdbc;
  private final House house;
  private final Office office;
  private final ImportCalls calls;

  ImportTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.house = house;
    this.office = new Office(jdbc);
    this.calls = new ImportCalls(house.issuer().toString(), office.administrator);
  }

  @Test
  void differenceIsShownRowByRowBeforeAnythingIsDone() {
    UUID moved = office.official("CB2", office.interior);
    UUID same = office.official("CB3", office.interior);
    String csv =
        head("")
            + line("Nguyễn Văn An", "CB1", number(), "H.01", "Chuyên viên")
            + line("Trần Thị Bình", "CB2", "", "H.01.01", "Giám đốc")
            + line("Trần Thị Bình", "CB3", "", "H.01", "Chuyên viên")
            + line("Lê Dung", "CB4", "", "H.77", "Chuyên viên")
            + line("Lê Giang", "CB5", "", "H.01", "Phù thủy")
            + line("Lê Hà", "CB6", "123", "H.01", "Chuyên viên")
            + line("Lê Khoa", "CB7", "", "H.01", "Chuyên viên")
            + line("Lê Khoa", "CB7", "", "H.01", "Chuyên viên");

    String address = calls.compared(office.interior, csv, "");

    JsonNode shown = calls.rest.get(address).json();
    assertThat(shown.path("state").asString()).isEqualTo("read");
    assertThat(shown.path("kinds").toString())
        .contains("\"new\":1", "\"moved\":1", "\"unchanged\":1", "\"refused\":5");
    List<JsonNode> rows = calls.rows(address, "");
    assertThat(rows.get(1).path("account").asString()).isEqualTo(moved.toString());
    assertThat(rows.get(1).path("changes").toString())
        .contains("\"from\":\"Sở Nội vụ\",\"to\":\"Văn phòng\"");
    assertThat(rows.get(2).path("account").asString()).isEqualTo(same.toString());
    assertThat(reason(rows.get(3))).contains("Mã đơn vị: không có đơn vị “" + office.code("H.77"));
    assertThat(reason(rows.get(4))).isEqualTo("Chức vụ: “Sở Nội vụ” không có chức vụ “Phù thủy”");
    assertThat(reason(rows.get(5))).isEqualTo("Số định danh cá nhân: cần đúng 12 chữ số");
    assertThat(reason(rows.get(6)))
        .isEqualTo("Mã cán bộ: trùng với dòng 10; không biết dòng nào đúng");
    assertThat(reason(rows.get(7))).contains("trùng với dòng 9");
    assertThat(accounts("CB1")).isZero();
  }

  @Test
  void numberForSomebodyWhoHasUsedTheAccountIsRefusedBeforeAnythingIsDone() {
    UUID used = office.official("CB1", office.interior);
    jdbc.sql("INSERT INTO password_credential (account_id, hash, set_at) VALUES (:id, 'x', now())")
        .param("id", used)
        .update();
    String csv = head("") + line("Trần Thị Bình", "CB1", number(), "H.01", "Giám đốc");
    JsonNode row = calls.rows(calls.compared(office.interior, csv, ""), "").getFirst();
    assertThat(row.path("kind").asString()).isEqualTo("refused");
    assertThat(reason(row)).contains("Số định danh cá nhân: tài khoản đã được dùng");
  }

  @Test
  void acceptedRowsAreDoneAndTheOthersNot() {
    String one = number();
    String csv =
        head("")
            + line("Nguyễn Văn An", "CB1", one, "H.01", "Chuyên viên")
            + line("Nguyễn Văn Ân", "CB2", "", "H.01.01", "Chuyên viên");
    String address = calls.compared(office.interior, csv, "");

    JsonNode done = calls.applied(address, Map.of("except", List.of(4)));

    assertThat(done.path("outcomes").toString()).isEqualTo("{\"done\":1}");
    assertThat(accounts("CB1")).isOne();
    assertThat(accounts("CB2")).isZero();
    UUID made = Objects.requireNonNull(account("CB1"));
    assertThat(office.place(made)).isEqualTo("Sở Nội vụ: Chuyên viên");
    assertThat(
            jdbc.sql("SELECT username FROM account WHERE id = :id")
                .param("id", made)
                .query(String.class)
                .single())
        .startsWith("an.nv");
    String again = calls.compared(office.interior, csv, "");
    assertThat(calls.rows(again, "").getFirst().path("kind").asString()).isEqualTo("unchanged");
    assertThat(calls.rest.get(again).response().body()).doesNotContain(one);
  }

  @Test
  void importIsTakenBackExceptForWhatWasChangedSince() {
    UUID moved = office.official("CB1", office.interior);
    UUID touched = office.official("CB2", office.interior);
    String csv =
        head(";Email")
            + line("Trần Thị Bình", "CB1", "", "H.01.01", "Giám đốc;binh@tinh.gov.vn")
            + line("Trần Thị Bình", "CB2", "", "H.01.01", "Giám đốc;")
            + line("Nguyễn Văn An", "CB3", "", "H.01", "Chuyên viên;");
    String address = calls.compared(office.interior, csv, "");
    assertThat(calls.applied(address, Map.of()).path("outcomes").toString())
        .isEqualTo("{\"done\":3}");
    assertThat(office.place(moved)).isEqualTo("Văn phòng: Giám đốc");
    UUID made = Objects.requireNonNull(account("CB3"));
    jdbc.sql("UPDATE account SET locale = 'en' WHERE id = :id").param("id", touched).update();

    assertThat(calls.act(address, "undo", Map.of()).status()).isEqualTo(202);
    JsonNode undone = calls.settled(address, Duration.ofSeconds(30));

    assertThat(undone.path("outcomes").toString()).contains("\"undone\":2", "\"kept\":1");
    assertThat(office.place(moved)).isEqualTo("Sở Nội vụ: Chuyên viên");
    assertThat(office.place(touched)).isEqualTo("Văn phòng: Giám đốc");
    assertThat(office.place(made)).isNull();
    assertThat(
            jdbc.sql(
                    "SELECT status || coalesce(email, '') FROM account WHERE id IN (:a, :b) ORDER"
                        + " BY 1")
                .param("a", made)
                .param("b", moved)
                .query(String.class)
                .list())
        .containsExactly("active", "disabled");
    assertThat(calls.act(address, "undo", Map.of()).status()).isEqualTo(409);
  }

  @Test
  void rolesThatAnImportEndedDoNotComeBackWhenItIsUndone() {
    UUID moved = office.official("CB1", office.registry);
    office.grant(moved, office.registry, "records-clerk");
    String address =
        calls.compared(
            office.interior, head("") + line("Trần Thị Bình", "CB1", "", "H.01", "Giám đốc"), "");
    calls.applied(address, Map.of());

    assertThat(calls.act(address, "undo", Map.of()).status()).isEqualTo(202);
    calls.settled(address, Duration.ofSeconds(30));

    assertThat(office.place(moved)).isEqualTo("Văn phòng: Chuyên viên");
    assertThat(
            jdbc.sql("SELECT valid_to IS NOT NULL FROM role_grant WHERE account_id = :id")
                .param("id", moved)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void massLeavingStopsUntilItIsConfirmedOrReleasedByAnother() {
    for (int i = 0; i < 40; i++) {
      office.official("CB" + i, office.interior);
    }
    StringBuilder csv = new StringBuilder(head(""));
    for (int i = 0; i < 38; i++) {
      csv.append(line("Trần Thị Bình", "CB" + i, "", "H.01", "Chuyên viên"));
    }
    String address = calls.compared(office.interior, csv.toString(), "&complete=true");
    assertThat(calls.rest.get(address).json().path("kinds").path("leaving").asInt()).isEqualTo(2);
    Map<String, Object> everything = Map.of("kinds", List.of("leaving", "new"));

    Rest.Reply braked = calls.act(address, "application", everything);

    assertThat(braked.status()).isEqualTo(409);
    assertThat(braked.text("type")).endsWith("import-needs-confirmation");
    assertThat(braked.json().path("leaving").asInt()).isEqualTo(2);
    assertThat(calls.act(address, "release", Map.of()).text("type")).endsWith("import-own");
    JsonNode done =
        calls.applied(address, Map.of("kinds", List.of("leaving"), "confirmLeaving", 2));
    assertThat(done.path("outcomes").toString()).isEqualTo("{\"done\":2}");
    assertThat(status("CB38")).isEqualTo("disabled");

    String half = csv.substring(0, csv.indexOf("CB20"));
    String second =
        calls.compared(
            office.interior, half.substring(0, half.lastIndexOf('\n') + 1), "&complete=true");
    assertThat(
            calls
                .act(
                    second,
                    "application",
                    Map.of("kinds", List.of("leaving"), "confirmLeaving", 18))
                .text("type"))
        .endsWith("import-needs-second");
    UUID other = office.official("admin2", office.finance);
    office.grant(other, office.interior);
    ImportCalls colleague = new ImportCalls(house.issuer().toString(), other);
    assertThat(colleague.act(second, "release", Map.of()).status()).isEqualTo(202);
    calls.applied(second, Map.of("kinds", List.of("leaving")));
    assertThat(status("CB37")).isEqualTo("disabled");
    assertThat(status("CB3")).isEqualTo("active");
  }

  @Test
  void importNeverReachesBeyondTheUnitsOfItsOwner() {
    UUID foreigner = office.official("CB9", office.finance);
    String csv =
        head("")
            + line("Kẻ Lạ", "CB9", "", "H.01", "Chuyên viên")
            + line("Nguyễn Văn An", "CB1", "", "H.02", "Chuyên viên");

    assertThat(
            calls
                .send(office.finance, csv.getBytes(java.nio.charset.StandardCharsets.UTF_8), "")
                .statusCode())
        .isEqualTo(404);
    String address = calls.compared(office.interior, csv, "&complete=true");

    List<JsonNode> rows = calls.rows(address, "");
    assertThat(rows).hasSize(2).allMatch(row -> row.path("kind").asString().equals("refused"));
    assertThat(rows.toString()).doesNotContain("Sở Tài chính");
    assertThat(reason(rows.getFirst())).contains("không dùng được trong phạm vi này");
    assertThat(office.place(foreigner)).isEqualTo("Sở Tài chính: Chuyên viên");
    UUID stranger = office.official("admin3", null);
    office.grant(stranger, office.finance);
    ImportCalls outside = new ImportCalls(house.issuer().toString(), stranger);
    assertThat(outside.rest.get(address).status()).isEqualTo(404);
    assertThat(outside.rest.get(address + "/rows").status()).isEqualTo(404);
    assertThat(outside.rest.post(address + "/slips", null).status()).isEqualTo(404);
  }

  @Test
  void importLeavesWhoIsMightierThanItsOwnerAlone() {
    UUID mightier = office.official("CB1", office.interior);
    office.grant(mightier, office.interior, "security-administrator");

    String address =
        calls.compared(
            office.interior,
            head("") + line("Kẻ Khác", "CB1", "", "H.01", "Giám đốc"),
            "&complete=true");

    List<JsonNode> rows = calls.rows(address, "");
    assertThat(rows).hasSize(1).allMatch(row -> row.path("kind").asString().equals("refused"));
    assertThat(office.place(mightier)).isEqualTo("Sở Nội vụ: Chuyên viên");
  }

  @Test
  void slipsAreForNobodyWhoRoseOrUsedTheAccountMeanwhile() {
    String address =
        calls.compared(
            office.interior,
            head("")
                + line("Nguyễn Văn An", "CB1", "", "H.01", "Chuyên viên")
                + line("Nguyễn Văn Bê", "CB2", "", "H.01", "Chuyên viên")
                + line("Nguyễn Văn Xê", "CB3", "", "H.01", "Chuyên viên"),
            "");
    calls.applied(address, Map.of());
    office.grant(
        java.util.Objects.requireNonNull(account("CB1")),
        office.interior,
        "security-administrator");
    jdbc.sql(
            """
            INSERT INTO activation (token_hash, account_id, created_at, expires_at, consumed_at)
            VALUES (decode(md5(:code), 'hex'), :account, now(), now(), now())
            """)
        .param("code", office.code("CB2"))
        .param("account", account("CB2"))
        .update();

    JsonNode slips = calls.rest.post(address + "/slips", null).json().path("items");

    assertThat(slips.size()).isOne();
    assertThat(slips.get(0).path("displayName").asString()).isEqualTo("Nguyễn Văn Xê");
  }

  @Test
  void unitsMayBeNamedAndAmbiguousNamesAreRefused() {
    office.grant(office.administrator, office.province);
    String csv =
        "Họ và tên;Mã cán bộ;Cơ quan;Đơn vị;Chức vụ\n"
            + "Lê An;"
            + office.code("CB1")
            + ";;Văn phòng;Chuyên viên\n"
            + "Lê Bảo;"
            + office.code("CB2")
            + ";SO NOI VU;Văn phòng;chuyen vien\n"
            + "Lê Chi;"
            + office.code("CB3")
            + ";;Sở Tài chính;Thủ quỹ\n";
    String address = calls.compared(office.province, csv, "&makePosts=true");
    List<JsonNode> rows = calls.rows(address, "");
    assertThat(reason(rows.getFirst())).startsWith("Đơn vị: có nhiều đơn vị tên “Văn phòng”");
    calls.applied(address, Map.of());
    assertThat(office.place(Objects.requireNonNull(account("CB2"))))
        .isEqualTo("Văn phòng: Chuyên viên");
    assertThat(office.place(Objects.requireNonNull(account("CB3"))))
        .isEqualTo("Sở Tài chính: Thủ quỹ");
  }

  @Test
  void importOfALostNodeIsTakenOverOnceItsLeaseIsOver() {
    StringBuilder csv = new StringBuilder(head(""));
    for (int i = 0; i < 60; i++) {
      csv.append(line("Nguyễn Văn An", "CB" + i, "", "H.01", "Chuyên viên"));
    }
    String address = calls.compared(office.interior, csv.toString(), "");
    String id = address.substring(address.lastIndexOf('/') + 1);
    jdbc.sql("UPDATE official_import_row SET accepted = true WHERE import_id = CAST(:id AS uuid)")
        .param("id", id)
        .update();
    jdbc.sql(
            """
            UPDATE official_import SET state = 'applying', lease = gen_random_uuid(),
              lease_until = now() + interval '2 seconds'
            WHERE id = CAST(:id AS uuid)
            """)
        .param("id", id)
        .update();

    assertThat(calls.rest.get(address).json().path("state").asString()).isEqualTo("applying");
    assertThat(calls.settled(address, Duration.ofSeconds(30)).path("outcomes").toString())
        .isEqualTo("{\"done\":60}");
    assertThat(
            jdbc.sql("SELECT count(*) FROM account WHERE official_code LIKE :codes")
                .param("codes", "CB%" + office.code(""))
                .query(Integer.class)
                .single())
        .isEqualTo(60);
  }

  @Test
  void fileWithoutHeadingsIsRefusedInWords() {
    String address = calls.compared(office.interior, "a;b\n1;2\n", "");
    JsonNode shown = calls.rest.get(address).json();
    assertThat(shown.path("state").asString()).isEqualTo("refused");
    assertThat(shown.path("refusalText").asString()).contains("Không thấy dòng tiêu đề");
  }

  @Test
  void slipsOpenTheAccountsOfNewOfficialsOnce() {
    String address =
        calls.compared(
            office.interior,
            head("") + line("Nguyễn Văn An", "CB1", "", "H.01", "Chuyên viên"),
            "");
    calls.applied(address, Map.of());

    JsonNode first = calls.rest.post(address + "/slips", null).json().path("items").get(0);
    JsonNode slip = calls.rest.post(address + "/slips", null).json().path("items").get(0);

    assertThat(slip.path("code").asString())
        .matches("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}");
    Browser browser = new Browser(house.issuer().toString());
    assertThat(browser.get("/activate").body()).contains("name=\"token\"");
    assertThat(browser.get("/activate?token=" + first.path("code").asString()).statusCode())
        .isEqualTo(410);
    String typed =
        slip.path("code").asString().toLowerCase(java.util.Locale.ROOT).replace('0', 'o');
    assertThat(browser.get("/activate?token=" + typed).body()).contains("Nguyễn Văn An");
    assertThat(
            browser
                .post(
                    "/activate",
                    Map.of(
                        "token", typed,
                        "password", "một mật khẩu dài và lạ",
                        "repeated", "một mật khẩu dài và lạ"))
                .statusCode())
        .isEqualTo(303);
    assertThat(calls.rest.post(address + "/slips", null).json().path("items").size()).isZero();
  }

  @Test
  void exportShowsTheScopeAloneAndComesBackUnchanged() {
    office.official("CB1", office.interior);
    office.official("CB2", office.finance);
    Rest.Reply export = calls.rest.get("/api/exports/officials.csv");
    assertThat(export.response().body())
        .startsWith("\uFEFFHọ và tên,Mã cán bộ")
        .contains(office.code("CB1"))
        .doesNotContain(office.code("CB2"));
    String address = calls.compared(office.interior, export.response().body(), "");
    assertThat(calls.rest.get(address).json().path("kinds").toString())
        .isEqualTo("{\"unchanged\":1}");
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM audit.entry WHERE type = 'people.exported' AND actor ="
                        + " :by")
                .param("by", office.administrator.toString())
                .query(Integer.class)
                .single())
        .isOne();
  }

  private String head(String more) {
    return "DANH SÁCH CÁN BỘ\nHọ và tên;Mã cán bộ;Số CCCD;Mã đơn vị;Chức vụ" + more + "\n";
  }

  private String line(String name, String code, String number, String unit, String post) {
    return String.join(";", name, office.code(code), number, office.code(unit), post) + "\n";
  }

  private static String number() {
    return "0%011d".formatted(ThreadLocalRandom.current().nextLong(100_000_000_000L));
  }

  private static String reason(JsonNode row) {
    return row.path("reasons").path(0).path("message").asString();
  }

  private int accounts(String code) {
    return account(code) == null ? 0 : 1;
  }

  private @org.jspecify.annotations.Nullable UUID account(String code) {
    return jdbc.sql("SELECT id FROM account WHERE official_code = :code")
        .param("code", office.code(code))
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  private String status(String code) {
    return jdbc.sql("SELECT status FROM account WHERE official_code = :code")
        .param("code", office.code(code))
        .query(String.class)
        .single();
  }
}
