package vn.antin.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each context a free port, which its issuer names, and a database of its own. */
final class FreshServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestDatabase database = TestDatabase.create();
    int port = freePort();
    TestPropertyValues.of(
            "server.port=" + port,
            "antin.root-key=" + TestRootKey.file(),
            "antin.issuer=http://localhost:" + port,
            "antin.signing-service-url=http://localhost:" + freePort(),
            "antin.admin-ui-url=http://localhost:9200")
        .applyTo(context);
    TestPropertyValues.of(database.properties()).applyTo(context);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
