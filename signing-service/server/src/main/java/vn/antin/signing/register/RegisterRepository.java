package vn.antin.signing.register;

import static java.time.ZoneOffset.UTC;

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
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.register.Registers.Purpose;
import vn.antin.signing.web.Caller;

/** Registers and their lines. */
final class RegisterRepository {
  private static final String SELECT =
      """
      SELECT line.id, register.unit_id, unit.name AS unit_name, document_type, year, number,
        notation, title, line.state, document_date, client_id, submission_id,
        clerk.display_name AS clerk, cancel_reason, line.created_at
      FROM register_number AS line
      JOIN number_register AS register ON register.id = line.register_id
      LEFT JOIN unit ON unit.id = register.unit_id
      LEFT JOIN official AS clerk ON clerk.id = line.assigned_by
      """;

  /** The lowest number above the last in turn that nobody chose. */
  private static final String FREE =
      """
      (SELECT min(free.number) FROM generate_series(register.last + 1, register.last + 1 + (
          SELECT count(*) FROM register_number AS ahead
          WHERE ahead.register_id = register.id AND ahead.number > register.last)::integer)
        AS free (number)
      WHERE NOT EXISTS (SELECT FROM register_number AS taken
        WHERE taken.register_id = register.id AND taken.number = free.number))
      """;

  private final JdbcClient sql;

  RegisterRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** The register, made when it is new, locked until the transaction ends. */
  UUID lock(Book book) {
    return sql.sql(
            """
            INSERT INTO number_register AS register (id, unit_id, document_type, year)
            VALUES (:id, :unit, :type, :year)
            ON CONFLICT (unit_id, document_type, year) DO UPDATE SET last = register.last
            RETURNING id
            """)
        .param("id", UUID.randomUUID())
        .param("unit", book.unit().value())
        .param("type", book.type())
        .param("year", book.year())
        .query(UUID.class)
        .single();
  }

  /** The next number in turn; the caller holds the lock, so that nothing moves meanwhile. */
  int advance(UUID register) {
    return sql.sql(
            "UPDATE number_register AS register SET last = "
                + FREE
                + " WHERE id = :id RETURNING last")
        .param("id", register)
        .query(Integer.class)
        .single();
  }

  int next(Book book) {
    return sql.sql(
            "SELECT "
                + FREE
                + """
                FROM number_register AS register
                WHERE unit_id = :unit AND document_type = :type AND year = :year
                """)
        .param("unit", book.unit().value())
        .param("type", book.type())
        .param("year", book.year())
        .query(Integer.class)
        .optional()
        .orElse(1);
  }

  /** How many numbers the application has taken since then. */
  int taken(UUID register, String client, Instant since) {
    return sql.sql(
            """
            SELECT count(*) FROM register_number
            WHERE register_id = :register AND client_id = :client AND assigned_by IS NULL
              AND created_at >= :since
            """)
        .param("register", register)
        .param("client", client)
        .param("since", since.atOffset(UTC))
        .query(Integer.class)
        .single();
  }

  Optional<UUID> add(
      UUID register,
      int number,
      String state,
      Purpose purpose,
      @Nullable OfficialId clerk,
      @Nullable LocalDate date,
      Instant now) {
    return sql.sql(
            """
            INSERT INTO register_number (id, register_id, number, state, notation, title,
              document_date, client_id, submission_id, assigned_by, created_at, changed_at)
            VALUES (:id, :register, :number, :state, :notation, :title, :date, :client,
              :submission, :clerk, :now, :now)
            ON CONFLICT (register_id, number) DO NOTHING
            RETURNING id
            """)
        .param("id", UUID.randomUUID())
        .param("register", register)
        .param("number", number)
        .param("state", state)
        .param("notation", purpose.notation())
        .param("title", purpose.title())
        .param("date", date)
        .param("client", purpose.client())
        .param("submission", purpose.submission())
        .param("clerk", clerk == null ? null : clerk.value())
        .param("now", now.atOffset(UTC))
        .query(UUID.class)
        .optional();
  }

  Optional<UUID> use(UUID reservation, Book book, Purpose purpose, Instant now) {
    return sql.sql(
            """
            UPDATE register_number AS line SET submission_id = :submission, title = :title,
              changed_at = :now
            FROM number_register AS register
            WHERE line.id = :id AND line.state = 'reserved' AND line.submission_id IS NULL
              AND line.client_id = :client AND line.notation = :notation
              AND register.id = line.register_id AND register.unit_id = :unit
              AND register.document_type = :type
            RETURNING line.id
            """)
        .param("submission", purpose.submission())
        .param("title", purpose.title())
        .param("now", now.atOffset(UTC))
        .param("id", reservation)
        .param("client", purpose.client())
        .param("notation", purpose.notation())
        .param("unit", book.unit().value())
        .param("type", book.type())
        .query(UUID.class)
        .optional();
  }

  Optional<RegisterNumber> cancel(UUID reservation, String client, String reason, Instant now) {
    return changed(
        sql.sql(
                """
                UPDATE register_number SET state = 'cancelled', cancel_reason = :reason,
                  changed_at = :now
                WHERE id = :id AND client_id = :client AND state = 'reserved'
                  AND submission_id IS NULL
                RETURNING id
                """)
            .param("id", reservation)
            .param("client", client)
            .param("reason", reason)
            .param("now", now.atOffset(UTC)));
  }

  Optional<RegisterNumber> cancelOf(UUID submission, String reason, Instant now) {
    return changed(
        sql.sql(
                """
                UPDATE register_number SET state = 'cancelled', cancel_reason = :reason,
                  changed_at = :now
                WHERE submission_id = :submission AND state IN ('reserved', 'assigned')
                RETURNING id
                """)
            .param("submission", submission)
            .param("reason", reason)
            .param("now", now.atOffset(UTC)));
  }

  Optional<RegisterNumber> issued(UUID submission, LocalDate day, Instant now) {
    return changed(
        sql.sql(
                """
                UPDATE register_number SET state = 'issued', changed_at = :now,
                  document_date = coalesce(document_date, :day)
                WHERE submission_id = :submission AND state IN ('reserved', 'assigned')
                RETURNING id
                """)
            .param("submission", submission)
            .param("day", day)
            .param("now", now.atOffset(UTC)));
  }

  private Optional<RegisterNumber> changed(JdbcClient.StatementSpec statement) {
    return statement.query(UUID.class).optional().flatMap(this::find);
  }

  Optional<RegisterNumber> find(UUID id) {
    return sql.sql(SELECT + "WHERE line.id = :id")
        .param("id", id)
        .query(RegisterRepository::row)
        .optional();
  }

  Optional<RegisterNumber> of(UUID submission) {
    return sql.sql(SELECT + "WHERE line.submission_id = :id AND line.state <> 'cancelled'")
        .param("id", submission)
        .query(RegisterRepository::row)
        .optional();
  }

  List<RegisterNumber> list(Caller.Person caller, RegisterFilter filter, Instant now) {
    return AdministratorScope.bind(
            sql,
            AdministratorScope.SEES
                + SELECT
                + """
                WHERE (register.unit_id IN (SELECT id FROM scope) OR register.unit_id IN (
                    SELECT role_held.unit_id FROM role_held
                    JOIN official ON official.id = role_held.official_id
                      AND official.status = 'active'
                    WHERE role_held.official_id = :caller AND role_held.role = 'records-clerk'
                      AND
                """
                + People.inForce("role_held")
                + """
                  ))
                  AND (:unit::uuid IS NULL OR register.unit_id = :unit)
                  AND (:type::text IS NULL OR document_type = :type)
                  AND (:year::integer IS NULL OR year = :year)
                  AND (:query::text IS NULL OR position(lower(:query) IN lower(title)) > 0
                    OR position(lower(:query) IN lower('0' || number || '/' || notation)) > 0)
                  AND (:after::uuid IS NULL OR (year, line.created_at, line.id) < (
                    SELECT other.year, before.created_at, before.id FROM register_number AS before
                    JOIN number_register AS other ON other.id = before.register_id
                    WHERE before.id = :after))
                ORDER BY year DESC, line.created_at DESC, line.id DESC LIMIT :limit
                """,
            caller,
            now)
        .param("unit", filter.unit())
        .param("type", filter.type())
        .param("year", filter.year())
        .param("query", filter.query())
        .param("after", filter.after())
        .param("limit", filter.limit())
        .query(RegisterRepository::row)
        .list();
  }

  private static RegisterNumber row(ResultSet row, int number) throws SQLException {
    var unit = row.getString("unit_name");
    return new RegisterNumber(
        row.getObject("id", UUID.class),
        row.getObject("unit_id", UUID.class),
        unit == null ? "" : unit,
        row.getString("document_type"),
        row.getInt("year"),
        row.getInt("number"),
        row.getString("notation"),
        row.getString("title"),
        row.getString("state"),
        row.getObject("document_date", LocalDate.class),
        row.getString("client_id"),
        row.getObject("submission_id", UUID.class),
        row.getString("clerk"),
        row.getString("cancel_reason"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
