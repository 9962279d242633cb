package vn.antin.auth.session;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Makes a session stronger by what was proved within it. */
@Repository
public final class SessionStrength {
  private final JdbcClient jdbc;

  SessionStrength(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Counts a second factor that the official has just set up in this session, and shown to have, as
   * given: nobody is asked again for what they had in hand a moment ago. A session that is stronger
   * than a password already stays as it is.
   *
   * @param factor its kind, by the name that policies use
   * @param method in the terms of RFC 8176
   */
  public void add(SessionId id, String factor, String method) {
    jdbc.sql(
            """
            UPDATE session
            SET methods = (SELECT array_agg(DISTINCT method ORDER BY method)
                           FROM unnest(methods || ARRAY[:method, 'mfa']) AS method),
                factors = CASE WHEN factors = '{}' OR :factor = ANY (factors) THEN factors
                               ELSE array_append(factors, :factor) END,
                assurance = :raised
            WHERE id = :id AND ended_at IS NULL AND assurance = :single
            """)
        .param("factor", factor)
        .param("method", method)
        .param("raised", Assurance.TWO_FACTOR.value())
        .param("single", Assurance.PASSWORD.value())
        .param("id", id.value())
        .update();
  }
}
