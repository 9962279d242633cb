package vn.antin.auth.org.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestClock;
import vn.antin.auth.Unscheduled;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountException;
import vn.antin.auth.account.AccountException.Code;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.NewAccount;
import vn.antin.auth.account.PersonName;
import vn.antin.auth.account.Username;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.UnitId;

@AuthServerTest
@Import({TestClock.Setup.class, Unscheduled.class})
final class LifecycleTest {
  private final Lifecycle lifecycle;
  private final DepartureSchedule schedule;
  private final Accounts accounts;
  private final Credentials credentials;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Authority authority;
  private final PlatformTransactionManager transactions;

  private UnitId province = new UnitId(new UUID(0, 0));
  private UnitId one = province;
  private UnitId other = province;
  private Actor chief = new Actor.Automatic("test", null);
  private Actor ofOne = chief;

  LifecycleTest(
      Lifecycle lifecycle,
      DepartureSchedule schedule,
      Accounts accounts,
      Credentials credentials,
      JdbcClient jdbc,
      TestClock clock,
      Authority authority,
      PlatformTransactionManager transactions) {
    this.lifecycle = lifecycle;
    this.schedule = schedule;
    this.accounts = accounts;
    this.credentials = credentials;
    this.jdbc = jdbc;
    this.clock = clock;
    this.authority = authority;
    this.transactions = transactions;
  }

  @BeforeEach
  void growATree() {
    province = unit(null, "province");
    one = unit(province, "commune");
    other = unit(province, "commune");
    chief = administrator(province, "security-administrator");
    ofOne = administrator(one, "unit-administrator");
  }

  @Test
  void joinerHoldsThePostFromTheFirstDay() {
    AccountId joiner = join(one, ofOne);
    assertThat(accounts.find(joiner).orElseThrow().displayName()).isEqualTo("Nguyễn Văn An");
    assertThat(posts(joiner)).containsExactly("Chuyên viên main " + one + " 2026-01-05 null");
    assertThat(audited(joiner)).containsExactly("account.created");
  }

  @Test
  void nobodyIsPlacedOutsideTheAdministratorsScope() {
    refused(Code.INVALID, () -> join(other, ofOne));
    refused(Code.INVALID, () -> lifecycle.join(new NewOfficial(account(), null), ofOne));
    AccountId elsewhere = join(other, chief);
    refused(Code.NOT_FOUND, () -> lifecycle.leave(elsewhere, today(), LeaveReason.OTHER, ofOne));
    assertThat(accounts.find(elsewhere).map(Account::active)).hasValue(true);
  }

  @Test
  void powerOverAUnitIsNoneOverWhoHoldsMore() {
    AccountId chiefAccount = ((Actor.Administrator) chief).account();
    Posting besides =
        new Posting(one, "Tổ trưởng", AssignmentKind.CONCURRENT, LocalDate.of(2026, 1, 5), null);
    lifecycle.move(
        chiefAccount, new PostingChange.Additional(besides), new Actor.Automatic("test", null));
    refused(Code.FORBIDDEN, () -> lifecycle.disable(chiefAccount, "test", ofOne));
    refused(Code.FORBIDDEN, () -> lifecycle.disable(chiefAccount, "test", chief));
    assertThat(accounts.find(chiefAccount).map(Account::active)).hasValue(true);
  }

  @Test
  void nobodyTakesAPostThatBringsARoleOfASystemByThemselves() {
    AccountId self = ((Actor.Administrator) ofOne).account();
    LocalDate day = LocalDate.of(2026, 1, 5);
    Posting plain = new Posting(one, "Chuyên viên", AssignmentKind.MAIN, day, null);
    lifecycle.move(
        self, new PostingChange.Transfer(plain, true), new Actor.Automatic("test", null));
    systemRole("post_id", post(one, "Trưởng phòng"));
    Posting besides = new Posting(one, "Trưởng phòng", AssignmentKind.CONCURRENT, day, null);
    Posting next =
        new Posting(one, "Trưởng phòng", AssignmentKind.MAIN, LocalDate.of(2026, 2, 2), null);
    refused(
        Code.FORBIDDEN, () -> lifecycle.move(self, new PostingChange.Additional(besides), ofOne));
    refused(
        Code.FORBIDDEN, () -> lifecycle.move(self, new PostingChange.Transfer(next, true), ofOne));
    assertThat(posts(self)).containsExactly("Chuyên viên main " + one + " 2026-01-05 null");
    lifecycle.move(self, new PostingChange.Additional(besides), chief);
    assertThat(posts(self)).hasSize(2);
  }

  @Test
  void nobodyTakesARoleOfAUnitByThemselvesUnlessTheyHaveIt() {
    AccountId self = ((Actor.Administrator) chief).account();
    LocalDate day = LocalDate.of(2026, 1, 5);
    Posting main = new Posting(province, "Chuyên viên", AssignmentKind.MAIN, day, null);
    lifecycle.move(self, new PostingChange.Transfer(main, true), new Actor.Automatic("test", null));
    systemRole("unit_id", one.value());
    Posting besides = new Posting(one, "Tổ viên", AssignmentKind.CONCURRENT, day, null);
    refused(
        Code.FORBIDDEN, () -> lifecycle.move(self, new PostingChange.Additional(besides), chief));
    refused(
        Code.FORBIDDEN,
        () ->
            lifecycle.move(
                self, new PostingChange.Additional(besides), new Actor.Automatic("import", self)));
    lifecycle.move(
        self,
        new PostingChange.Additional(besides),
        administrator(province, "security-administrator"));
    Posting more = new Posting(one, "Tổ phó", AssignmentKind.CONCURRENT, day, null);
    lifecycle.move(self, new PostingChange.Additional(more), chief);
    assertThat(posts(self)).hasSize(3);
  }

  @Test
  void moverGivesTheOldPostAndItsPowersUp() {
    AccountId mover = join(one, chief);
    role(mover, one, "records-clerk");
    role(mover, province, "auditor");
    LocalDate day = LocalDate.of(2026, 3, 1);
    Posting next = new Posting(other, "Phó Chủ tịch", AssignmentKind.MAIN, day, null);
    lifecycle.move(mover, new PostingChange.Transfer(next, false), chief);
    assertThat(posts(mover))
        .containsExactly(
            "Chuyên viên main " + one + " 2026-01-05 2026-03-01",
            "Phó Chủ tịch main " + other + " 2026-03-01 null");
    assertThat(openRoles(mover)).containsExactly("auditor");
    refused(
        Code.STATE, () -> lifecycle.move(mover, new PostingChange.Transfer(next, false), chief));
  }

  @Test
  void leaverLosesAccessPostsAndPowersOnTheDay() {
    AccountId leaver = join(one, chief);
    role(leaver, one, "records-clerk");
    lifecycle.leave(leaver, today(), LeaveReason.RETIREMENT, chief);
    assertThat(accounts.find(leaver).map(Account::active)).hasValue(false);
    assertThat(posts(leaver)).containsExactly("Chuyên viên main " + one + " 2026-01-05 " + today());
    assertThat(audited(leaver)).containsExactly("account.created", "account.left");
    refused(Code.STATE, () -> lifecycle.leave(leaver, today(), LeaveReason.OTHER, chief));
  }

  @Test
  void plannedLeaveTakesEffectWhenItsDayComes() {
    AccountId leaver = join(one, chief);
    AccountId stayer = join(one, chief);
    LocalDate day = today().plusDays(3);
    lifecycle.leave(leaver, today().plusDays(30), LeaveReason.RETIREMENT, chief);
    lifecycle.leave(leaver, day, LeaveReason.RETIREMENT, chief);
    lifecycle.leave(stayer, day, LeaveReason.RESIGNATION, chief);
    assertThat(lifecycle.cancelLeave(stayer, chief)).isTrue();
    assertThat(lifecycle.cancelLeave(stayer, chief)).isFalse();
    schedule.takeEffect();
    assertThat(accounts.find(leaver).map(Account::active)).hasValue(true);
    clock.advance(java.time.Duration.ofDays(3));
    schedule.takeEffect();
    assertThat(accounts.find(leaver).map(Account::active)).hasValue(false);
    assertThat(accounts.find(stayer).map(Account::active)).hasValue(true);
    assertThat(lifecycle.departure(leaver).map(Departure::on)).hasValue(day);
    assertThat(posts(leaver)).containsExactly("Chuyên viên main " + one + " 2026-01-05 " + day);
  }

  @Test
  void rehiredOfficialHasTheSameAccountAndNoneOfTheOldPowers() {
    AccountId leaver = join(one, chief);
    role(leaver, one, "records-clerk");
    credentials.setPassword(leaver, "a hash");
    lifecycle.leave(leaver, today(), LeaveReason.RESIGNATION, chief);
    clock.advance(java.time.Duration.ofDays(40));
    Posting again = new Posting(other, "Chuyên viên", AssignmentKind.MAIN, today(), null);
    lifecycle.rehire(leaver, again, chief);
    assertThat(accounts.find(leaver).map(Account::active)).hasValue(true);
    assertThat(posts(leaver)).hasSize(2);
    assertThat(openRoles(leaver)).isEmpty();
    assertThat(credentials.passwordHash(leaver)).isEmpty();
    refused(Code.STATE, () -> lifecycle.rehire(leaver, again, chief));
  }

  @Test
  void powerAskedForIsHeldUntilTheActHasTakenEffect() {
    AccountId joiner = join(one, chief);
    TransactionTemplate act = new TransactionTemplate(transactions);
    TransactionTemplate other = new TransactionTemplate(transactions);
    other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    act.executeWithoutResult(status -> {
      authority.requireOver(ofOne, joiner);
      assertThatExceptionOfType(DataAccessException.class)
          .as("taking the role away meanwhile")
          .isThrownBy(() ->
              other.executeWithoutResult(beside -> {
                jdbc.sql("SET LOCAL lock_timeout = '200ms'").update();
                jdbc.sql("UPDATE role_grant SET valid_to = valid_from WHERE account_id = :admin")
                    .param("admin", ((Actor.Administrator) ofOne).account().value())
                    .update();
              }))
          .withMessageContaining("lock timeout");
      assertThatExceptionOfType(DataAccessException.class)
          .as("disabling the official meanwhile")
          .isThrownBy(() ->
              other.executeWithoutResult(beside -> {
                jdbc.sql("SET LOCAL lock_timeout = '200ms'").update();
                accounts.disable(joiner, "test");
              }))
          .withMessageContaining("lock timeout");
    });
  }

  @Test
  void lastSecurityAdministratorNeitherLeavesNorIsDisabled() {
    AccountId last = ((Actor.Administrator) chief).account();
    Actor system = new Actor.Automatic("scim:hr", null);
    refused(Code.STATE, () -> lifecycle.disable(last, "scim:hr", system));
    refused(Code.STATE, () -> lifecycle.leave(last, today(), LeaveReason.OTHER, system));
    refused(
        Code.STATE, () -> lifecycle.leave(last, today().plusDays(9), LeaveReason.OTHER, system));
    Actor second = administrator(province, "security-administrator");
    lifecycle.leave(last, today().plusDays(9), LeaveReason.OTHER, second);
    refused(
        Code.STATE,
        () -> lifecycle.disable(((Actor.Administrator) second).account(), "test", chief));
    assertThat(lifecycle.cancelLeave(last, second)).isTrue();
    assertThat(lifecycle.disable(last, "test", second)).isTrue();
  }

  @Test
  void whatAnAdministratorTookAwayNothingGivesBackByItself() {
    AccountId suspended = join(one, chief);
    Actor system = new Actor.Automatic("scim:hr", null);
    lifecycle.disable(suspended, "disabled:inquiry", chief);
    refused(Code.STATE, () -> lifecycle.enable(suspended, system));
    Posting again = new Posting(one, "Chuyên viên", AssignmentKind.MAIN, today(), null);
    refused(Code.STATE, () -> lifecycle.rehire(suspended, again, system));
    assertThat(lifecycle.enable(suspended, chief)).isTrue();
    lifecycle.disable(suspended, "scim:hr", system);
    assertThat(lifecycle.enable(suspended, system)).isTrue();
  }

  private static void refused(
      Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatExceptionOfType(AccountException.class)
        .isThrownBy(act)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private AccountId join(UnitId unit, Actor actor) {
    Posting posting =
        new Posting(unit, "Chuyên viên", AssignmentKind.MAIN, LocalDate.of(2026, 1, 5), null);
    return lifecycle.join(new NewOfficial(account(), posting), actor);
  }

  private static NewAccount account() {
    return new NewAccount(
        new Username("life-" + UUID.randomUUID()),
        PersonName.of("Nguyễn Văn An"),
        null,
        null,
        null,
        null);
  }

  private LocalDate today() {
    return EffectiveDate.today(clock);
  }

  private UnitId unit(@Nullable UnitId parent, String kind) {
    return new UnitId(
        jdbc.sql(
                """
                INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
                VALUES (:parent, :kind, :code, 'Đơn vị', DATE '2025-07-01') RETURNING id
                """)
            .param("parent", parent == null ? null : parent.value(), java.sql.Types.OTHER)
            .param("kind", kind)
            .param("code", "L" + UUID.randomUUID())
            .query(UUID.class)
            .single());
  }

  private Actor administrator(UnitId unit, String role) {
    AccountId account = accounts.create(account());
    role(account, unit, role);
    return new Actor.Administrator(account);
  }

  private void role(AccountId account, UnitId unit, String role) {
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from)
            VALUES (:account, :role, :unit, DATE '2025-07-01')
            """)
        .param("account", account.value())
        .param("role", role)
        .param("unit", unit.value())
        .update();
  }

  private UUID post(UnitId unit, String title) {
    return jdbc.sql("INSERT INTO post (unit_id, title) VALUES (:unit, :title) RETURNING id")
        .param("unit", unit.value())
        .param("title", title)
        .query(UUID.class)
        .single();
  }

  private void systemRole(String holder, UUID id) {
    jdbc.sql(
            """
            WITH client AS (
              INSERT INTO oauth2_client (client_id, name, kind, authentication, jwks, grant_types,
                scopes, created_at, updated_at)
              VALUES (:client, 'x', 'registered', 'private_key_jwt', '{"keys":[]}',
                '{client_credentials}', '{service}', now(), now())),
            role AS (
              INSERT INTO system_role (client_id, role, label, delegated)
              VALUES (:client, 'clerk', 'R', true)
              RETURNING client_id, role)
            INSERT INTO system_role_grant (client_id, role, %s, valid_from)
            SELECT client_id, role, :holder, DATE '2026-01-01' FROM role
            """
                .formatted(holder))
        .param("client", "life-" + UUID.randomUUID())
        .param("holder", id)
        .update();
  }

  private List<String> posts(AccountId account) {
    return jdbc.sql(
            """
            SELECT p.title || ' ' || s.kind || ' ' || p.unit_id || ' ' || s.valid_from || ' '
                   || coalesce(s.valid_to::text, 'null')
            FROM assignment s JOIN post p ON p.id = s.post_id
            WHERE s.account_id = :account ORDER BY s.valid_from
            """)
        .param("account", account.value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<String> openRoles(AccountId account) {
    return jdbc.sql("SELECT role FROM role_grant WHERE account_id = :a AND valid_to IS NULL")
        .param("a", account.value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<String> audited(AccountId account) {
    return jdbc.sql("SELECT type FROM audit.entry WHERE object = :a ORDER BY id")
        .param("a", account.toString())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
