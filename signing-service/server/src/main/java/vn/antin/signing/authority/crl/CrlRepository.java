package vn.antin.signing.authority.crl;

import static java.time.ZoneOffset.UTC;

import java.math.BigInteger;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class CrlRepository {
  /** A number of an authority. */
  record Numbered(String authority, long number) {}

  /** What an authority's lists are due for. */
  record Due(String authority, boolean wanted, boolean full) {}

  /** A list as it is served. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Made(long number, byte[] der, Instant thisUpdate, Instant nextUpdate) {}

  private static final Duration TURN = Duration.ofSeconds(30);

  private final JdbcClient sql;

  CrlRepository(JdbcClient sql) {
    this.sql = sql;
  }

  void want(String authority) {
    sql.sql(
            """
            INSERT INTO crl_turn (authority) VALUES (:authority)
            ON CONFLICT (authority) DO UPDATE SET wanted = true
            """)
        .param("authority", authority)
        .update();
  }

  /** Authorities whose key is here and for which something is due. */
  List<Due> due(Instant now, Duration fullEvery, Duration deltaEvery) {
    return sql.sql(
            """
            SELECT name, wanted, full_due FROM (
              SELECT ca.name, coalesce(turn.wanted, true) AS wanted,
                coalesce(max(crl.this_update) FILTER (WHERE crl.full_der IS NOT NULL)
                  <= :fullBefore, true) AS full_due,
                coalesce(max(crl.this_update) FILTER (WHERE crl.delta_der IS NOT NULL)
                  <= :deltaBefore, true) AS delta_due
              FROM certification_authority AS ca
              LEFT JOIN crl_turn AS turn ON turn.authority = ca.name
              LEFT JOIN crl ON crl.authority = ca.name
              WHERE ca.key_label IS NOT NULL AND ca.certificate IS NOT NULL
                AND (turn.taken_until IS NULL OR turn.taken_until <= :now)
              GROUP BY ca.name, turn.wanted) AS lists
            WHERE wanted OR full_due OR delta_due ORDER BY name
            """)
        .param("now", now.atOffset(UTC))
        .param("fullBefore", now.minus(fullEvery).atOffset(UTC))
        .param("deltaBefore", now.minus(deltaEvery).atOffset(UTC))
        .query((row, _) -> new Due(row.getString(1), row.getBoolean(2), row.getBoolean(3)))
        .list();
  }

  /**
   * False when another node has the turn. Waits for changes under way, whose transactions hold the
   * same row: what is read afterwards has them.
   */
  boolean take(String authority, Instant now) {
    return sql.sql(
                """
                INSERT INTO crl_turn (authority, wanted, taken_until)
                VALUES (:authority, false, :until)
                ON CONFLICT (authority) DO UPDATE SET wanted = false, taken_until = :until
                WHERE crl_turn.taken_until IS NULL OR crl_turn.taken_until <= :now
                """)
            .param("authority", authority)
            .param("until", now.plus(TURN).atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void giveBack(String authority) {
    sql.sql("UPDATE crl_turn SET taken_until = NULL WHERE authority = :authority")
        .param("authority", authority)
        .update();
  }

  /**
   * What is revoked now. A certificate that expired stays until it was on a full list made after
   * that (RFC 5280 §5): {@code since} is when the last one was.
   */
  List<Entry> entries(String authority, Instant since) {
    return sql.sql(
            """
            SELECT revocation.serial_number, revocation.reason, revocation.revoked_at
            FROM certificate_revocation AS revocation
            JOIN issued_certificate AS issued USING (authority, serial_number)
            WHERE authority = :authority AND revocation.released_at IS NULL
              AND issued.valid_to >= :since
            ORDER BY revocation.revoked_at, revocation.serial_number
            """)
        .param("authority", authority)
        .param("since", since.atOffset(UTC))
        .query((row, _) ->
            new Entry(
                new BigInteger(row.getString(1), 16),
                row.getInt(2),
                row.getObject(3, OffsetDateTime.class).toInstant()))
        .list();
  }

  /** The newest full list, or the newest that was made on schedule. */
  Optional<Made> full(String authority, boolean onSchedule) {
    return sql.sql(
            """
            SELECT number, full_der, this_update, full_until FROM crl
            WHERE authority = :authority AND full_der IS NOT NULL AND (scheduled OR NOT :only)
            ORDER BY number DESC LIMIT 1
            """)
        .param("authority", authority)
        .param("only", onSchedule)
        .query((row, _) -> made(row))
        .optional();
  }

  Optional<Made> delta(String authority) {
    return sql.sql(
            """
            SELECT number, delta_der, this_update, delta_until FROM crl
            WHERE authority = :authority AND delta_der IS NOT NULL ORDER BY number DESC LIMIT 1
            """)
        .param("authority", authority)
        .query((row, _) -> made(row))
        .optional();
  }

  private static Made made(ResultSet row) throws SQLException {
    return new Made(
        row.getLong(1),
        row.getBytes(2),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getObject(4, OffsetDateTime.class).toInstant());
  }

  /** Gives the next number away. */
  long intend(String authority, Instant thisUpdate, boolean scheduled, int entries) {
    return sql.sql(
            """
            INSERT INTO crl (authority, number, state, this_update, scheduled, entries)
            SELECT :authority, coalesce(max(number), 0) + 1, 'intended', :now, :scheduled, :entries
            FROM crl WHERE authority = :authority
            RETURNING number
            """)
        .param("authority", authority)
        .param("now", thisUpdate.atOffset(UTC))
        .param("scheduled", scheduled)
        .param("entries", entries)
        .query(Long.class)
        .single();
  }

  boolean made(
      Plan plan, byte @Nullable [] full, Instant fullUntil, byte[] delta, Instant deltaUntil) {
    return sql.sql(
                """
                UPDATE crl SET state = 'made', base = :base, full_der = :full,
                  full_until = :fullUntil, delta_der = :delta, delta_until = :deltaUntil
                WHERE authority = :authority AND number = :number AND state = 'intended'
                """)
            .param("base", plan.baseNumber())
            .param("full", full)
            .param("fullUntil", full == null ? null : fullUntil.atOffset(UTC))
            .param("delta", delta)
            .param("deltaUntil", deltaUntil.atOffset(UTC))
            .param("authority", plan.authority())
            .param("number", plan.number())
            .update()
        == 1;
  }

  /** False when the number is not beyond all that are there. */
  boolean given(String authority, long number, X509CRL list) {
    try {
      var revoked = list.getRevokedCertificates();
      return sql.sql(
                  """
                  INSERT INTO crl (authority, number, state, this_update, full_until, full_der,
                    scheduled, entries)
                  SELECT :authority, :number, 'made', :from, :until, :der, true, :entries
                  WHERE NOT EXISTS (
                    SELECT FROM crl WHERE authority = :authority AND number >= :number)
                  ON CONFLICT DO NOTHING
                  """)
              .param("authority", authority)
              .param("number", number)
              .param("from", list.getThisUpdate().toInstant().atOffset(UTC))
              .param("until", list.getNextUpdate().toInstant().atOffset(UTC))
              .param("der", list.getEncoded())
              .param("entries", revoked == null ? 0 : revoked.size())
              .update()
          == 1;
    } catch (CRLException e) {
      throw new IllegalStateException("a list has no encoding", e);
    }
  }

  void failed(String authority, long number) {
    sql.sql(
            """
            UPDATE crl SET state = 'failed'
            WHERE authority = :authority AND number = :number AND state = 'intended'
            """)
        .param("authority", authority)
        .param("number", number)
        .update();
  }

  /** Numbers whose making nobody can be busy with any more. */
  List<Numbered> giveUp(Instant before) {
    return sql.sql(
            """
            UPDATE crl SET state = 'unknown' WHERE state = 'intended' AND this_update < :before
            RETURNING authority, number
            """)
        .param("before", before.atOffset(UTC))
        .query((row, _) -> new Numbered(row.getString(1), row.getLong(2)))
        .list();
  }

  /** Old lists go, all but the newest of each kind. */
  void forget(String authority, Instant before) {
    sql.sql(
            """
            DELETE FROM crl WHERE authority = :authority AND this_update < :before
              AND state <> 'unknown'
              AND number < (SELECT min(last) FROM (
                SELECT max(number) FILTER (WHERE full_der IS NOT NULL AND scheduled) AS last
                FROM crl WHERE authority = :authority
                UNION ALL
                SELECT max(number) FILTER (WHERE delta_der IS NOT NULL)
                FROM crl WHERE authority = :authority) AS newest)
            """)
        .param("authority", authority)
        .param("before", before.atOffset(UTC))
        .update();
  }
}
