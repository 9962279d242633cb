package vn.antin.auth.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;

/** The outbox of one node, made by hand. */
record Node(Outbox outbox, OutboxTable table, OutboxWorker worker, Notices notices, Bell bell)
    implements AutoCloseable {
  /** A node that does not deliver yet; settings read {@code name=value}. */
  static Node of(JdbcClient jdbc, TestClock clock, Delivery delivery, String... settings) {
    OutboxProperties properties = properties(settings);
    OutboxTable table = new OutboxTable(jdbc, properties, clock);
    ObjectProvider<Delivery> deliveries =
        new StaticListableBeanFactory(Map.of("delivery", delivery)).getBeanProvider(Delivery.class);
    Bell bell = new Bell();
    OutboxMeter meter = new OutboxMeter(new SimpleMeterRegistry(), jdbc, clock);
    return new Node(
        new Outbox(jdbc, properties, clock),
        table,
        new OutboxWorker(table, deliveries, properties, meter, bell),
        new Notices(jdbc, deliveries, properties, clock),
        bell);
  }

  Node started() {
    worker.start();
    return this;
  }

  private static OutboxProperties properties(String... settings) {
    Map<String, String> given =
        Arrays.stream(settings)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(pair -> "antin.outbox." + pair[0], pair -> pair[1]));
    Map<String, String> all = new java.util.HashMap<>(Map.of("antin.outbox.poll", "20ms"));
    all.putAll(given);
    return new Binder(new MapConfigurationPropertySource(all))
        .bindOrCreate("antin.outbox", OutboxProperties.class);
  }

  @Override
  public void close() {
    worker.stop();
  }
}
