package vn.antin.auth.oauth2.signals;

import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;

/** Finds who calls: a client with a token of its own. */
@Component
final class Receiver {
  private final Clients clients;
  private final StreamTable streams;

  Receiver(Clients clients, StreamTable streams) {
    this.clients = clients;
    this.streams = streams;
  }

  Client of(Jwt token) {
    String client = token.getClaimAsString("client_id");
    if (client == null || !Objects.equals(client, token.getSubject())) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "expected a token that the receiver got for itself");
    }
    return clients
        .find(client)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }

  /** The receiver's own stream; another's is as unknown as none. */
  SignalStream stream(Jwt token, String id) {
    String client = of(token).id();
    return streams
        .find(id)
        .filter(stream -> stream.clientId().equals(client))
        .orElseThrow(() ->
            new ResponseStatusException(HttpStatus.NOT_FOUND, "no stream with this stream_id"));
  }
}
