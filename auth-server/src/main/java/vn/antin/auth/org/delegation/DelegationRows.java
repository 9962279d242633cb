package vn.antin.auth.org.delegation;

import static java.time.ZoneOffset.UTC;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Username;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;

/** The records in the database; every statement for an administrator carries their scope. */
@Repository
final class DelegationRows {
  /** Whether what record {@code d} rests on holds on {@code :day}; its own dates are left out. */
  static final String RESTS =
      """
      EXISTS (SELECT FROM org_unit unit WHERE unit.id = d.unit_id
              AND unit.valid_from <= :day AND (unit.valid_to IS NULL OR unit.valid_to > :day))
      AND EXISTS (
        SELECT FROM assignment s JOIN post p ON p.id = s.post_id
        WHERE s.account_id = d.delegator_id AND s.post_id = d.delegator_post_id
          AND p.unit_id = d.unit_id AND p.rank = 'head'
          AND s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day))
      AND EXISTS (
        SELECT FROM assignment s JOIN post p ON p.id = s.post_id
        JOIN org_unit_ancestor x ON x.unit_id = p.unit_id AND x.ancestor_id = d.unit_id
        WHERE s.account_id = d.delegate_id AND s.post_id = d.delegate_post_id
          AND (x.depth = 0) = (d.form = 'KT')
          AND s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day))
      """;

  private static final String SEES =
      """
      EXISTS (SELECT FROM account a WHERE a.id = d.%1$s_id AND %2$s)
        AND %1$s_post.unit_id IN (SELECT unit_id FROM scope)
      """;

  private static final String WITHIN =
      Scope.units(Power.SEE_PEOPLE)
          + """
          SELECT d.id, d.form, d.unit_id, u.name AS unit_name, d.matters, d.document_types,
                 d.document_number, d.document_notation, d.document_date, d.valid_from, d.valid_to,
                 d.recorded_at, d.version,
                 d.delegator_id, delegator.display_name AS delegator_name,
                 delegator_post.title AS delegator_title, %s AS delegator_seen,
                 d.delegate_id, delegate.display_name AS delegate_name,
                 delegate_post.title AS delegate_title, %s AS delegate_seen,
                 CASE WHEN d.valid_to <= :day THEN 'ENDED'
                      WHEN d.valid_from > :day THEN 'UPCOMING'
                      WHEN %s THEN 'STANDS' ELSE 'LAPSED' END AS state
          FROM signing_delegation d
          JOIN org_unit u ON u.id = d.unit_id
          JOIN account delegator ON delegator.id = d.delegator_id
          JOIN post delegator_post ON delegator_post.id = d.delegator_post_id
          JOIN account delegate ON delegate.id = d.delegate_id
          JOIN post delegate_post ON delegate_post.id = d.delegate_post_id
          WHERE d.unit_id IN (SELECT unit_id FROM scope)
          """
              .formatted(
                  SEES.formatted("delegator", Scope.ALLOWS),
                  SEES.formatted("delegate", Scope.ALLOWS),
                  RESTS);

  private final JdbcClient jdbc;

  DelegationRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A post held by an official. */
  record Seat(AccountId official, PostId post) {}

  List<Delegation> list(Delegations.Query query, AccountId caller, LocalDate today) {
    UnitId unit = query.unit();
    AccountId official = query.official();
    DelegationId after = query.after();
    return jdbc.sql(
            WITHIN
                + """
                AND (CAST(:unit AS uuid) IS NULL OR d.unit_id = CAST(:unit AS uuid))
                AND (CAST(:official AS uuid) IS NULL OR (
                     CAST(:official AS uuid) IN (d.delegator_id, d.delegate_id)
                     AND EXISTS (SELECT FROM account a
                                 WHERE a.id = CAST(:official AS uuid) AND
                """
                + Scope.ALLOWS
                + """
                )))
                AND (:ended OR d.valid_to IS NULL OR d.valid_to > :day)
                AND d.id > CAST(:after AS uuid)
                ORDER BY d.id LIMIT :limit
                """)
        .param("caller", caller.value())
        .param("today", today)
        .param("day", today)
        .param("unit", unit == null ? null : unit.toString())
        .param("official", official == null ? null : official.toString())
        .param("ended", query.ended())
        .param("after", (after == null ? new UUID(0, 0) : after.value()).toString())
        .param("limit", query.limit())
        .query(DelegationRows::delegation)
        .list();
  }

  Optional<Delegation> find(AccountId caller, DelegationId id, LocalDate today) {
    return jdbc.sql(WITHIN + "AND d.id = :id")
        .param("caller", caller.value())
        .param("today", today)
        .param("day", today)
        .param("id", id.value())
        .query(DelegationRows::delegation)
        .optional();
  }

  List<Delegation.Entry> history(AccountId caller, DelegationId id, LocalDate today) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + """
                SELECT h.at, h.act, h.valid_to, h.reason
                FROM signing_delegation_history h JOIN signing_delegation d ON d.id = h.delegation_id
                WHERE d.id = :id AND d.unit_id IN (SELECT unit_id FROM scope)
                ORDER BY h.number
                """)
        .param("caller", caller.value())
        .param("today", today)
        .param("id", id.value())
        .query((row, number) ->
            new Delegation.Entry(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("act"),
                row.getObject("valid_to", LocalDate.class),
                row.getString("reason")))
        .list();
  }

  /** The official of this user name within the caller's power. */
  Optional<AccountId> official(AccountId caller, String username, LocalDate today) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_PEOPLE)
                + "SELECT a.id FROM account a WHERE a.username = :username AND "
                + Scope.ALLOWS)
        .param("caller", caller.value())
        .param("today", today)
        .param("username", new Username(username).value())
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Whether the official is within the caller's power. */
  boolean reaches(AccountId caller, AccountId official, LocalDate today) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_PEOPLE)
                + "SELECT EXISTS (SELECT FROM account a WHERE a.id = :official AND "
                + Scope.ALLOWS
                + ")")
        .param("caller", caller.value())
        .param("today", today)
        .param("official", official.value())
        .query(Boolean.class)
        .single();
  }

  /** The unit of this code today within the caller's power. */
  Optional<UnitId> unit(AccountId caller, String code, LocalDate today) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_PEOPLE)
                + """
                SELECT u.id FROM org_unit u
                WHERE u.code = :code AND u.id IN (SELECT unit_id FROM scope)
                  AND u.valid_from <= :today AND (u.valid_to IS NULL OR u.valid_to > :today)
                """)
        .param("caller", caller.value())
        .param("today", today)
        .param("code", code)
        .query((row, number) -> new UnitId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Whether the unit, in force on the day, is within the caller's power. */
  boolean manages(AccountId caller, UnitId unit, LocalDate day, LocalDate today) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_PEOPLE)
                + """
                SELECT EXISTS (
                  SELECT FROM org_unit u JOIN account me ON me.id = :caller AND me.status = 'active'
                  WHERE u.id = :unit AND u.id IN (SELECT unit_id FROM scope)
                    AND u.valid_from <= :day AND (u.valid_to IS NULL OR u.valid_to > :day))
                """)
        .param("caller", caller.value())
        .param("today", today)
        .param("day", day)
        .param("unit", unit.value())
        .query(Boolean.class)
        .single();
  }

  /** Who heads the unit on that day. */
  List<Seat> heads(UnitId unit, LocalDate day) {
    return jdbc.sql(
            """
            SELECT s.account_id, s.post_id FROM assignment s JOIN post p ON p.id = s.post_id
            WHERE p.unit_id = :unit AND p.rank = 'head'
              AND s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day)
            ORDER BY s.kind <> 'main', s.valid_from, s.id
            """)
        .param("unit", unit.value())
        .param("day", day)
        .query(DelegationRows::seat)
        .list();
  }

  /**
   * The posts by which the official qualifies to sign for the unit, the main one first.
   *
   * @param rank which the post must have; null for any
   */
  List<Seat> qualifying(
      AccountId official, UnitId unit, SigningForm form, @Nullable String rank, LocalDate day) {
    return jdbc.sql(
            """
            SELECT s.account_id, s.post_id FROM assignment s JOIN post p ON p.id = s.post_id
            JOIN org_unit_ancestor x ON x.unit_id = p.unit_id AND x.ancestor_id = :unit
            WHERE s.account_id = :official AND (x.depth = 0) = :same
              AND (CAST(:rank AS text) IS NULL OR p.rank = CAST(:rank AS text))
              AND s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day)
            ORDER BY s.kind <> 'main', s.valid_from, s.id
            """)
        .param("unit", unit.value())
        .param("official", official.value())
        .param("same", form == SigningForm.KT)
        .param("rank", rank)
        .param("day", day)
        .query(DelegationRows::seat)
        .list();
  }

  /** Whether the official signs for the unit by sub-delegation, or will. */
  boolean holdsSubDelegation(AccountId official, UnitId unit, LocalDate day) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM signing_delegation d
                           WHERE d.form = 'TUQ' AND d.delegate_id = :official
                             AND d.unit_id = :unit AND d.valid_to > :day)
            """)
        .param("official", official.value())
        .param("unit", unit.value())
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  /** Records it; false when the unit has left the caller's power meanwhile. */
  boolean insert(
      DelegationId id,
      NewDelegation given,
      Seat delegator,
      Seat delegate,
      AccountId caller,
      Instant at,
      LocalDate today) {
    return jdbc.sql(
                Scope.units(Power.MANAGE_PEOPLE)
                    + """
                    INSERT INTO signing_delegation (id, form, unit_id, delegator_id,
                      delegator_post_id, delegate_id, delegate_post_id, matters, document_types,
                      document_number, document_notation, document_date, valid_from, valid_to,
                      recorded_by, recorded_at)
                    SELECT :id, :form, scope.unit_id, :delegator, :delegatorPost, :delegate,
                      :delegatePost, :matters, :types, :number, :notation, :date, :from,
                      CAST(:to AS date), :caller, :at
                    FROM scope WHERE scope.unit_id = :unit
                    """)
            .param("id", id.value())
            .param("form", given.form().name())
            .param("unit", given.unit().value())
            .param("delegator", delegator.official().value())
            .param("delegatorPost", delegator.post().value())
            .param("delegate", delegate.official().value())
            .param("delegatePost", delegate.post().value())
            .param("matters", given.matters())
            .param("types", given.documentTypes().toArray(String[]::new))
            .param("number", given.document().number())
            .param("notation", given.document().notation())
            .param("date", given.document().date())
            .param("from", given.from())
            .param("to", given.to())
            .param("caller", caller.value())
            .param("at", at.atOffset(UTC))
            .param("today", today)
            .update()
        == 1;
  }

  /** Ends it on that day, or before it begins; empty when there is nothing to end. */
  Optional<LocalDate> end(
      AccountId caller, DelegationId id, long version, LocalDate day, LocalDate today) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_PEOPLE)
                + """
                UPDATE signing_delegation d SET valid_to = greatest(d.valid_from, :day)
                WHERE d.id = :id AND d.version = :version
                  AND d.unit_id IN (SELECT unit_id FROM scope)
                  AND (d.valid_to IS NULL OR d.valid_to > greatest(d.valid_from, :day))
                RETURNING d.valid_to
                """)
        .param("caller", caller.value())
        .param("today", today)
        .param("id", id.value())
        .param("version", version)
        .param("day", day)
        .query((row, number) -> row.getObject(1, LocalDate.class))
        .optional();
  }

  void remember(
      DelegationId id,
      String act,
      @Nullable LocalDate to,
      String reason,
      AccountId caller,
      Instant at) {
    jdbc.sql(
            """
            INSERT INTO signing_delegation_history
              (delegation_id, act, valid_to, reason, by_account, at)
            VALUES (:id, :act, CAST(:to AS date), :reason, :caller, :at)
            """)
        .param("id", id.value())
        .param("act", act)
        .param("to", to)
        .param("reason", reason)
        .param("caller", caller.value())
        .param("at", at.atOffset(UTC))
        .update();
  }

  private static Seat seat(ResultSet row, int number) throws SQLException {
    return new Seat(
        new AccountId(row.getObject("account_id", UUID.class)),
        new PostId(row.getObject("post_id", UUID.class)));
  }

  private static Delegation delegation(ResultSet row, int number) throws SQLException {
    Array types = row.getArray("document_types");
    return new Delegation(
        new DelegationId(row.getObject("id", UUID.class)),
        SigningForm.valueOf(row.getString("form")),
        new UnitId(row.getObject("unit_id", UUID.class)),
        row.getString("unit_name"),
        side(row, "delegator"),
        side(row, "delegate"),
        row.getString("matters"),
        List.of((String[]) types.getArray()),
        new DelegationDocument(
            row.getString("document_number"),
            row.getString("document_notation"),
            row.getObject("document_date", LocalDate.class)),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        Delegation.State.valueOf(row.getString("state")),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getLong("version"));
  }

  private static Delegation.Side side(ResultSet row, String which) throws SQLException {
    return row.getBoolean(which + "_seen")
        ? new Delegation.Side(
            row.getObject(which + "_id", UUID.class),
            row.getString(which + "_name"),
            row.getString(which + "_title"))
        : new Delegation.Side(null, null, null);
  }
}
