package vn.antin.auth.provisioning.spreadsheet;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;
import vn.antin.rootkey.RootKey;

/** What administrators decide about imports. Every statement carries the caller's scope. */
@Repository
public final class Imports {
  private static final String SCOPE = Scope.units(Power.MANAGE_PEOPLE);

  private static final String LOCK =
      SCOPE
          + """
          SELECT i.id, i.owner, i.state, i.version, i.active, i.applied_at,
                 i.released_by IS NOT NULL AS released
          FROM official_import i WHERE i.id = :id AND
          """
          + ImportViews.SEEN
          + " FOR UPDATE OF i";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final RootKey rootKey;
  private final ImportProperties properties;
  private final InstantSource clock;

  Imports(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      AuditLog audit,
      RootKey rootKey,
      ImportProperties properties,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.rootKey = rootKey;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Takes a file; it is read by itself.
   *
   * @param complete whether it lists everybody below the unit, so that who is missing leaves
   * @param makePosts whether posts that a unit does not have are made
   * @return empty when the caller does not manage people in that unit
   */
  public Optional<ImportId> begin(
      AccountId caller,
      UnitId unit,
      String fileName,
      byte[] file,
      boolean complete,
      boolean makePosts) {
    ImportId id = new ImportId(UUID.randomUUID());
    return transaction.execute(status -> {
      boolean begun =
          asked(
                      SCOPE
                          + """
                          INSERT INTO official_import
                            (id, owner, unit_id, file_name, complete, make_posts, content,
                             created_at)
                          SELECT :id, :caller, unit_id, :name, :complete, :posts, :content, :now
                          FROM scope WHERE unit_id = :unit
                          """,
                      caller)
                  .param("id", id.value())
                  .param("unit", unit.value())
                  .param("name", name(fileName))
                  .param("complete", complete)
                  .param("posts", makePosts)
                  .param("content", rootKey.wrap(file, Staging.contentContext(id)))
                  .param("now", now())
                  .update()
              == 1;
      if (!begun) {
        return Optional.<ImportId>empty();
      }
      audit.append(
          new AuditEvent(
              "import.begun",
              caller.toString(),
              id.toString(),
              Map.of("unit", unit.toString(), "complete", Boolean.toString(complete)),
              Map.of("file", name(fileName))));
      return Optional.of(id);
    });
  }

  private static String name(String fileName) {
    String line = Texts.line(fileName);
    return line.isEmpty() ? "?" : line.substring(0, Math.min(line.length(), 200));
  }

  /** Has the accepted rows done. A mass change is stopped unless confirmed or released. */
  public Decision apply(AccountId caller, ImportId id, long version, Acceptance acceptance) {
    return decide(
        caller,
        id,
        version,
        found -> {
          if (found.state() != ImportState.READ) {
            return new Decision.NotNow();
          }
          int accepted = accept(id, acceptance);
          if (accepted == 0) {
            return new Decision.Nothing();
          }
          int leaving =
              jdbc.sql(
                      """
                      SELECT count(*) FROM official_import_row
                      WHERE import_id = :id AND accepted AND kind = 'leaving'
                      """)
                  .param("id", id.value())
                  .query(Integer.class)
                  .single();
          boolean mass = leaving * 100L > (long) found.active() * properties.brake();
          boolean second =
              leaving * 100L > (long) found.active() * properties.secondAdministrator();
          boolean confirmed =
              acceptance.confirmed() != null && acceptance.confirmed() == leaving && !second;
          if (mass && !confirmed && !found.released()) {
            return new Decision.Braked(leaving, found.active(), second);
          }
          move(id, "applying");
          record(
              "import.accepted",
              caller,
              id,
              Map.of(
                  "rows", Integer.toString(accepted),
                  "leaving", Integer.toString(leaving),
                  "brake", mass ? (found.released() ? "released" : "confirmed") : "not-needed"));
          return new Decision.Taken();
        });
  }

  private int accept(ImportId id, Acceptance acceptance) {
    return jdbc.sql(
            """
            UPDATE official_import_row SET accepted = true
            WHERE import_id = :id AND kind IN ('new', 'changed', 'moved', 'leaving')
              AND kind = ANY (CAST(:kinds AS text[]))
              AND (cardinality(CAST(:only AS integer[])) = 0
                   OR position = ANY (CAST(:only AS integer[])))
              AND position <> ALL (CAST(:except AS integer[]))
            """)
        .param("id", id.value())
        .param("kinds", acceptance.kinds().stream().map(RowKind::value).toArray(String[]::new))
        .param("only", acceptance.only().toArray(Integer[]::new))
        .param("except", acceptance.except().toArray(Integer[]::new))
        .update();
  }

  /** A second administrator says that a mass change is meant. */
  public Decision release(AccountId caller, ImportId id, long version) {
    return decide(
        caller,
        id,
        version,
        found -> {
          if (found.state() != ImportState.READ || found.released()) {
            return new Decision.NotNow();
          }
          if (caller.equals(found.owner())) {
            return new Decision.Self();
          }
          jdbc.sql(
                  """
                  UPDATE official_import SET released_by = :caller, version = version + 1
                  WHERE id = :id
                  """)
              .param("caller", caller.value())
              .param("id", id.value())
              .update();
          record("import.released", caller, id, Map.of());
          return new Decision.Taken();
        });
  }

  /** Has an applied import taken back. */
  public Decision undo(AccountId caller, ImportId id, long version) {
    return decide(
        caller,
        id,
        version,
        found -> {
          OffsetDateTime applied = found.appliedAt();
          if (found.state() != ImportState.APPLIED
              || applied == null
              || !applied.plus(properties.undo()).isAfter(now())) {
            return new Decision.NotNow();
          }
          move(id, "undoing");
          record("import.undo-asked", caller, id, Map.of());
          return new Decision.Taken();
        });
  }

  /** Forgets an import that was never applied. */
  public Decision discard(AccountId caller, ImportId id, long version) {
    return decide(
        caller,
        id,
        version,
        found -> {
          if (found.state() != ImportState.READ && found.state() != ImportState.REFUSED) {
            return new Decision.NotNow();
          }
          jdbc.sql("DELETE FROM official_import WHERE id = :id").param("id", id.value()).update();
          record("import.discarded", caller, id, Map.of());
          return new Decision.Taken();
        });
  }

  private interface Deciding {
    Decision decide(Found found);
  }

  private record Found(
      AccountId owner,
      ImportState state,
      long version,
      int active,
      @Nullable OffsetDateTime appliedAt,
      boolean released) {}

  /** Decides with the import locked; what was not taken leaves no trace. */
  private Decision decide(AccountId caller, ImportId id, long version, Deciding deciding) {
    return transaction.execute(status -> {
      Optional<Found> found =
          asked(LOCK, caller)
              .param("id", id.value())
              .query((row, number) ->
                  new Found(
                      new AccountId(row.getObject("owner", UUID.class)),
                      ImportState.of(row.getString("state")),
                      row.getLong("version"),
                      row.getInt("active"),
                      row.getObject("applied_at", OffsetDateTime.class),
                      row.getBoolean("released")))
              .optional();
      if (found.isEmpty()) {
        return new Decision.Unknown();
      }
      if (found.get().version() != version) {
        return new Decision.Changed();
      }
      Decision decision = deciding.decide(found.get());
      if (!(decision instanceof Decision.Taken)) {
        status.setRollbackOnly();
      }
      return decision;
    });
  }

  private void move(ImportId id, String state) {
    jdbc.sql(
            """
            UPDATE official_import
            SET state = :state, lease = NULL, lease_until = NULL, version = version + 1
            WHERE id = :id
            """)
        .param("state", state)
        .param("id", id.value())
        .update();
  }

  private void record(String type, AccountId caller, ImportId id, Map<String, String> facts) {
    audit.append(new AuditEvent(type, caller.toString(), id.toString(), facts, Map.of()));
  }

  private JdbcClient.StatementSpec asked(String sql, AccountId caller) {
    return jdbc.sql(sql).param("caller", caller.value()).param("today", EffectiveDate.today(clock));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
