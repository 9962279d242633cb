package vn.antin.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.rootkey.RootKey;

/** The whole service on random ports, with its own database, token folder and root key. */
public final class RunningService implements AutoCloseable {
  public final TestClock clock;
  public final FakeAuthServer authServer;
  public final TestDatabase database;
  private final Path folder;
  private final List<Consumer<GenericApplicationContext>> beans = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();
  private @Nullable ConfigurableApplicationContext context;

  private RunningService(TestDatabase database, Path folder) {
    this.clock = new TestClock();
    this.authServer = new FakeAuthServer(clock);
    this.database = database;
    this.folder = folder;
  }

  private RunningService(RunningService first) {
    this.clock = first.clock;
    this.authServer = first.authServer;
    this.database = first.database;
    this.folder = first.folder;
    settings.putAll(first.settings);
  }

  /**
   * Another node of the same installation, which shares everything with this one and is not started
   * yet. To be taken {@link #down} before this one is closed.
   */
  public RunningService node() {
    return new RunningService(this);
  }

  /** Starts with the development authority and a software token unless settings say otherwise. */
  public static RunningService start(String... settings) {
    return start(TestDatabase.create(), settings);
  }

  public static RunningService start(TestDatabase database, String... settings) {
    var service = prepare(database, settings);
    service.up();
    return service;
  }

  /** Adds a bean to what is started next. */
  public <T> RunningService with(Class<T> type, T bean) {
    beans.add(created -> created.registerBean(type, () -> bean));
    return this;
  }

  /** Everything but the start. */
  public static RunningService prepare(TestDatabase database, String... settings) {
    try {
      var service = new RunningService(database, Files.createTempDirectory("antin-signing"));
      service.configure(settings);
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves a setting out. */
  public RunningService without(String setting) {
    settings.remove(setting);
    return this;
  }

  /** Changes a setting of what is started next. */
  public RunningService setting(String name, String value) {
    set(name, value);
    return this;
  }

  private void configure(String... changes) throws IOException {
    RootKey.create(folder.resolve("root.key"));
    secret("pin", "1234567890");
    secret("client.jwk", authServer.clientKey());
    set("spring.datasource.url", database.url());
    set("spring.datasource.username", database.appRole());
    set("spring.flyway.url", database.url());
    set("spring.flyway.user", database.name());
    set("spring.flyway.placeholders.app_role", database.appRole());
    // Long: a machine that has much to do is not an outage.
    set("spring.datasource.hikari.connection-timeout", "30000");
    set("server.port", "0");
    set("management.server.port", "0");
    set("antin.root-key", folder.resolve("root.key").toString());
    set("antin.auth-server-issuer", authServer.issuer());
    set("antin.client-key-file", folder.resolve("client.jwk").toString());
    set("antin.token.kind", "software");
    set("antin.token.directory", folder.resolve("token").toString());
    set("antin.token.pin-file", folder.resolve("pin").toString());
    set("antin.development-authority.enabled", "true");
    set("antin.development-authority.officials", "0");
    set("antin.people.interval", "100ms");
    for (var change : changes) {
      var at = change.indexOf('=');
      set(change.substring(0, at), change.substring(at + 1));
    }
  }

  private void set(String name, String value) {
    settings.put(name, value);
  }

  private void secret(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  public void up() {
    var builder = new SpringApplicationBuilder(SigningApplication.class);
    builder.initializers(created -> {
      var registry = (GenericApplicationContext) created;
      registry.registerBean(InstantSource.class, () -> clock);
      beans.forEach(each -> each.accept(registry));
    });
    context = builder.run(arguments());
  }

  /** What the service is started with. */
  String[] arguments() {
    return settings.entrySet().stream()
        .map(each -> "--" + each.getKey() + "=" + each.getValue())
        .toArray(String[]::new);
  }

  public void down() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  public <T> T bean(Class<T> type) {
    if (context == null) {
      throw new IllegalStateException("not running");
    }
    return context.getBean(type);
  }

  public int port() {
    return port("local.server.port");
  }

  public int managementPort() {
    return port("local.management.port");
  }

  private int port(String property) {
    if (context == null) {
      throw new IllegalStateException("not running");
    }
    return context.getEnvironment().getRequiredProperty(property, Integer.class);
  }

  public Path folder() {
    return folder;
  }

  public Answer get(String path, @Nullable String token) {
    return send(request(path, token).GET());
  }

  public Answer delete(String path, String token) {
    return send(request(path, token).DELETE());
  }

  public Answer postJson(String path, @Nullable String token, Object body) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
  }

  public Answer post(String path, @Nullable String token) {
    return send(request(path, token).POST(BodyPublishers.noBody()));
  }

  public Answer postPdf(String path, @Nullable String token, BodyPublisher body) {
    return send(request(path, token).header("Content-Type", "application/pdf").POST(body));
  }

  public Answer postPdf(String path, @Nullable String token, byte[] body) {
    return postPdf(path, token, BodyPublishers.ofByteArray(body));
  }

  public Answer putPng(String path, String token, byte[] png) {
    return send(
        request(path, token)
            .header("Content-Type", "image/png")
            .PUT(BodyPublishers.ofByteArray(png)));
  }

  public HttpRequest.Builder request(String path, @Nullable String token) {
    var builder =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Duration.ofMinutes(3));
    return token == null ? builder : builder.header("Authorization", "Bearer " + token);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body(), answer.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A system's own token. */
  public String machine(String client) {
    return authServer.token(Map.of("sub", client, "client_id", client, "scope", "service"));
  }

  @Override
  public void close() {
    down();
    authServer.close();
    http.close();
  }
}
