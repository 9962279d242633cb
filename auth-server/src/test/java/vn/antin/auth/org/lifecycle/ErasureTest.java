package vn.antin.auth.org.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
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
