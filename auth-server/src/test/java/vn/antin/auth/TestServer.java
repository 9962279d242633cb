package vn.antin.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A node of its own, for tests about starting, several nodes, or a lost database. */
public record TestServer(ConfigurableApplicationContext context) implements AutoCloseable {
  /** Starts a node on a free port with this database; settings read {@code name=value}. */
  public static TestServer start(TestDatabase database, String... settings) {
    return start(database, new Class<?>[0], settings);
  }

  /** Starts a node with more configuration of a test's own. */
  public static TestServer start(TestDatabase database, Class<?>[] more, String... settings) {
    Stream<String> own =
        Stream.of(
            "server.port=0",
            "management.server.port=0",
            "antin.issuer=http://localhost:9000",
            "antin.root-key=" + TestRootKey.file(),
            "antin.signing-service-url=http://localhost:9100",
            "antin.admin-ui-url=http://localhost:9200",
            "antin.hashing.memory=1024",
            "antin.hashing.iterations=1");
    Stream<String> stored =
        database.properties().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
    // A test's own setting stands in the place of the one for all.
    Map<String, String> byName = new LinkedHashMap<>();
    Stream.of(own, stored, Stream.of(settings))
        .flatMap(part -> part)
        .forEach(setting -> byName.put(setting.split("=", 2)[0], setting));
    String[] arguments =
        byName.values().stream().map(setting -> "--" + setting).toArray(String[]::new);
    return new TestServer(
        new SpringApplicationBuilder(AuthApplication.class).sources(more).run(arguments));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Where this node is reached. */
  public String origin() {
    return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
  }

  @Override
  public void close() {
    context.close();
  }
}
