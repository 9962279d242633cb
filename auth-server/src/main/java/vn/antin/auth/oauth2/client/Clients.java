package vn.antin.auth.oauth2.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import vn.antin.auth.change.ChangeListener;

/**
 * Finds clients. What was found is remembered for a minute at most and forgotten at once when a row
 * changes; what was not found is not remembered. Thread-safe.
 */
@Component
public final class Clients implements ChangeListener {
  private static final Duration FRESH = Duration.ofSeconds(60);

  private final ClientTable table;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  Clients(ClientTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** The client with this id, unless it is unknown or switched off. */
  public Optional<Client> find(String id) {
    Optional<Client> remembered = remembered(id);
    return remembered.isPresent() ? remembered : read(id);
  }

  /** The client as this node knows it; empty also when it does not know it yet. */
  public Optional<Client> remembered(String id) {
    Known remembered = known.get(id);
    return remembered != null && clock.instant().isBefore(remembered.readAt().plus(FRESH))
        ? Optional.of(remembered.client())
        : Optional.empty();
  }

  /** The client as it is now. */
  public Optional<Client> read(String id) {
    Instant now = clock.instant();
    long before = changes.get();
    known.remove(id);
    Optional<Client> read = table.find(id);
    read.ifPresent(client -> known.put(id, new Known(client, now)));
    if (changes.get() != before) {
      // Read before the change that was heard meanwhile.
      known.remove(id);
    }
    return read;
  }

  /** The systems, other than our own, that officials log in to and that have a page. */
  public List<ClientPage> pages() {
    return table.pages();
  }

  @Override
  public String channel() {
    return "oauth2_client";
  }

  @Override
  public void changed() {
    forget();
  }

  void forget() {
    changes.incrementAndGet();
    known.clear();
  }

  private record Known(Client client, Instant readAt) {}
}
