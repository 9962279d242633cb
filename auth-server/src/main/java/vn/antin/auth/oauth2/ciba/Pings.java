package vn.antin.auth.oauth2.ciba;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.decoupled.AskedRequest;
import vn.antin.auth.oauth2.decoupled.DecoupledRequests;
import vn.antin.auth.oauth2.decoupled.PollSecret;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;
import vn.antin.auth.outbox.Attempt;
import vn.antin.auth.outbox.Delivery;
import vn.antin.auth.outbox.Message;
import vn.antin.auth.outbox.Outbox;
import vn.antin.rootkey.RootKey;

/**
 * Tells clients in ping mode that an answer waits for them (CIBA Core §10.2). What the call needs
 * lies wrapped in the question's row; the outbox carries its id alone.
 */
@Component
final class Pings implements Delivery {
  private static final String KIND = "ciba-ping";
  private static final int LONGEST_ANSWER = 16 * 1024;

  private final DecoupledRequests requests;
  private final Clients clients;
  private final Outbox outbox;
  private final Outbound outbound;
  private final RootKey rootKey;

  Pings(
      DecoupledRequests requests,
      Clients clients,
      Outbox outbox,
      Outbound outbound,
      RootKey rootKey) {
    this.requests = requests;
    this.clients = clients;
    this.outbox = outbox;
    this.outbound = outbound;
    this.rootKey = rootKey;
  }

  /** Token and request id, for the row; neither can hold a line break. */
  byte[] wrap(UUID id, String token, PollSecret secret) {
    return rootKey.wrap(
        (token + "\n" + secret.reveal()).getBytes(StandardCharsets.UTF_8), context(id));
  }

  /** Has the client told, if it wants to be; joins the caller's transaction. */
  void announce(AskedRequest request) {
    if (requests.notification(request.id()).isPresent()) {
      outbox.put(
          new Message(KIND, request.clientId(), request.id().toString(), request.id().toString()));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Attempt deliver(Message message) {
    UUID id = UUID.fromString(message.body());
    Optional<DecoupledRequests.Notification> found = requests.notification(id);
    if (found.isEmpty()) {
      return new Attempt.Dead("the answer can no longer be fetched");
    }
    if (found.get().collected()) {
      return new Attempt.Delivered();
    }
    URI endpoint =
        clients
            .find(found.get().clientId())
            .map(client -> client.metadata().uri("backchannel_client_notification_endpoint"))
            .orElse(null);
    if (endpoint == null) {
      return new Attempt.Dead("the client has no backchannel_client_notification_endpoint");
    }
    String[] parts =
        new String(rootKey.unwrap(found.get().wrapped(), context(id)), StandardCharsets.UTF_8)
            .split("\n", 2);
    Answer answer =
        outbound.post(
            endpoint,
            "application/json",
            "{\"auth_req_id\":\"%s\"}".formatted(parts[1]).getBytes(StandardCharsets.UTF_8),
            Map.of("Authorization", "Bearer " + parts[0]),
            LONGEST_ANSWER);
    return switch (answer) {
      case Answer.Ok _ -> new Attempt.Delivered();
      case Answer.Refused(String reason) -> new Attempt.Dead(reason);
      case Answer.Failed(int status, String reason) ->
          status >= 300 && status < 500 ? new Attempt.Dead(reason) : new Attempt.Retry(reason);
    };
  }

  @Override
  public String nameOf(String recipient) {
    return clients.find(recipient).map(Client::name).orElse(recipient);
  }

  private static String context(UUID id) {
    return "ciba-notification:" + id;
  }
}
