package vn.antin.auth.expiry;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.AccountId;

/** Rows of notices that wait for their mail, and how far they were taken over. */
final class NoticeTable {
  private final JdbcClient jdbc;

  NoticeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The number of the last notice that was taken over. */
  long position() {
    return jdbc.sql("SELECT number FROM certificate_notice_position").query(Long.class).single();
  }

  /** How long ago signing-service answered. */
  Duration sinceAnswered(Instant now) {
    return Duration.between(
        jdbc.sql("SELECT asked_at FROM certificate_notice_position")
            .query(OffsetDateTime.class)
            .single()
            .toInstant(),
        now);
  }

  /** Moves the position; false when another node has moved it meanwhile. */
  boolean move(long from, long to, Instant now) {
    return jdbc.sql(
                """
                UPDATE certificate_notice_position SET number = :to, asked_at = :now
                WHERE number = :from
                """)
            .param("from", from)
            .param("to", to)
            .param("now", utc(now))
            .update()
        == 1;
  }

  void insert(CertificateNotice notice, Instant now) {
    jdbc.sql(
            """
            INSERT INTO certificate_notice
              (number, recipient, own, certificate, days, valid_to, received_at)
            VALUES (:number, :recipient, :own, :certificate, :days, :validTo, :now)
            """)
        .param("number", notice.number())
        .param("recipient", notice.recipient().value())
        .param("own", notice.own())
        .param("certificate", notice.certificate())
        .param("days", notice.days())
        .param("validTo", utc(notice.validTo()))
        .param("now", utc(now))
        .update();
  }

  /**
   * Some whose notices are due.
   *
   * @param gathered notices about others' certificates are due when they came before this
   */
  List<AccountId> due(Instant gathered, int most) {
    return jdbc.sql(
            """
            SELECT DISTINCT recipient FROM certificate_notice
            WHERE own OR received_at < :gathered LIMIT :most
            """)
        .param("gathered", utc(gathered))
        .param("most", most)
        .query((row, _) -> new AccountId(row.getObject("recipient", UUID.class)))
        .list();
  }

  /** Removes and gives the recipient's notices that are due. */
  List<CertificateNotice> take(AccountId recipient, Instant gathered) {
    return jdbc.sql(
            """
            DELETE FROM certificate_notice
            WHERE recipient = :recipient AND (own OR received_at < :gathered)
            RETURNING number, own, certificate, days, valid_to
            """)
        .param("recipient", recipient.value())
        .param("gathered", utc(gathered))
        .query((row, _) ->
            new CertificateNotice(
                row.getLong("number"),
                recipient,
                row.getBoolean("own"),
                row.getObject("certificate", UUID.class),
                row.getInt("days"),
                row.getObject("valid_to", OffsetDateTime.class).toInstant()))
        .list();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
