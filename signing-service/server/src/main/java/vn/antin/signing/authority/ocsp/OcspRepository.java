package vn.antin.signing.authority.ocsp;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.token.KeyLabel;

final class OcspRepository {
  /** An answer as it is served. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(byte[] der, Instant thisUpdate, Instant nextUpdate) {}

  /** A serial number and what is known about it. */
  record Known(String serialNumber, Status status) {}

  private static final Duration TURN = Duration.ofSeconds(30);

  private static final String STATUS =
      """
      SELECT issued.serial_number, revocation.reason, revocation.revoked_at
      FROM issued_certificate AS issued
      LEFT JOIN certificate_revocation AS revocation
        ON revocation.authority = issued.authority
        AND revocation.serial_number = issued.serial_number AND revocation.released_at IS NULL
      """;

  private static final String TAKEN_BACK =
      """
      EXISTS (SELECT FROM certificate_revocation AS revocation
        WHERE revocation.authority = ocsp_responder.authority
          AND revocation.serial_number = ocsp_responder.serial_number
          AND revocation.released_at IS NULL)
      """;

  private final JdbcClient sql;

  OcspRepository(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Stored> stored(String authority, String serialNumber, Instant now) {
    return sql.sql(
            """
            SELECT der, this_update, next_update FROM ocsp_answer
            WHERE authority = :authority AND serial_number = :serial AND next_update > :now
            """)
        .param("authority", authority)
        .param("serial", serialNumber)
        .param("now", now.atOffset(UTC))
        .query((row, _) -> new Stored(row.getBytes(1), instant(row, 2), instant(row, 3)))
        .optional();
  }

  /** A number whose certificate may never have come to be is nobody's. */
  Status status(String authority, String serialNumber) {
    return sql.sql(
            STATUS
                + """
                WHERE issued.authority = :authority AND issued.serial_number = :serial
                  AND (issued.state = 'issued' OR revocation.reason IS NOT NULL)
                """)
        .param("authority", authority)
        .param("serial", serialNumber)
        .query(OcspRepository::known)
        .optional()
        .map(Known::status)
        .orElseGet(Status.Unknown::new);
  }

  /** Certificates in force without an answer, or whose answer is due for another. */
  List<Known> due(String authority, Instant now, int most) {
    return sql.sql(
            STATUS
                + """
                LEFT JOIN ocsp_answer AS answer ON answer.authority = issued.authority
                  AND answer.serial_number = issued.serial_number
                WHERE issued.authority = :authority AND issued.state = 'issued'
                  AND issued.valid_to > :now AND issued.profile <> 'ocsp-responder'
                  AND (answer.refresh_at IS NULL OR answer.refresh_at <= :now)
                ORDER BY answer.refresh_at NULLS FIRST LIMIT :most
                """)
        .param("authority", authority)
        .param("now", now.atOffset(UTC))
        .param("most", most)
        .query(OcspRepository::known)
        .list();
  }

  /** Whether somebody may still ask about a certificate of the authority that has not ended. */
  boolean outstanding(String authority, Instant now) {
    return sql.sql(
            """
            SELECT EXISTS (SELECT FROM issued_certificate
              WHERE authority = :authority AND state <> 'failed' AND valid_to > :now
                AND profile <> 'ocsp-responder')
            """)
        .param("authority", authority)
        .param("now", now.atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  /** Numbers that nobody is changing now; they cannot be changed until the transaction ends. */
  List<String> lock(String authority, List<String> serialNumbers) {
    return sql.sql(
            """
            SELECT serial_number FROM issued_certificate
            WHERE authority = :authority AND serial_number = ANY (:serials)
            FOR UPDATE SKIP LOCKED
            """)
        .param("authority", authority)
        .param("serials", serialNumbers.toArray(String[]::new))
        .query((row, _) -> String.valueOf(row.getString(1)))
        .list();
  }

  /** Statuses of these numbers as they are now. */
  List<Known> known(String authority, List<String> serialNumbers) {
    return sql.sql(
            STATUS
                + """
                WHERE issued.authority = :authority AND issued.serial_number = ANY (:serials)
                """)
        .param("authority", authority)
        .param("serials", serialNumbers.toArray(String[]::new))
        .query(OcspRepository::known)
        .list();
  }

  void store(
      String authority,
      List<String> serialNumbers,
      List<byte[]> answers,
      Instant thisUpdate,
      Instant nextUpdate) {
    var refresh = thisUpdate.plus(Duration.between(thisUpdate, nextUpdate).dividedBy(2));
    sql.sql(
            """
            INSERT INTO ocsp_answer (authority, serial_number, der, this_update, next_update,
              refresh_at)
            SELECT :authority, serial, der, :from, :until, :refresh
            FROM unnest(:serials::text[], :answers::bytea[]) AS made (serial, der)
            ON CONFLICT (authority, serial_number) DO UPDATE SET der = excluded.der,
              this_update = excluded.this_update, next_update = excluded.next_update,
              refresh_at = excluded.refresh_at
            """)
        .param("authority", authority)
        .param("from", thisUpdate.atOffset(UTC))
        .param("until", nextUpdate.atOffset(UTC))
        .param("refresh", refresh.atOffset(UTC))
        .param("serials", serialNumbers.toArray(String[]::new))
        .param("answers", answers.toArray(byte[][]::new))
        .update();
  }

  void forget(String authority, String serialNumber) {
    sql.sql(
            """
            DELETE FROM ocsp_answer WHERE authority = :authority AND serial_number = :serial
            """)
        .param("authority", authority)
        .param("serial", serialNumber)
        .update();
  }

  /** All answers of an authority are due to be made anew. */
  void refresh(String authority, Instant now) {
    sql.sql("UPDATE ocsp_answer SET refresh_at = :now WHERE authority = :authority")
        .param("now", now.atOffset(UTC))
        .param("authority", authority)
        .update();
  }

  /** False when another node has the turn. */
  boolean take(String authority, Instant now) {
    return sql.sql(
                """
                INSERT INTO ocsp_turn (authority, taken_until) VALUES (:authority, :until)
                ON CONFLICT (authority) DO UPDATE SET taken_until = :until
                WHERE ocsp_turn.taken_until <= :now
                """)
            .param("authority", authority)
            .param("until", now.plus(TURN).atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void giveBack(String authority, Instant now) {
    sql.sql("UPDATE ocsp_turn SET taken_until = :now WHERE authority = :authority")
        .param("now", now.atOffset(UTC))
        .param("authority", authority)
        .update();
  }

  /** The responder whose certificate ends last, of those that nobody took back. */
  Optional<Responder> responder(String authority, Instant now) {
    return sql.sql(
            """
            SELECT authority, key_label, certificate FROM ocsp_responder
            WHERE authority = :authority AND valid_to > :now AND NOT
            """
                + TAKEN_BACK
                + "ORDER BY valid_to DESC LIMIT 1")
        .param("authority", authority)
        .param("now", now.atOffset(UTC))
        .query(OcspRepository::responder)
        .optional();
  }

  /** Those whose certificate ended or was taken back. */
  List<Responder> ended(Instant now) {
    return sql.sql(
            """
            SELECT authority, key_label, certificate FROM ocsp_responder WHERE valid_to <= :now OR
            """
                + TAKEN_BACK)
        .param("now", now.atOffset(UTC))
        .query(OcspRepository::responder)
        .list();
  }

  void add(Responder responder) {
    sql.sql(
            """
            INSERT INTO ocsp_responder (key_label, authority, serial_number, certificate,
              valid_from, valid_to)
            VALUES (:key, :authority, :serial, :certificate, :from, :to)
            """)
        .param("key", responder.key().value())
        .param("authority", responder.authority())
        .param("serial", Certificates.serialNumber(responder.certificate()))
        .param("certificate", Certificates.encode(responder.certificate()))
        .param("from", responder.certificate().getNotBefore().toInstant().atOffset(UTC))
        .param("to", responder.certificate().getNotAfter().toInstant().atOffset(UTC))
        .update();
  }

  void remove(KeyLabel key) {
    sql.sql("DELETE FROM ocsp_responder WHERE key_label = :key").param("key", key.value()).update();
  }

  private static Responder responder(ResultSet row, int number) throws SQLException {
    return new Responder(
        row.getString(1), new KeyLabel(row.getString(2)), Certificates.decode(row.getBytes(3)));
  }

  private static Known known(ResultSet row, int number) throws SQLException {
    var reason = row.getObject(2, Integer.class);
    return new Known(
        row.getString(1),
        reason == null ? new Status.Good() : new Status.Revoked(reason, instant(row, 3)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
