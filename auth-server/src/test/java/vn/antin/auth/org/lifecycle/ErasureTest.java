package vn.antin.auth.org.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.NewAccount;
import vn.antin.auth.account.PersonName;
import vn.antin.auth.account.Username;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.UnitId;

@AuthServerTest
@Import(TestClock.Setup.class)
@TestPropertySource(properties = "antin.retention.keep=30d")
final class ErasureTest {
  private static final Actor TEST = new Actor.Automatic("test", null);

  private final Lifecycle lifecycle;
  private final Erasure erasure;
  private final Accounts accounts;
  private final JdbcClient jdbc;
  private final TestClock clock;

  ErasureTest(
      Lifecycle lifecycle, Erasure erasure, Accounts accounts, JdbcClient jdbc, TestClock clock) {
    this.lifecycle = lifecycle;
    this.erasure = erasure;
    this.accounts = accounts;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Test
  void leaversNameGoesWhenItsTimeIsOverAndTheEvidenceStays() {
    AccountId leaver = join("erase-leaver", new NationalId("001234567899"));
    AccountId stayer = join("erase-stayer", null);
    AccountId suspended = join("erase-suspended", null);
    LocalDate today = EffectiveDate.today(clock);
    lifecycle.leave(leaver, today, LeaveReason.RETIREMENT, TEST);
    lifecycle.disable(suspended, "disabled:inquiry", TEST);

    clock.advance(Duration.ofDays(29));
    erasure.eraseDue();
    assertThat(name(leaver)).isEqualTo("Nguyễn Văn An");

    clock.advance(Duration.ofDays(2));
    erasure.eraseDue();
    assertThat(name(leaver)).isEqualTo("(đã xóa)");
    assertThat(name(stayer)).isEqualTo("Nguyễn Văn An");
    assertThat(name(suspended)).isEqualTo("Nguyễn Văn An");
    assertThat(accounts.find(new NationalId("001234567899"))).isEmpty();
    assertThat(accounts.find(new Username("erase-leaver"))).isEmpty();
    assertThat(personal(leaver)).isZero();
    assertThat(personal(stayer)).isPositive();
    assertThat(
            jdbc.sql("SELECT type FROM audit.entry WHERE object = :a ORDER BY id")
                .param("a", leaver.toString())
                .query((row, number) -> row.getString(1))
                .list())
        .containsExactly(
            "account.created", "account.left", "account.erased", "audit.personal-erased");
    assertThat(
            jdbc.sql("SELECT count(*) FROM assignment WHERE account_id = :a")
                .param("a", leaver.value())
                .query(Integer.class)
                .single())
        .isOne();
    assertThat(accounts.enable(leaver)).as("comes to life again").isFalse();
  }

  @Test
  void whatRoomsKeepOfTheLeaverGoesToo() {
    AccountId leaver = join("erase-rooms", null);
    for (String statement :
        List.of(
            """
            INSERT INTO passkey (account_id, credential_id, attested, label, counter, synced,
              backed_up, transports, created_at)
            VALUES (:id, 'erase-rooms', '', 'Khóa của An', 0, false, false, '{}', now())
            """,
            "INSERT INTO totp (account_id, seed, confirmed_at, last_step) VALUES (:id, '', now(), 0)",
            "INSERT INTO totp_offer (account_id, seed, expires_at) VALUES (:id, '', now())",
            "INSERT INTO recovery_code_set (account_id, key, made_at) VALUES (:id, '', now())",
            """
            INSERT INTO proven_address (account_id, address, proven_at)
            VALUES (:id, 'an@tinh.gov.vn', now())
            """,
            """
            INSERT INTO mail_code (account_id, purpose, bound_to, address, code, created_at,
              expires_at)
            VALUES (:id, 'login', '', 'an@tinh.gov.vn', '', now(), now())
            """,
            """
            INSERT INTO known_device (cookie_hash, account_id, device, first_seen_at, last_seen_at)
            VALUES ('', :id, 'Firefox', now(), now())
            """,
            """
            INSERT INTO application_password (account_id, system, hash, created_at)
            VALUES (:id, 'Thư của An', 'erase-rooms', now())
            """)) {
      jdbc.sql(statement).param("id", leaver.value()).update();
    }
    lifecycle.leave(leaver, EffectiveDate.today(clock), LeaveReason.RETIREMENT, TEST);

    clock.advance(Duration.ofDays(31));
    erasure.eraseDue();

    for (String table :
        List.of(
            "passkey",
            "totp",
            "totp_offer",
            "recovery_code_set",
            "proven_address",
            "mail_code",
            "known_device",
            "application_password")) {
      assertThat(
              jdbc.sql("SELECT count(*) FROM " + table + " WHERE account_id = :id")
                  .param("id", leaver.value())
                  .query(Integer.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  @Test
  void retentionIsFiveYearsUnlessSetOtherwise() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("antin.nothing", RetentionProperties.class))
        .hasToString("RetentionProperties[keep=PT43824H, auditLog=true]");
  }

  private String name(AccountId account) {
    return accounts.find(account).map(Account::displayName).orElseThrow();
  }

  private int personal(AccountId account) {
    return jdbc.sql(
            """
            SELECT count(*) FROM audit.personal p JOIN audit.entry e ON e.id = p.entry_id
            WHERE e.object = :a
            """)
        .param("a", account.toString())
        .query(Integer.class)
        .single();
  }

  private AccountId join(String username, @Nullable NationalId number) {
    UUID unit =
        jdbc.sql(
                """
                INSERT INTO org_unit (kind, code, name, valid_from)
                VALUES ('province', :code, 'Tỉnh', DATE '2025-07-01') RETURNING id
                """)
            .param("code", "E" + UUID.randomUUID())
            .query(UUID.class)
            .single();
    return lifecycle.join(
        new NewOfficial(
            new NewAccount(
                new Username(username),
                PersonName.of("Nguyễn Văn An"),
                username + "@tinh.gov.vn",
                "0912345678",
                username,
                number),
            new Posting(
                new UnitId(unit),
                "Chuyên viên",
                AssignmentKind.MAIN,
                LocalDate.of(2026, 1, 5),
                null)),
        TEST);
  }
}
