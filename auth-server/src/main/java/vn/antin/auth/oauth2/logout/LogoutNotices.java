package vn.antin.auth.oauth2.logout;

import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.outbox.Message;
import vn.antin.auth.outbox.Outbox;
import vn.antin.auth.session.SessionEnded;

/**
 * Puts one notice for each system that wants to hear of the end of a session it had, in the
 * transaction that ends the session.
 */
@Component
final class LogoutNotices {
  private final SessionSystems systems;
  private final Outbox outbox;
  private final JsonMapper json;

  LogoutNotices(SessionSystems systems, Outbox outbox, JsonMapper json) {
    this.systems = systems;
    this.outbox = outbox;
    this.json = json;
  }

  @EventListener
  void put(SessionEnded ended) {
    String session = ended.session().toString();
    String body =
        json.writeValueAsString(Map.of("sid", session, "account", ended.account().toString()));
    systems.of(ended.session()).stream()
        .filter(client -> client.metadata().uri(BackchannelDelivery.URI_MEMBER) != null)
        .forEach(client ->
            outbox.put(
                new Message(
                    BackchannelDelivery.KIND,
                    client.id(),
                    body,
                    session,
                    ended.disabled() ? ended.account().toString() : null)));
  }
}
