package vn.antin.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import vn.antin.rootkey.RootKey;

/** The application as it runs, on a random port, between hand-made services. */
final class TestDesk {
  private static final AtomicReference<TestDesk> SHARED = new AtomicReference<>();
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  final TestDatabase database = TestDatabase.create();
  final FakeAuthServer authServer;
  final FakeSigningService signingService;
  final MovedClock clock = new MovedClock();
  final int port;
  private final ConfigurableApplicationContext context;

  /** The system's clock with a shift. */
  static final class MovedClock implements InstantSource {
    private volatile Duration shift = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(shift);
    }

    void advance(Duration by) {
      shift = shift.plus(by);
    }

    void reset() {
      shift = Duration.ZERO;
    }
  }

  private TestDesk(int port, String... more) {
    this.port = port;
    try {
      authServer = new FakeAuthServer(0);
      signingService = new FakeSigningService(0, authServer);
      var folder = Files.createTempDirectory("antin-desk");
      RootKey.create(folder.resolve("root.key"));
      Files.writeString(folder.resolve("secret"), FakeAuthServer.SECRET + "\n");
      var application = new SpringApplication(AdminApplication.class);
      application.addInitializers(c ->
          ((GenericApplicationContext) c)
              .registerBean("movedClock", MovedClock.class, () -> clock));
      context = application.run(arguments(folder, more));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String[] arguments(Path folder, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--management.server.port=0",
                "--antin.public-url=http://localhost:" + port,
                "--antin.auth-server-issuer=" + authServer.issuer(),
                "--antin.signing-service-url=" + signingService.url(),
                "--antin.client-secret-file=" + folder.resolve("secret"),
                "--antin.root-key=" + folder.resolve("root.key"),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=antin_admin_app",
                "--spring.datasource.password=app",
                "--spring.flyway.url=" + database.url(),
                "--spring.flyway.user=antin_admin",
                "--spring.flyway.password=owner",
                "--spring.flyway.placeholders.app_role=antin_admin_app"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** One application for all test classes, with everything as usual again. */
  static TestDesk shared() {
    var desk = SHARED.updateAndGet(known -> known == null ? start() : known);
    desk.authServer.reset();
    desk.signingService.reset();
    desk.clock.reset();
    return desk;
  }

  static TestDesk start(String... more) {
    return new TestDesk(freePort(), more);
  }

  static TestDesk startOn(int port) {
    return new TestDesk(port);
  }

  String url(String path) {
    return "http://localhost:" + port + path;
  }

  Browser browser() {
    return new Browser(this);
  }

  /** A browser whose official is logged in. */
  Browser signedIn() {
    var browser = browser();
    browser.login();
    return browser;
  }

  void stop() {
    context.close();
    authServer.stop();
    signingService.stop();
  }

  /** Below the range from which systems take the ports of outgoing connections; none twice. */
  static int freePort() {
    int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
    if (!GIVEN.add(port)) {
      return freePort();
    }
    try (var socket = new ServerSocket(port)) {
      return socket.getLocalPort();
    } catch (BindException e) {
      return freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
