package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.command.CreateContainerCmd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import vn.antin.rootkey.RootKey;

/** The product's image on a container engine, beside PostgreSQL 15 from Debian. */
final class ImageEndToEndTest {
  private static final String IMAGE = "antin:end-to-end";
  private static final String POSTGRES = "antin-test-postgres:15";
  private static final int USER = 10001;

  @TempDir Path folder;

  @BeforeAll
  static void requireAnEngineWithTheImages() {
    assumeThat(DockerClientFactory.instance().isDockerAvailable())
        .as("a usable container engine (.ci/run installs Debian's docker.io)")
        .isTrue();
    assumeThat(imageExists(POSTGRES))
        .as("the image %s (.ci/run builds deploy/image/test-postgres)", POSTGRES)
        .isTrue();
  }

  @Test
  void imageRunsAuthServerAsAnOrdinaryUserAndBecomesReady() throws Exception {
    build();
    try (Network network = Network.newNetwork();
        PostgreSQLContainer postgres = postgres(network)) {
      postgres.start();
      try (DataFolder data = DataFolder.open(folder.resolve("data"), false);
          AuthServer server = new AuthServer(network, data, database(postgres, data))) {
        server.start();

        assertThat(server.execInContainer("id", "-u").getStdout().strip())
            .isEqualTo(Integer.toString(USER));
      }
    }
  }

  private void build() throws Exception {
    try (Antin antin =
        Antin.start(folder.resolve("build.out"), Map.of(), List.of("image", IMAGE))) {
      assertThat(antin.exitCode(Duration.ofMinutes(8))).as(antin.text()).isZero();
    }
  }

  private static PostgreSQLContainer postgres(Network network) {
    return new PostgreSQLContainer(
            DockerImageName.parse(POSTGRES).asCompatibleSubstituteFor("postgres"))
        .withNetwork(network)
        .withNetworkAliases("postgres");
  }

  private static Database database(PostgreSQLContainer postgres, DataFolder data) {
    Cluster cluster =
        new Cluster(
            "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/",
            postgres.getUsername(),
            postgres.getPassword());
    return Database.prepare(cluster, data, App.AUTH.database());
  }

  private static boolean imageExists(String name) {
    return DockerClientFactory.lazyClient().listImagesCmd().exec().stream()
        .anyMatch(
            image -> image.getRepoTags() != null && List.of(image.getRepoTags()).contains(name));
  }

  /** The auth-server in a container, its key files owned by the image's user. */
  private static final class AuthServer extends GenericContainer<AuthServer> {
    private static final String HOME = "var/lib/antin/";

    private final transient DataFolder data;

    AuthServer(Network network, DataFolder data, Database database) {
      super(DockerImageName.parse(IMAGE));
      this.data = data;
      RootKey.create(data.path("root.key"));
      Settings settings =
          new Settings(
              new Ports(Ports.DEFAULT_BASE),
              Path.of("/", HOME, "root.key"),
              new ClientKey(Path.of("/unused"), Path.of("/", HOME, "jwks.json")),
              Path.of("/", HOME, "admin-ui"),
              new SigningToken.Software(Path.of("/unused"), Path.of("/unused")),
              0);
      Map<String, String> values = settings.of(App.AUTH, database, Path.of("/", HOME, "roots.log"));
      String url = "jdbc:postgresql://postgres:5432/" + database.name();
      values.put("spring.datasource.url", url);
      values.put("spring.flyway.url", url);
      values.put("server.address", "0.0.0.0");
      values.put("management.server.address", "0.0.0.0");
      values.put("antin.gateway.enabled", "false");
      withNetwork(network);
      withEnv("SPRING_APPLICATION_JSON", Json.object(values));
      withCreateContainerCmdModifier(
          (CreateContainerCmd command) -> command.withCmd("auth-server"));
      withExposedPorts(9000, 9001);
      waitingFor(
          Wait.forHttp("/actuator/health/readiness")
              .forPort(9001)
              .withStartupTimeout(Duration.ofMinutes(3)));
    }

    @Override
    protected void containerIsCreated(String containerId) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
          ClientKey key = ClientKey.in(data.folder("client"));
          add(tar, "root.key", data.path("root.key"));
          add(tar, "jwks.json", key.publicSet());
          add(tar, "admin-ui", data.secretFile("admin-ui"));
        }
        getDockerClient()
            .copyArchiveToContainerCmd(containerId)
            .withRemotePath("/")
            .withTarInputStream(new ByteArrayInputStream(bytes.toByteArray()))
            .exec();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
      byte[] content = Files.readAllBytes(file);
      TarArchiveEntry entry = new TarArchiveEntry(HOME + name);
      entry.setSize(content.length);
      entry.setMode(0100600);
      entry.setIds(USER, USER);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
  }
}
