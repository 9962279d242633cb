package vn.antin.signing.certificate.request;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.web.Caller;

/** Holders of what comes from outside. Joins the caller's transaction. */
final class HolderRepository {
  /** Whether a credential is the holder's, whom {@link #bind} names; each half has its index. */
  static final String HOLDERS = "(official_id = :official::uuid OR unit_id = :unit::uuid)\n";

  private final JdbcClient sql;

  HolderRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** A statement with its holder bound. */
  static JdbcClient.StatementSpec bind(JdbcClient sql, String statement, Holder holder) {
    return sql.sql(statement).param("official", holder.officialId()).param("unit", holder.unitId());
  }

  /** Whether the holder is in force and within what the caller may act upon. */
  boolean may(Caller.Person caller, Holder holder, Instant now) {
    return AdministratorScope.may(sql, caller, holder, now);
  }

  /** Whether a certificate of the holder is suspended: another would walk round that. */
  boolean suspended(Holder holder, Instant now) {
    return bind(
            sql,
            """
            SELECT EXISTS (SELECT FROM credential WHERE state = 'suspended' AND valid_to > :now AND
            """
                + HOLDERS
                + ")",
            holder)
        .param("now", now.atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  /** False when a request for the holder is open already. */
  boolean intend(CredentialId id, Holder holder, String source, Instant now) {
    return bind(
                sql,
                """
                INSERT INTO credential (id, kind, official_id, unit_id, key_label, state, source,
                  created_at)
                VALUES (:id, :kind, :official, :unit, :label, 'issuing', :source, :now)
                ON CONFLICT DO NOTHING
                """,
                holder)
            .param("id", id.value())
            .param("kind", holder.kind())
            .param("label", Credentials.keyLabel(id))
            .param("source", source)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }
}
