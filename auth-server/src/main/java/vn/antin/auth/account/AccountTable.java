package vn.antin.auth.account;

import java.sql.Types;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes rows of {@code account}. */
final class AccountTable {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final ObjectProvider<NationalIds> nationalIds;
  private final InstantSource clock;

  AccountTable(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      ObjectProvider<NationalIds> nationalIds,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.events = events;
    this.nationalIds = nationalIds;
    this.clock = clock;
  }

  byte[] hash(NationalId number) {
    return nationalIds.getObject().hash(number);
  }

  Optional<NationalId> nationalId(AccountId id) {
    return jdbc.sql("SELECT national_id FROM account WHERE id = :id AND national_id IS NOT NULL")
        .param("id", id.value())
        .query((row, number) -> row.getBytes(1))
        .optional()
        .map(wrapped -> nationalIds.getObject().unwrap(id, wrapped));
  }

  /** Locks the account, so that nobody opens it while the number is written. */
  boolean nationalIdFixed(AccountId id, NationalId number) {
    return jdbc.sql(
            """
            SELECT a.national_id_hash IS DISTINCT FROM :hash
              AND (a.national_id_hash IS NOT NULL OR
            """
                + Activated.ACCOUNT_A
                + ") FROM account a WHERE a.id = :id AND a.erased_at IS NULL FOR UPDATE")
        .param("hash", hash(number))
        .param("id", id.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  AccountId insert(NewAccount account) {
    AccountId id = new AccountId(UUID.randomUUID());
    NationalId number = account.nationalId();
    PersonName name = account.name();
    boolean made =
        jdbc.sql(
                    """
                    INSERT INTO account (id, username, family_name, middle_name, given_name,
                      display_name, email, telephone, official_code, national_id, national_id_hash,
                      locale, federation, created_at)
                    VALUES (:id, :username, :family, :middle, :given,
                      :display, :email, :telephone, :code, :nationalId, :nationalIdHash,
                      :locale, :federation, :now)
                    ON CONFLICT DO NOTHING
                    """)
                .param("id", id.value())
                .param("username", account.username().value())
                .param("family", name.family())
                .param("middle", name.middle())
                .param("given", name.given())
                .param("display", name.display())
                .param("email", account.email())
                .param("telephone", account.telephone())
                .param("code", account.officialCode())
                .param("nationalId", wrapped(id, number), Types.BINARY)
                .param("nationalIdHash", number == null ? null : hash(number), Types.BINARY)
                .param("locale", account.locale())
                .param("federation", account.federation())
                .param("now", now())
                .update()
            == 1;
    if (!made) {
      throw new AccountException(
          AccountException.Code.TAKEN,
          taken(id, account.username(), account.officialCode(), number));
    }
    return id;
  }

  private byte @Nullable [] wrapped(AccountId id, @Nullable NationalId number) {
    return number == null ? null : nationalIds.getObject().wrap(id, number);
  }

  /** Which fields another account has. */
  private List<Fault> taken(
      AccountId except,
      Username username,
      @Nullable String officialCode,
      @Nullable NationalId number) {
    return jdbc.sql(
            """
            SELECT bool_or(username = :username) AS username,
                   bool_or(official_code = :code) AS code,
                   bool_or(national_id_hash = :hash) AS number
            FROM account
            WHERE id <> :id
              AND (username = :username OR official_code = :code OR national_id_hash = :hash)
            """)
        .param("id", except.value())
        .param("username", username.value())
        .param("code", officialCode, Types.VARCHAR)
        .param("hash", number == null ? null : hash(number), Types.BINARY)
        .query((row, n) -> {
          List<Fault> faults = new ArrayList<>();
          if (row.getBoolean("username")) {
            faults.add(new Fault("username", "taken"));
          }
          if (row.getBoolean("code")) {
            faults.add(new Fault("officialCode", "taken"));
          }
          if (row.getBoolean("number")) {
            faults.add(new Fault("nationalId", "taken"));
          }
          return faults;
        })
        .single();
  }

  Set<String> update(AccountId id, AccountChange change, long version) {
    // First, so that nobody learns by a version made up which national ids are known.
    if (version(id) != version) {
      throw new AccountException(AccountException.Code.CHANGED);
    }
    List<Fault> taken = taken(id, change.username(), change.officialCode(), change.nationalId());
    if (!taken.isEmpty()) {
      throw new AccountException(AccountException.Code.TAKEN, taken);
    }
    Set<String> changed =
        transaction.execute(status -> {
          Set<String> fields = write(id, change, version);
          boolean name =
              fields.stream()
                  .anyMatch(Set.of("familyName", "middleName", "givenName", "username")::contains);
          boolean email = fields.contains("email");
          if (name || email) {
            events.publishEvent(new ClaimsChanged(id, name, email));
          }
          return fields;
        });
    return changed;
  }

  private Set<String> write(AccountId id, AccountChange change, long version) {
    NationalId number = change.nationalId();
    PersonName name = change.name();
    try {
      return bind(
              """
              WITH old AS (
                SELECT id, username, family_name, middle_name, given_name, email, telephone,
                       official_code, locale, national_id_hash, version
                FROM account WHERE id = :id AND erased_at IS NULL FOR UPDATE),
              written AS (
                UPDATE account new
                SET username = :username, family_name = :family, middle_name = :middle,
                    given_name = :given,
                    display_name = CASE WHEN (old.family_name, old.middle_name, old.given_name)
                      = (:family, :middle, :given) THEN new.display_name ELSE :display END,
                    email = :email, telephone = :telephone, official_code = :code, locale = :locale,
                    national_id = coalesce(:nationalId, new.national_id),
                    national_id_hash = coalesce(:nationalIdHash, new.national_id_hash)
                FROM old
                WHERE new.id = old.id AND old.version = :version
                  AND (old.username, old.family_name, old.middle_name, old.given_name, old.email,
                       old.telephone, old.official_code, old.locale, old.national_id_hash)
                    IS DISTINCT FROM
                      (:username, :family, :middle, :given, CAST(:email AS text),
                       CAST(:telephone AS text), CAST(:code AS text), :locale,
                       coalesce(:nationalIdHash, old.national_id_hash)))
              SELECT version, array_remove(ARRAY[
                CASE WHEN username <> :username THEN 'username' END,
                CASE WHEN family_name <> :family THEN 'familyName' END,
                CASE WHEN middle_name <> :middle THEN 'middleName' END,
                CASE WHEN given_name <> :given THEN 'givenName' END,
                CASE WHEN email IS DISTINCT FROM :email THEN 'email' END,
                CASE WHEN telephone IS DISTINCT FROM :telephone THEN 'telephone' END,
                CASE WHEN official_code IS DISTINCT FROM :code THEN 'officialCode' END,
                CASE WHEN locale <> :locale THEN 'locale' END,
                CASE WHEN national_id_hash IS DISTINCT FROM
                  coalesce(:nationalIdHash, national_id_hash) THEN 'nationalId' END], NULL)
              FROM old
              """,
              id,
              change,
              name)
          .param("version", version)
          .param("nationalId", wrapped(id, number), Types.BINARY)
          .param("nationalIdHash", number == null ? null : hash(number), Types.BINARY)
          .query((row, n) -> {
            if (row.getLong(1) != version) {
              throw new AccountException(AccountException.Code.CHANGED);
            }
            return Set.of((String[]) row.getArray(2).getArray());
          })
          .optional()
          .orElseThrow(() -> new AccountException(AccountException.Code.NOT_FOUND));
    } catch (DuplicateKeyException e) {
      throw new AccountException(AccountException.Code.CHANGED);
    }
  }

  private StatementSpec bind(String sql, AccountId id, AccountChange change, PersonName name) {
    return jdbc.sql(sql)
        .param("id", id.value())
        .param("username", change.username().value())
        .param("family", name.family())
        .param("middle", name.middle())
        .param("given", name.given())
        .param("display", name.display())
        .param("email", change.email(), Types.VARCHAR)
        .param("telephone", change.telephone(), Types.VARCHAR)
        .param("code", change.officialCode(), Types.VARCHAR)
        .param("locale", change.locale());
  }

  private long version(AccountId id) {
    return jdbc.sql("SELECT version FROM account WHERE id = :id AND erased_at IS NULL")
        .param("id", id.value())
        .query(Long.class)
        .optional()
        .orElseThrow(() -> new AccountException(AccountException.Code.NOT_FOUND));
  }

  boolean disable(AccountId id, String reason) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          boolean disabled =
              jdbc.sql(
                          """
                          UPDATE account
                          SET status = 'disabled', disabled_at = :now, disabled_reason = :reason
                          WHERE id = :id AND status = 'active'
                          """)
                      .param("now", now())
                      .param("reason", reason)
                      .param("id", id.value())
                      .update()
                  == 1;
          if (disabled) {
            events.publishEvent(new AccountDisabled(id, reason));
          }
          return disabled;
        }));
  }

  void leave(AccountId id, String reason) {
    transaction.executeWithoutResult(status -> {
      if (!disable(id, reason)) {
        jdbc.sql(
                """
                UPDATE account SET disabled_at = :now, disabled_reason = :reason
                WHERE id = :id AND status = 'disabled' AND erased_at IS NULL
                """)
            .param("now", now())
            .param("reason", reason)
            .param("id", id.value())
            .update();
      }
      events.publishEvent(new AccountLeft(id));
    });
  }

  boolean enable(AccountId id) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          boolean enabled =
              jdbc.sql(
                          """
                          UPDATE account
                          SET status = 'active', disabled_at = NULL, disabled_reason = NULL
                          WHERE id = :id AND status = 'disabled' AND erased_at IS NULL
                          """)
                      .param("id", id.value())
                      .update()
                  == 1;
          if (enabled) {
            events.publishEvent(new AccountEnabled(id));
          }
          return enabled;
        }));
  }

  boolean erase(AccountId id) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          boolean erased =
              jdbc.sql(
                          """
                          UPDATE account
                          SET username = 'erased-' || id, family_name = '', middle_name = '',
                            given_name = '', display_name = '(đã xóa)', email = NULL,
                            telephone = NULL, official_code = NULL, national_id = NULL,
                            national_id_hash = NULL, federation = NULL, erased_at = :now
                          WHERE id = :id AND status = 'disabled' AND erased_at IS NULL
                          """)
                      .param("now", now())
                      .param("id", id.value())
                      .update()
                  == 1;
          if (erased) {
            jdbc.sql(
                    """
                    WITH pin AS (DELETE FROM signing_pin WHERE account_id = :id)
                    DELETE FROM password_credential WHERE account_id = :id
                    """)
                .param("id", id.value())
                .update();
            events.publishEvent(new AccountErased(id));
          }
          return erased;
        }));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
