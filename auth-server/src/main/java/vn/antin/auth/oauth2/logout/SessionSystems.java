package vn.antin.auth.oauth2.logout;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.session.SessionId;

/** The systems that a session has reached. */
@Repository
final class SessionSystems {
  private final JdbcClient jdbc;
  private final Clients clients;

  SessionSystems(JdbcClient jdbc, Clients clients) {
    this.jdbc = jdbc;
    this.clients = clients;
  }

  /** Every system that got a code in this session, also when its tokens have ended since. */
  List<Client> of(SessionId session) {
    return jdbc
        .sql(
            """
            SELECT DISTINCT client_id FROM token_family WHERE session_id = :session
            ORDER BY client_id
            """)
        .param("session", session.value())
        .query((row, number) -> row.getString(1))
        .list()
        .stream()
        .map(clients::find)
        .flatMap(Optional::stream)
        .toList();
  }
}
