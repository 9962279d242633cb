package vn.antin.auth.provisioning.spreadsheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.provisioning.table.TableWriter;

/**
 * The officials within the caller's scope as a table that an import understands. Numbers of
 * identity cards are not in it.
 */
@Repository
public final class Export {
  /** The columns, in their order. */
  public static final List<Column> COLUMNS =
      List.of(
          Column.FULL_NAME,
          Column.OFFICIAL_CODE,
          Column.USERNAME,
          Column.EMAIL,
          Column.PHONE,
          Column.UNIT_CODE,
          Column.UNIT,
          Column.POST,
          Column.FROM,
          Column.STATUS);

  private static final int FETCH = 500;

  private static final String LIST =
      Scope.units(Power.SEE_PEOPLE)
          + """
          SELECT a.display_name, a.official_code, a.username, a.email, a.telephone, main.code,
                 main.name, main.title, to_char(main.valid_from, 'DD/MM/YYYY') AS since, a.status
          FROM account a
          LEFT JOIN LATERAL (
            -- A post outside the scope is nobody's business here, be it the main one.
            SELECT u.id, u.code, u.name, p.title, s.valid_from
            FROM assignment s JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
            WHERE s.account_id = a.id AND u.id IN (SELECT unit_id FROM scope)
              AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to > :today)
            ORDER BY s.kind <> 'main', s.valid_from, s.id
            LIMIT 1) main ON true
          WHERE a.erased_at IS NULL
            AND (CAST(:unit AS uuid) IS NULL OR main.id IN (
              SELECT below.unit_id FROM org_unit_ancestor below
              WHERE below.ancestor_id = CAST(:unit AS uuid)))
            AND (
          """
          + Scope.ALLOWS
          + """
          )
          ORDER BY a.given_name COLLATE "vi-x-icu", a.family_name COLLATE "vi-x-icu",
                   a.middle_name COLLATE "vi-x-icu", a.id
          """;

  private final NamedParameterJdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final InstantSource clock;

  Export(JdbcTemplate jdbc, TransactionTemplate transaction, AuditLog audit, InstantSource clock) {
    // Its own template: the rows of a province are fetched a few at a time.
    JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
    streaming.setFetchSize(FETCH);
    this.jdbc = new NamedParameterJdbcTemplate(streaming);
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  /** Notes in the audit log that this caller takes the list; before its first byte leaves. */
  public void announce(AccountId caller, @Nullable UnitId unit, String format) {
    transaction.executeWithoutResult(status ->
        audit.append(
            new AuditEvent(
                "people.exported",
                caller.toString(),
                unit == null ? null : unit.toString(),
                Map.of("format", format),
                Map.of())));
  }

  /**
   * Writes the officials below the headings.
   *
   * @param unit only those with a post there or below; null for all
   * @param headings of {@link #COLUMNS}
   * @param left what the status column says of who has left
   */
  public void write(
      AccountId caller,
      @Nullable UnitId unit,
      List<String> headings,
      String present,
      String left,
      TableWriter table)
      throws IOException {
    table.row(headings);
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("caller", caller.value());
    parameters.put("today", EffectiveDate.today(clock));
    parameters.put("unit", unit == null ? null : unit.toString());
    try {
      transaction.executeWithoutResult(status -> {
        status.setRollbackOnly();
        try (Stream<List<@Nullable String>> rows =
            jdbc.queryForStream(
                LIST,
                parameters,
                (row, number) -> {
                  List<@Nullable String> cells = new ArrayList<>();
                  for (int i = 1; i <= 9; i++) {
                    cells.add(row.getString(i));
                  }
                  cells.add(row.getString("status").equals("active") ? present : left);
                  return cells;
                })) {
          rows.forEach(cells -> {
            try {
              table.row(cells);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
