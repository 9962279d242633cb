package vn.antin.auth.org.lifecycle;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.PersonName;

/**
 * What an official was, to go back to it: the inverse of what an import did, as long as nobody has
 * changed the official since. Thread-safe; joins the caller's transaction.
 */
@Repository
public final class OfficialState {
  /** Why an account is disabled that an import made and that was taken back with it. */
  static final String UNDONE = "import-undone";

  /** An SQL expression: the fingerprint of account {@code a} with its posts and roles. */
  public static final String OF_ACCOUNT_A =
      """
      (a.version || ':' || md5(
         coalesce((SELECT string_agg(concat_ws(',', s.id, s.post_id, s.kind, s.valid_from, s.valid_to),
                                     ';' ORDER BY s.id)
                   FROM assignment s WHERE s.account_id = a.id), '')
         || coalesce((SELECT string_agg(concat_ws(',', g.id, g.unit_id, g.role, g.valid_from,
                                                  g.valid_to), ';' ORDER BY g.id)
                      FROM role_grant g WHERE g.account_id = a.id), '')))
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final JsonMapper json;
  private final InstantSource clock;

  OfficialState(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Accounts accounts,
      AuditLog audit,
      ApplicationEventPublisher events,
      JsonMapper json,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.accounts = accounts;
    this.audit = audit;
    this.events = events;
    this.json = json;
    this.clock = clock;
  }

  /** Everything {@link #restore} needs, as JSON. */
  public String remember(AccountId account) {
    return jdbc.sql(
            """
            SELECT jsonb_build_object(
              'at', CAST(:now AS timestamptz), 'familyName', family_name, 'middleName', middle_name,
              'givenName', given_name, 'email', email, 'telephone', telephone,
              'officialCode', official_code, 'number', national_id_hash IS NOT NULL,
              'active', status = 'active', 'reason', disabled_reason,
              'posts', coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'to', s.valid_to))
                                 FROM assignment s WHERE s.account_id = a.id), '[]'))::text
            FROM account a WHERE id = :id
            """)
        .param("now", now())
        .param("id", account.value())
        .query(String.class)
        .single();
  }

  /** The fingerprint of what the official is now; empty when there is no such account. */
  public Optional<String> fingerprint(AccountId account) {
    return jdbc.sql("SELECT " + OF_ACCOUNT_A + " FROM account a WHERE a.id = :id")
        .param("id", account.value())
        .query(String.class)
        .optional();
  }

  /**
   * Makes the official what they were; false when something has changed since. Roles that ended
   * stay ended: power comes back by two administrators only.
   *
   * @param before from {@link #remember}; null when there was no account: it is disabled then, and
   *     its posts are called off, because an account is never deleted
   * @param after the fingerprint that the official must still have
   */
  public boolean restore(AccountId account, @Nullable String before, String after, Actor actor) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          jdbc.sql("SELECT 1 FROM account WHERE id = :id FOR UPDATE")
              .param("id", account.value())
              .query(Integer.class)
              .optional();
          if (!fingerprint(account).filter(after::equals).isPresent()) {
            return false;
          }
          if (before == null) {
            posts(account, "[]");
            accounts.disable(account, UNDONE);
          } else {
            JsonNode was = json.readTree(before);
            posts(account, was.path("posts").toString());
            departures(account, was.path("at").asString());
            fields(account, was);
          }
          audit.append(
              new AuditEvent(
                  "account.restored",
                  actor.id(),
                  account.toString(),
                  actor.facts(Map.of()),
                  Map.of()));
          events.publishEvent(new PostsChanged(account));
          return true;
        }));
  }

  /** What began since is called off first, so that what ended may go on. */
  private void posts(AccountId account, String posts) {
    jdbc.sql(
            """
            UPDATE assignment SET valid_to = valid_from
            WHERE account_id = :account
              AND id NOT IN (SELECT id FROM jsonb_to_recordset(CAST(:posts AS jsonb)) AS was (id uuid))
            """)
        .param("account", account.value())
        .param("posts", posts)
        .update();
    jdbc.sql(
            """
            UPDATE assignment s SET valid_to = was."to"
            FROM jsonb_to_recordset(CAST(:posts AS jsonb)) AS was (id uuid, "to" date)
            WHERE s.account_id = :account AND s.id = was.id AND s.valid_to IS DISTINCT FROM was."to"
            """)
        .param("account", account.value())
        .param("posts", posts)
        .update();
  }

  private void departures(AccountId account, String since) {
    jdbc.sql(
            """
            UPDATE departure SET done_at = NULL, cancelled_at = :now
            WHERE account_id = :account AND cancelled_at IS NULL
              AND decided_at >= CAST(:since AS timestamptz)
            """)
        .param("now", now())
        .param("account", account.value())
        .param("since", since)
        .update();
  }

  private void fields(AccountId account, JsonNode was) {
    Account now = accounts.find(account).orElseThrow();
    if (now.active() && !was.path("active").asBoolean()) {
      accounts.disable(account, was.path("reason").asString(UNDONE));
    } else if (!now.active() && was.path("active").asBoolean()) {
      accounts.enable(account);
    }
    if (!was.path("number").asBoolean()) {
      jdbc.sql(
              """
              UPDATE account SET national_id = NULL, national_id_hash = NULL
              WHERE id = :id AND national_id IS NOT NULL
              """)
          .param("id", account.value())
          .update();
    }
    Account present = accounts.find(account).orElseThrow();
    accounts.update(
        account,
        AccountChange.of(present)
            .withName(
                new PersonName(
                    was.path("familyName").asString(),
                    was.path("middleName").asString(),
                    was.path("givenName").asString()))
            .withEmail(text(was, "email"))
            .withTelephone(text(was, "telephone"))
            .withOfficialCode(text(was, "officialCode")),
        present.version());
  }

  private static @Nullable String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isString() ? value.asString() : null;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
