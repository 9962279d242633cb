package vn.antin.auth.oauth2.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.UsedApplication;

/** The rows of {@code oauth2_consent}; each change is in the audit log with it. */
@Repository
public class Consents {
  private final JdbcClient jdbc;
  private final TokenStore tokens;
  private final AuditLog audit;
  private final InstantSource clock;

  Consents(JdbcClient jdbc, TokenStore tokens, AuditLog audit, InstantSource clock) {
    this.jdbc = jdbc;
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether the official has allowed this client all of this. */
  public boolean covers(AccountId official, Client client, Set<String> scopes) {
    return jdbc.sql(
            """
            SELECT 1 FROM oauth2_consent
            WHERE account_id = :account AND client_id = :client AND scopes @> CAST(:scopes AS text[])
            """)
        .param("account", official.value())
        .param("client", client.id())
        .param("scopes", scopes.toArray(String[]::new))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** The official allows this, besides what was allowed before. */
  @Transactional
  public void give(Session session, Client client, Set<String> scopes) {
    jdbc.sql(
            """
            INSERT INTO oauth2_consent (account_id, client_id, scopes, given_at, changed_at)
            VALUES (:account, :client, :scopes, :now, :now)
            ON CONFLICT (account_id, client_id) DO UPDATE SET changed_at = excluded.changed_at,
              scopes = ARRAY(SELECT DISTINCT unnest(oauth2_consent.scopes || excluded.scopes))
            """)
        .param("account", session.account().value())
        .param("client", client.id())
        .param("scopes", scopes.toArray(String[]::new))
        .param("now", now())
        .update();
    audit.append(
        new AuditEvent(
            "oauth2.consent-given",
            session.account().toString(),
            client.id(),
            Map.of("scopes", String.join(" ", new TreeSet<>(scopes))),
            Map.of()));
  }

  /** What the official has allowed, the latest first. */
  List<Consent> of(AccountId official) {
    return jdbc.sql(
            """
            SELECT consent.client_id, client.name, consent.scopes, consent.changed_at
            FROM oauth2_consent consent JOIN oauth2_client client USING (client_id)
            WHERE consent.account_id = :account
            ORDER BY consent.changed_at DESC, consent.client_id
            """)
        .param("account", official.value())
        .query(Consents::consent)
        .list();
  }

  /** The systems that sessions open now have logged in to, the latest first. */
  List<UsedApplication> used(AccountId official) {
    return jdbc.sql(
            """
            SELECT family.client_id, client.name, max(family.created_at) AS last,
                   bool_or(family.revoked_at IS NULL AND family.ends_at > :now) AS open
            FROM session JOIN token_family family ON family.session_id = session.id
            JOIN oauth2_client client ON client.client_id = family.client_id
            WHERE session.account_id = :account AND session.ended_at IS NULL
              AND session.expires_at > :now
            GROUP BY family.client_id, client.name
            ORDER BY last DESC, family.client_id
            """)
        .param("account", official.value())
        .param("now", now())
        .query((row, number) ->
            new UsedApplication(
                row.getString("client_id"),
                row.getString("name"),
                row.getObject("last", OffsetDateTime.class).toInstant(),
                row.getBoolean("open")))
        .list();
  }

  /** The official takes it all back; every token of the client about the official ends. */
  @Transactional
  void withdraw(AccountId official, String clientId) {
    int forgotten =
        jdbc.sql("DELETE FROM oauth2_consent WHERE account_id = :account AND client_id = :client")
            .param("account", official.value())
            .param("client", clientId)
            .update();
    int ended = tokens.endAll(official, clientId, "ended by the official");
    if (forgotten + ended > 0) {
      audit.append(
          new AuditEvent(
              forgotten > 0 ? "oauth2.consent-withdrawn" : "oauth2.access-ended",
              official.toString(),
              clientId,
              Map.of("ended", Integer.toString(ended)),
              Map.of()));
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Consent consent(ResultSet row, int number) throws SQLException {
    return new Consent(
        row.getString("client_id"),
        row.getString("name"),
        List.of((String[]) row.getArray("scopes").getArray()),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }
}
