package vn.antin.auth.oauth2.client;

import java.time.InstantSource;
import org.springframework.boot.test.context.TestComponent;
import vn.antin.auth.TestServer;

/** Registers clients for tests. */
@TestComponent
public final class TestClients {
  private final ClientTable table;
  private final Clients clients;
  private final InstantSource clock;

  TestClients(ClientTable table, Clients clients, InstantSource clock) {
    this.table = table;
    this.clients = clients;
    this.clock = clock;
  }

  /** For a node started by hand. */
  public static TestClients of(TestServer server) {
    return new TestClients(
        server.bean(ClientTable.class),
        server.bean(Clients.class),
        server.bean(InstantSource.class));
  }

  /** Writes the client's row, anew if there is one. */
  public Client register(Client client) {
    table.put(client, clock.instant());
    clients.forget();
    return client;
  }
}
