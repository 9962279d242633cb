package vn.antin.auth.login.password;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.FactorKind;

/** Since when an official has the present password, and the last login with one. */
@Component
final class PasswordEnrolment implements Enrolment {
  private final Credentials credentials;
  private final JdbcClient jdbc;

  PasswordEnrolment(Credentials credentials, JdbcClient jdbc) {
    this.credentials = credentials;
    this.jdbc = jdbc;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.PASSWORD;
  }

  @Override
  public List<Enrolled> of(AccountId account) {
    return credentials.passwordState(account).stream()
        .map(state -> new Enrolled("", state.setAt(), lastUsed(account, state.setAt())))
        .toList();
  }

  /** As far back as sessions are kept. */
  private @Nullable Instant lastUsed(AccountId account, Instant since) {
    return jdbc.sql(
            """
            SELECT authenticated_at FROM session
            WHERE account_id = :account AND 'pwd' = ANY (methods)
            ORDER BY authenticated_at DESC LIMIT 1
            """)
        .param("account", account.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant)
        .filter(used -> !used.isBefore(since))
        .orElse(null);
  }
}
