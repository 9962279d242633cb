package vn.antin.auth.oauth2.signals;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.jose.Subjects;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.web.House;

/** Officials as receivers know them (RFC 9493). */
@Repository
final class EventSubjects {
  private final JdbcClient jdbc;
  private final Subjects subjects;
  private final String issuer;

  EventSubjects(JdbcClient jdbc, Subjects subjects, House house) {
    this.jdbc = jdbc;
    this.subjects = subjects;
    this.issuer = house.issuer().toString();
  }

  /** {@code iss_sub} with the subject of the receiver's own ID tokens. */
  Map<String, Object> official(Client receiver, AccountId account) {
    return Map.of("format", "iss_sub", "iss", issuer, "sub", subjects.of(receiver, account));
  }

  /**
   * One session among several of the official (SSF 1.0 §3.3); the official when it was the last,
   * for then nothing is left to tell apart.
   */
  Map<String, Object> session(Client receiver, AccountId account, SessionId session) {
    Map<String, Object> official = official(receiver, account);
    return hasOpenSession(account)
        ? Map.of(
            "format",
            "complex",
            "user",
            official,
            "session",
            Map.of("format", "opaque", "id", session.toString()))
        : official;
  }

  private boolean hasOpenSession(AccountId account) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM session WHERE account_id = :account AND ended_at IS NULL)
            """)
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  /** Whom a receiver means; empty when it means nobody that it may know. */
  Optional<AccountId> find(Client receiver, JsonNode subject) {
    return switch (subject.path("format").asString("")) {
      case "iss_sub" ->
          subject.path("iss").asString("").equals(issuer)
              ? named(receiver, subject.path("sub").asString(""))
              : Optional.empty();
      case "opaque" -> named(receiver, subject.path("id").asString(""));
      case "email" ->
          receiver.scopes().contains("email")
              ? byEmail(subject.path("email").asString(""))
              : Optional.empty();
      case "complex" -> find(receiver, subject.path("user"));
      default -> Optional.empty();
    };
  }

  private Optional<AccountId> named(Client receiver, String sub) {
    if ("pairwise".equals(receiver.metadata().text("subject_type"))) {
      return loggedIn(receiver, sub);
    }
    try {
      return exists(UUID.fromString(sub));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<AccountId> exists(UUID id) {
    return jdbc.sql("SELECT id FROM account WHERE id = :id")
        .param("id", id)
        .query((row, number) -> new AccountId(row.getObject("id", UUID.class)))
        .optional();
  }

  /** A pairwise subject cannot be turned back: it is looked for among those who are logged in. */
  private Optional<AccountId> loggedIn(Client receiver, String sub) {
    return jdbc
        .sql(
            """
            SELECT DISTINCT family.account_id
            FROM token_family family JOIN session ON session.id = family.session_id
            WHERE family.client_id = :client AND session.ended_at IS NULL
            """)
        .param("client", receiver.id())
        .query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
        .list()
        .stream()
        .filter(account -> subjects.of(receiver, account).equals(sub))
        .findFirst();
  }

  private Optional<AccountId> byEmail(String email) {
    return jdbc
        .sql("SELECT id FROM account WHERE lower(email) = lower(:email) ORDER BY id LIMIT 2")
        .param("email", email)
        .query((row, number) -> new AccountId(row.getObject("id", UUID.class)))
        .list()
        .stream()
        .reduce((one, other) -> one)
        .filter(account -> !email.isEmpty());
  }
}
