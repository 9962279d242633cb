package vn.antin.auth.provisioning.spreadsheet;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountException;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.NewAccount;
import vn.antin.auth.account.PersonName;
import vn.antin.auth.account.Username;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.LeaveReason;
import vn.antin.auth.org.lifecycle.Lifecycle;
import vn.antin.auth.org.lifecycle.NewOfficial;
import vn.antin.auth.org.lifecycle.OfficialState;
import vn.antin.auth.org.lifecycle.Posting;
import vn.antin.auth.org.lifecycle.PostingChange;
import vn.antin.rootkey.RootKey;

/**
 * Does what was accepted, a few rows per transaction. A row is done and marked in one transaction,
 * so after a kill it is either both or neither; a row that fails is undone alone.
 */
@Repository
final class Application {
  private static final int BATCH = 200;

  private static final String TO_DO =
      ImportScope.UNITS
          + """
          SELECT r.position, r.kind, r.wanted::text AS wanted,
                 encode(r.national_id, 'base64') AS national_id, r.username, r.unit_id,
                 r.post_title, r.account_id, r.seen, u.valid_from AS unit_from,
                 r.unit_id IS NULL OR r.unit_id IN (SELECT unit_id FROM scope) AS unit_allowed,
                 r.account_id IS NULL OR coalesce((%s) AND NOT %s, false) AS account_allowed,
                 CASE WHEN a.id IS NOT NULL THEN %s END AS state
          FROM official_import_row r
          LEFT JOIN account a ON a.id = r.account_id
          LEFT JOIN org_unit u ON u.id = r.unit_id
          WHERE r.import_id = :import AND r.accepted AND r.outcome IS NULL
          ORDER BY r.position LIMIT :limit
          """
              .formatted(Scope.WHOLE, ImportScope.MIGHTIER, OfficialState.OF_ACCOUNT_A);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final TransactionTemplate alone;
  private final Leases leases;
  private final Lifecycle lifecycle;
  private final OfficialState states;
  private final Accounts accounts;
  private final AuditLog audit;
  private final RootKey rootKey;
  private final JsonMapper json;
  private final InstantSource clock;

  Application(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Leases leases,
      Lifecycle lifecycle,
      OfficialState states,
      Accounts accounts,
      AuditLog audit,
      RootKey rootKey,
      JsonMapper json,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.alone =
        new TransactionTemplate(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    this.leases = leases;
    this.lifecycle = lifecycle;
    this.states = states;
    this.accounts = accounts;
    this.audit = audit;
    this.rootKey = rootKey;
    this.json = json;
    this.clock = clock;
  }

  private record Row(
      int position,
      RowKind kind,
      @Nullable Wanted wanted,
      @Nullable String nationalId,
      @Nullable String username,
      @Nullable UUID unit,
      @Nullable String post,
      @Nullable UUID account,
      @Nullable String seen,
      @Nullable LocalDate unitFrom,
      boolean unitAllowed,
      boolean accountAllowed,
      @Nullable String state) {}

  /** Does the next rows; false when there are none left, and then the import is finished. */
  boolean step(Job job) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          if (!leases.renew(job)) {
            throw new StepAbandoned();
          }
          List<Row> rows = rows(job);
          rows.forEach(row -> row(job, row));
          if (rows.isEmpty()) {
            finish(job);
          }
          return !rows.isEmpty();
        }));
  }

  private List<Row> rows(Job job) {
    return jdbc.sql(TO_DO)
        .param("caller", job.owner().value())
        .param("unit", job.unit().value())
        .param("today", EffectiveDate.today(clock))
        .param("import", job.id().value())
        .param("limit", BATCH)
        .query((row, number) -> {
          String wanted = row.getString("wanted");
          return new Row(
              row.getInt("position"),
              RowKind.of(row.getString("kind")).orElseThrow(),
              wanted == null ? null : json.readValue(wanted, Wanted.class),
              row.getString("national_id"),
              row.getString("username"),
              row.getObject("unit_id", UUID.class),
              row.getString("post_title"),
              row.getObject("account_id", UUID.class),
              row.getString("seen"),
              row.getObject("unit_from", LocalDate.class),
              row.getBoolean("unit_allowed"),
              row.getBoolean("account_allowed"),
              row.getString("state"));
        })
        .list();
  }

  private void row(Job job, Row row) {
    if (!row.unitAllowed() || !row.accountAllowed()) {
      failed(job, row, Reason.of("not-in-scope"));
      return;
    }
    if (!Objects.equals(row.seen(), row.state())) {
      failed(job, row, Reason.of("changed-meanwhile"));
      return;
    }
    try {
      alone.executeWithoutResult(status -> carryOut(job, row));
    } catch (AccountException e) {
      failed(job, row, reason(e));
    } catch (DataIntegrityViolationException e) {
      failed(job, row, Reason.of("contradiction"));
    }
  }

  private void carryOut(Job job, Row row) {
    Actor actor = new Actor.Automatic("import", job.owner());
    String before = row.account() == null ? null : states.remember(new AccountId(row.account()));
    AccountId account =
        switch (row.kind()) {
          case NEW -> lifecycle.join(official(job, row), actor);
          case CHANGED, MOVED -> {
            AccountId id = new AccountId(Objects.requireNonNull(row.account()));
            changeAndMove(job, row, id, actor);
            yield id;
          }
          case LEAVING -> {
            AccountId id = new AccountId(Objects.requireNonNull(row.account()));
            lifecycle.leave(id, leavingOn(row), LeaveReason.OTHER, actor);
            yield id;
          }
          case UNCHANGED, REFUSED ->
              throw new IllegalStateException("nothing to do: " + row.kind());
        };
    jdbc.sql(
            """
            UPDATE official_import_row r
            SET outcome = 'done', account_id = a.id, before = CAST(:before AS jsonb), after = %s
            FROM account a
            WHERE r.import_id = :import AND r.position = :position AND a.id = :account
            """
                .formatted(OfficialState.OF_ACCOUNT_A))
        .param("before", before)
        .param("import", job.id().value())
        .param("position", row.position())
        .param("account", account.value())
        .update();
  }

  private NewOfficial official(Job job, Row row) {
    Wanted wanted = Objects.requireNonNull(row.wanted());
    return new NewOfficial(
        new NewAccount(
            new Username(Objects.requireNonNull(row.username())),
            name(wanted),
            wanted.email(),
            wanted.phone(),
            wanted.officialCode(),
            number(job, row)),
        posting(row, wanted));
  }

  private void changeAndMove(Job job, Row row, AccountId id, Actor actor) {
    Wanted wanted = Objects.requireNonNull(row.wanted());
    if (row.kind() == RowKind.MOVED) {
      Posting posting = posting(row, wanted);
      if (accounts.find(id).map(Account::active).orElse(false)) {
        lifecycle.move(id, new PostingChange.Transfer(posting, false), actor);
      } else {
        lifecycle.rehire(id, posting, actor);
      }
    }
    Account known = accounts.find(id).orElseThrow();
    AccountChange change = AccountChange.of(known).withName(name(wanted));
    change = wanted.email() == null ? change : change.withEmail(wanted.email());
    change = wanted.phone() == null ? change : change.withTelephone(wanted.phone());
    change =
        wanted.officialCode() == null ? change : change.withOfficialCode(wanted.officialCode());
    change = row.nationalId() == null ? change : change.withNationalId(number(job, row));
    lifecycle.change(id, change, known.version(), actor);
  }

  private Posting posting(Row row, Wanted wanted) {
    LocalDate asked = Objects.requireNonNullElse(wanted.from(), EffectiveDate.today(clock));
    LocalDate earliest = Objects.requireNonNull(row.unitFrom());
    return new Posting(
        new UnitId(Objects.requireNonNull(row.unit())),
        Objects.requireNonNull(row.post()),
        AssignmentKind.MAIN,
        // Lists often tell since when somebody does the work; the unit may be younger than that.
        asked.isBefore(earliest) ? earliest : asked,
        null);
  }

  private LocalDate leavingOn(Row row) {
    LocalDate today = EffectiveDate.today(clock);
    return row.wanted() == null || row.wanted().from() == null ? today : row.wanted().from();
  }

  private static PersonName name(Wanted wanted) {
    return new PersonName(wanted.familyName(), wanted.middleName(), wanted.givenName());
  }

  private @Nullable NationalId number(Job job, Row row) {
    return row.nationalId() == null
        ? null
        : new NationalId(
            new String(
                rootKey.unwrap(
                    Base64.getMimeDecoder().decode(row.nationalId()),
                    Staging.numberContext(job.id(), row.position())),
                StandardCharsets.US_ASCII));
  }

  private static Reason reason(AccountException refused) {
    String fields =
        refused.faults().stream()
            .map(fault -> fault.field() + " " + fault.code())
            .collect(Collectors.joining(", "));
    return switch (refused.code()) {
      case TAKEN -> Reason.of("taken", fields);
      case CHANGED -> Reason.of("changed-meanwhile");
      case STATE, INVALID, FORBIDDEN, NOT_FOUND -> Reason.of("not-possible", fields);
    };
  }

  private void failed(Job job, Row row, Reason reason) {
    jdbc.sql(
            """
            UPDATE official_import_row
            SET outcome = 'failed', reasons = reasons || CAST(:reason AS jsonb)
            WHERE import_id = :import AND position = :position
            """)
        .param("reason", json.writeValueAsString(List.of(reason)))
        .param("import", job.id().value())
        .param("position", row.position())
        .update();
  }

  private void finish(Job job) {
    jdbc.sql(
            """
            UPDATE official_import
            SET state = 'applied', applied_at = :now, lease = NULL, lease_until = NULL,
                version = version + 1
            WHERE id = :import
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("import", job.id().value())
        .update();
    Map<String, String> counts =
        jdbc
            .sql(
                """
                SELECT kind || CASE outcome WHEN 'done' THEN '' ELSE '-failed' END, count(*)
                FROM official_import_row
                WHERE import_id = :import AND outcome IS NOT NULL GROUP BY 1
                """)
            .param("import", job.id().value())
            .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    audit.append(
        new AuditEvent(
            "import.applied", job.owner().toString(), job.id().toString(), counts, Map.of()));
  }
}
