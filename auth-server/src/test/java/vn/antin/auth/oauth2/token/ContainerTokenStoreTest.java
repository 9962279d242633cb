package vn.antin.auth.oauth2.token;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The token store on the oldest PostgreSQL we support, in a container. Needs a Docker engine and an
 * image that listens on 5432 and takes the superuser's password from POSTGRES_PASSWORD, built
 * beforehand; skipped where either is missing. The image's name: system property {@code
 * antin.test.postgres-image} or environment variable {@code ANTIN_TEST_POSTGRES_IMAGE}.
 */
final class ContainerTokenStoreTest extends TokenStoreContract {
  private static final String PASSWORD = "postgres";
  private static final int PORT = 5432;

  private @Nullable GenericContainer<?> container;

  @Override
  ContractDatabase database() throws SQLException {
    String image =
        Optional.ofNullable(System.getProperty("antin.test.postgres-image"))
            .or(() -> Optional.ofNullable(System.getenv("ANTIN_TEST_POSTGRES_IMAGE")))
            .orElse("antin-test-postgres:15");
    assumeTrue(docker(), "no Docker engine: Debian package docker.io");
    assumeTrue(present(image), "no image " + image);
    GenericContainer<?> started =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(PORT)
            .withEnv("POSTGRES_PASSWORD", PASSWORD)
            .waitingFor(Wait.forListeningPort().withStartupTimeout(Duration.ofMinutes(2)));
    container = started;
    started.start();
    String server =
        "jdbc:postgresql://%s:%d/".formatted(started.getHost(), started.getMappedPort(PORT));
    try (Connection connection =
            new DriverManagerDataSource(server + "postgres", "postgres", PASSWORD).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE contract LOGIN PASSWORD 'owner'");
      statement.execute("CREATE ROLE contract_app LOGIN PASSWORD 'app'");
      statement.execute("CREATE DATABASE contract OWNER contract");
    }
    return ContractDatabase.migrate(
        new DriverManagerDataSource(server + "contract", "contract", "owner"),
        new DriverManagerDataSource(server + "contract", "contract_app", "app"),
        "contract_app");
  }

  @AfterAll
  void stop() {
    if (container != null) {
      container.stop();
    }
  }

  private static boolean docker() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException e) {
      return abort("Docker cannot be used: " + e.getMessage());
    }
  }

  private static boolean present(String image) {
    return DockerClientFactory.lazyClient().listImagesCmd().exec().stream()
        .map(found -> found.getRepoTags())
        .anyMatch(tags -> tags != null && java.util.Arrays.asList(tags).contains(image));
  }
}
