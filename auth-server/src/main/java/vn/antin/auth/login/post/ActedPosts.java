package vn.antin.auth.login.post;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.LoginCompleted;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.session.SessionId;

/** Which post is acted in, in a login and in a session; only ever one that is held today. */
@Repository
class ActedPosts {
  private static final String HELD =
      """
      EXISTS (SELECT FROM assignment
              WHERE id = :assignment AND account_id = :account AND valid_from <= :today
                AND (valid_to IS NULL OR valid_to > :today))
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  ActedPosts(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whether the post has been chosen in this login. */
  boolean chosen(LoginInProgress login) {
    return jdbc.sql("SELECT assignment_id IS NOT NULL FROM login_flow WHERE id = :flow")
        .param("flow", login.id())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** The official has proved themselves; their posts may be shown in this login. */
  void ask(LoginInProgress login, AccountId account) {
    jdbc.sql("UPDATE login_flow SET post_asked = :account WHERE id = :flow")
        .param("account", account.value())
        .param("flow", login.id())
        .update();
  }

  /** Who was asked in this login. */
  Optional<AccountId> asked(LoginInProgress login) {
    return jdbc.sql(
            """
            SELECT post_asked FROM login_flow WHERE id = :flow AND post_asked = account_id
            """)
        .param("flow", login.id())
        .query((row, number) -> new AccountId(row.getObject("post_asked", UUID.class)))
        .optional();
  }

  /** Chooses for the session that this login will open; false when the post is not held. */
  boolean choose(LoginInProgress login, AccountId account, AssignmentId post) {
    return change("UPDATE login_flow SET assignment_id = :assignment WHERE id = :id AND ", post)
            .param("id", login.id())
            .param("account", account.value())
            .update()
        == 1;
  }

  /** Lets the session go on in another post; false when it is not held. */
  boolean change(SessionId session, AccountId account, AssignmentId post) {
    return change(
                """
                UPDATE session SET assignment_id = :assignment
                WHERE id = :id AND account_id = :account AND ended_at IS NULL AND
                """,
                post)
            .param("id", session.value())
            .param("account", account.value())
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec change(String update, AssignmentId post) {
    return jdbc.sql(update + HELD)
        .param("assignment", post.value())
        .param("today", EffectiveDate.today(clock));
  }

  /** The post chosen in the session, whether still held or not. */
  Optional<AssignmentId> of(SessionId session) {
    return jdbc.sql(
            "SELECT assignment_id FROM session WHERE id = :id AND assignment_id IS NOT NULL")
        .param("id", session.value())
        .query((row, number) -> new AssignmentId(row.getObject("assignment_id", UUID.class)))
        .optional();
  }

  /** The session works in the post chosen on the way to it. */
  @EventListener
  void completed(LoginCompleted login) {
    jdbc.sql(
            """
            UPDATE session SET assignment_id = flow.assignment_id FROM login_flow flow
            WHERE session.id = :session AND flow.id = :flow AND flow.assignment_id IS NOT NULL
            """)
        .param("session", login.session().value())
        .param("flow", login.flow())
        .update();
  }
}
