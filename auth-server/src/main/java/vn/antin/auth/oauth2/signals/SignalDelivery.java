package vn.antin.auth.oauth2.signals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;
import vn.antin.auth.outbox.Attempt;
import vn.antin.auth.outbox.Delivery;
import vn.antin.auth.outbox.Message;

/** Pushes events (RFC 8935). */
@Component
final class SignalDelivery implements Delivery {
  static final String KIND = "security-event";

  /** As long as the outbox tries: an event given up does not hold later ones up for good. */
  private static final Duration IN_ORDER_WITHIN = Duration.ofHours(24);

  private static final int MOST_BYTES = 64 * 1024;

  private final StreamTable streams;
  private final EventTable events;
  private final Clients clients;
  private final SignalTokens tokens;
  private final Outbound outbound;

  SignalDelivery(
      StreamTable streams,
      EventTable events,
      Clients clients,
      SignalTokens tokens,
      Outbound outbound) {
    this.streams = streams;
    this.events = events;
    this.clients = clients;
    this.tokens = tokens;
    this.outbound = outbound;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String nameOf(String recipient) {
    return streams
        .find(recipient)
        .flatMap(stream -> clients.find(stream.clientId()))
        .map(Client::name)
        .orElse(recipient);
  }

  @Override
  public String systemOf(String recipient) {
    return streams.find(recipient).map(SignalStream::clientId).orElse(recipient);
  }

  @Override
  public Attempt deliver(Message message) {
    UUID jti = UUID.fromString(message.body());
    EventTable.Event event = events.find(jti).orElse(null);
    SignalStream stream = streams.find(message.recipient()).orElse(null);
    if (event == null || stream == null) {
      // Taken before, or the receiver has let go of it.
      return new Attempt.Delivered();
    }
    if (stream.status() != SignalStream.Status.ENABLED
        || !(stream.transport() instanceof Transport.Push push)) {
      // It stays where it is, and is put anew when the stream pushes again.
      return new Attempt.Dead("the receiver has paused the stream or now polls");
    }
    Client receiver = clients.find(stream.clientId()).orElse(null);
    if (receiver == null) {
      return new Attempt.Retry("the receiver is switched off");
    }
    return events.follows(jti, IN_ORDER_WITHIN)
        ? new Attempt.Retry("an earlier event about the same official comes first")
        : push(event, receiver, push);
  }

  private Attempt push(EventTable.Event event, Client receiver, Transport.Push push) {
    Map<String, String> headers = new TreeMap<>(Map.of("Accept", "application/json"));
    if (push.authorization() != null) {
      headers.put("Authorization", push.authorization().reveal());
    }
    byte[] token = tokens.sign(event, receiver).getBytes(StandardCharsets.US_ASCII);
    Answer answer =
        outbound.post(push.endpoint(), "application/secevent+jwt", token, headers, MOST_BYTES);
    Attempt attempt = judge(answer);
    if (!(attempt instanceof Attempt.Retry)) {
      events.remove(event.streamId(), List.of(event.jti()));
    }
    return attempt;
  }

  /** §2.2 to §2.4: 202 takes it, 400 refuses it; what else happens may pass. */
  private static Attempt judge(Answer answer) {
    return switch (answer) {
      case Answer.Ok ok -> new Attempt.Delivered();
      case Answer.Refused(String reason) -> new Attempt.Dead(reason);
      case Answer.Failed(int status, String reason) when status == 400 ->
          new Attempt.Dead("the receiver refused the event (status 400)");
      case Answer.Failed(int status, String reason) -> new Attempt.Retry(reason);
    };
  }
}
