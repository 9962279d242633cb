package vn.antin.auth.login.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vn.antin.auth.login.certificate.CertificateCheck.Accepted;
import vn.antin.auth.login.certificate.CertificateCheck.Reason;
import vn.antin.auth.login.certificate.CertificateCheck.Refused;
import vn.antin.auth.session.SessionId;

/**
 * The ways of browsers to the origin that asks for certificates and back. Each ticket is good once
 * and for a few minutes, and the one back counts only in the login or session that began.
 */
@Repository
final class Tickets {
  private final JdbcClient jdbc;
  private final CertificateLogin settings;
  private final InstantSource clock;

  Tickets(JdbcClient jdbc, CertificateLogin settings, InstantSource clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /** Who began: a login in progress or an open session, never both. */
  record Origin(@Nullable String flow, @Nullable SessionId session) {
    static Origin login(String flow) {
      return new Origin(flow, null);
    }

    static Origin account(SessionId session) {
      return new Origin(null, session);
    }
  }

  /** The ticket for the way there. */
  Ticket begin(Origin origin) {
    Ticket out = Ticket.create();
    jdbc.sql(
            """
            INSERT INTO certificate_ticket (out_hash, flow_id, session_id, expires_at)
            VALUES (:out, :flow, :session, :expires)
            """)
        .param("out", out.hash())
        .param("flow", origin.flow())
        .param("session", origin.session() == null ? null : origin.session().value())
        .param("expires", now().plus(settings.ticketLifetime()))
        .update();
    return out;
  }

  /** Who carries this ticket there, as long as nothing was shown with it. */
  Optional<Origin> outward(Ticket out) {
    return jdbc.sql(
            """
            SELECT flow_id, session_id FROM certificate_ticket
            WHERE out_hash = :out AND back_hash IS NULL AND expires_at > :now
            """)
        .param("out", out.hash())
        .param("now", now())
        .query(Tickets::origin)
        .optional();
  }

  /** Spends the ticket there on what was shown; empty when another request was faster. */
  Optional<Ticket> show(Ticket out, CertificateCheck check) {
    Ticket back = Ticket.create();
    return jdbc.sql(
            """
            UPDATE certificate_ticket
            SET back_hash = :back, refusal = :refusal, domain = :domain, certificate = :certificate
            WHERE out_hash = :out AND back_hash IS NULL AND expires_at > :now
            RETURNING out_hash
            """)
        .param("back", back.hash())
        .param("refusal", check instanceof Refused(Reason reason) ? reason.name() : null)
        .param("domain", check instanceof Accepted accepted ? accepted.domain() : null)
        .param("certificate", check instanceof Accepted accepted ? encoded(accepted) : null)
        .param("out", out.hash())
        .param("now", now())
        .query(byte[].class)
        .optional()
        .map(spent -> back);
  }

  /** Who began the way on which this ticket came back, as long as it was not redeemed. */
  Optional<Origin> homeward(Ticket back) {
    return jdbc.sql(
            """
            SELECT flow_id, session_id FROM certificate_ticket
            WHERE back_hash = :back AND spent_at IS NULL AND expires_at > :now
            """)
        .param("back", back.hash())
        .param("now", now())
        .query(Tickets::origin)
        .optional();
  }

  /** What was shown, without redeeming the ticket. */
  Optional<CertificateCheck> look(Ticket back, Origin origin) {
    return jdbc.sql(
            """
            SELECT refusal, domain, certificate FROM certificate_ticket
            WHERE back_hash = :back AND (flow_id = :flow OR session_id = :session)
              AND spent_at IS NULL AND expires_at > :now
            """)
        .param("back", back.hash())
        .param("flow", origin.flow())
        .param("session", origin.session() == null ? null : origin.session().value())
        .param("now", now())
        .query(Tickets::check)
        .optional();
  }

  /** Redeems the ticket where the way began; empty when that was elsewhere, or it is spent. */
  Optional<CertificateCheck> redeem(Ticket back, Origin origin) {
    return jdbc.sql(
            """
            UPDATE certificate_ticket SET spent_at = :now
            WHERE back_hash = :back AND (flow_id = :flow OR session_id = :session)
              AND spent_at IS NULL AND expires_at > :now
            RETURNING refusal, domain, certificate
            """)
        .param("back", back.hash())
        .param("flow", origin.flow())
        .param("session", origin.session() == null ? null : origin.session().value())
        .param("now", now())
        .query(Tickets::check)
        .optional();
  }

  /** Forgets what ran out; harmless on several nodes at once. */
  @Scheduled(initialDelayString = "2m", fixedDelayString = "1m")
  void clean() {
    jdbc.sql("DELETE FROM certificate_ticket WHERE expires_at < :now").param("now", now()).update();
  }

  private static byte[] encoded(Accepted accepted) {
    try {
      return accepted.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("what was decoded can be encoded", e);
    }
  }

  private static Origin origin(ResultSet row, int number) throws SQLException {
    UUID session = row.getObject("session_id", UUID.class);
    return new Origin(row.getString("flow_id"), session == null ? null : new SessionId(session));
  }

  private static CertificateCheck check(ResultSet row, int number) throws SQLException {
    String refusal = row.getString("refusal");
    if (refusal != null) {
      return new Refused(
          Arrays.stream(Reason.values())
              .filter(reason -> reason.name().equals(refusal))
              .findFirst()
              .orElse(Reason.UNTRUSTED));
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(row.getBytes("certificate")));
      return new Accepted(row.getString("domain"), certificate);
    } catch (CertificateException e) {
      throw new IllegalStateException("what was encoded can be decoded", e);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
