package vn.antin.auth.oauth2.request;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;

/**
 * Fetches request objects that a client keeps on its own server (OpenID Connect Core §6.2): only
 * from addresses that it registered, and only as far as {@link Outbound} goes.
 */
@Component
final class RequestReferences {
  private static final Logger LOG = LoggerFactory.getLogger(RequestReferences.class);
  private static final int LARGEST = 64 * 1024;
  private static final String ACCEPTED = "application/oauth-authz-req+jwt, application/jwt";

  private final Outbound outbound;

  /** Anybody can cause a fetch; most ways out stay free for what has to be told to others. */
  private final Semaphore atOnce = new Semaphore(8);

  RequestReferences(Outbound outbound) {
    this.outbound = outbound;
  }

  /** The object as text; empty when the address is not the client's or gives none. */
  Optional<String> fetch(String reference, Client client) {
    String address = withoutFragment(reference);
    boolean registered =
        client.metadata().texts("request_uris").stream()
            .anyMatch(known -> known.equals(reference) || known.equals(address));
    if (!registered || client.profile().fapi()) {
      return Optional.empty();
    }
    if (!atOnce.tryAcquire()) {
      return failed(client, "too many request objects are being fetched");
    }
    try {
      return switch (outbound.get(URI.create(address), ACCEPTED, LARGEST)) {
        case Answer.Ok ok -> Optional.of(ok.body().strip());
        case Answer.Refused(String reason) -> failed(client, reason);
        case Answer.Failed failed -> failed(client, failed.reason());
      };
    } finally {
      atOnce.release();
    }
  }

  private static Optional<String> failed(Client client, String reason) {
    LOG.warn("a request object of client {} cannot be fetched: {}", client.id(), reason);
    return Optional.empty();
  }

  /** The fragment is a hash that tells versions apart, and is never sent. */
  private static String withoutFragment(String reference) {
    int fragment = reference.indexOf('#');
    return fragment < 0 ? reference : reference.substring(0, fragment);
  }
}
