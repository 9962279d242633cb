package vn.antin.auth.oauth2.client;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/** Brings the rows of house and sample clients to what the configuration says, at every start. */
@Component
final class ClientSetup implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSetup.class);

  private final ClientTable table;
  private final Clients clients;
  private final HouseClients house;
  private final TransactionOperations transactions;
  private final AuditLog audit;
  private final InstantSource clock;
  private final boolean sample;

  ClientSetup(
      ClientTable table,
      Clients clients,
      HouseClients house,
      TransactionOperations transactions,
      AuditLog audit,
      InstantSource clock,
      @Value("${antin.sample.officials:0}") int sampleOfficials) {
    this.table = table;
    this.clients = clients;
    this.house = house;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
    this.sample = sampleOfficials > 0;
  }

  @Override
  public void afterSingletonsInstantiated() {
    house.missing().forEach(id -> LOG.warn("client {}: not configured, it cannot log in", id));
    List<Client> wanted = new ArrayList<>(house.configured());
    if (sample) {
      wanted.addAll(SampleClients.all());
    }
    transactions.executeWithoutResult(status -> {
      table.lock();
      if (!sample) {
        table.removeSample();
      }
      wanted.forEach(this::put);
    });
    clients.forget();
  }

  private void put(Client client) {
    if (!table.find(client.id()).equals(java.util.Optional.of(client))) {
      table.put(client, clock.instant());
      audit.append(
          new AuditEvent(
              "oauth2.client-changed",
              null,
              client.id(),
              Map.of("kind", client.kind().column()),
              Map.of()));
    }
  }
}
