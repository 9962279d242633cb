package vn.antin.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.antin.standalone.bench.Contestant;
import vn.antin.standalone.bench.HashCost;
import vn.antin.standalone.bench.Provider;
import vn.antin.standalone.keycloak.KeycloakDistribution;
import vn.antin.standalone.keycloak.KeycloakRealm;
import vn.antin.standalone.keycloak.KeycloakServer;

/** Keycloak on a database of its own in the PostgreSQL that our auth-server uses too. */
final class KeycloakSide implements AutoCloseable {
  private static final String DATABASE = "keycloak";
  private static final String PASSWORD = "antin-demo-2026";
  private static final String CLIENT_SECRET = "demo-app-secret";
  private static final int PORT_OFFSET = 10;

  private final AuthHouse house;
  private final OidcOptions options;
  private final KeycloakServer.Settings settings;
  private final KeycloakServer server;

  private KeycloakSide(AuthHouse house, OidcOptions options, KeycloakServer.Settings settings) {
    this.house = house;
    this.options = options;
    this.settings = settings;
    this.server = new KeycloakServer(settings);
    house.host(server::close);
  }

  static KeycloakSide prepare(Path home, AuthHouse house, Ports ports, OidcOptions options)
      throws IOException {
    String maven = Optional.ofNullable(System.getenv("ANTIN_MAVEN")).orElse("mvn");
    DataFolder data = house.data();
    Path distribution =
        KeycloakDistribution.unpack(home.resolve(".antin/cache"), maven, data.folder("keycloak"));
    Database database = Database.prepare(house.postgres().cluster(), data, DATABASE);
    int port = ports.base() + PORT_OFFSET;
    return new KeycloakSide(
        house,
        options,
        new KeycloakServer.Settings(
            distribution,
            data.folder("logs").resolve("keycloak.log"),
            port,
            port + 1,
            database.url(),
            database.owner(),
            database.ownerPassword(),
            data.secret("keycloak-admin"),
            OidcBench.HASH,
            options.heap()));
  }

  /** Builds, fills and restarts it as ours is restarted; returns it running. */
  Contestant start(long postmaster) throws IOException {
    System.out.println(
        "Keycloak " + KeycloakDistribution.VERSION + ": building and filling a realm");
    server.build();
    server.start();
    Provider provider =
        KeycloakRealm.create(
            settings.origin(),
            settings.adminPassword(),
            CLIENT_SECRET,
            PASSWORD,
            OidcBench.OFFICIALS);
    requireSameHash();
    System.out.println(
        "Keycloak: " + options.starts() + " starts, then " + options.idle() + " s of rest");
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < options.starts(); i++) {
      server.close();
      seconds.add(server.start());
    }
    AuthHouse.pause(Duration.ofSeconds(options.idle()));
    Integer heap = settings.heapMegabytes();
    return new Contestant(
        "Keycloak",
        provider,
        server.pid(),
        postmaster,
        KeycloakDistribution.VERSION
            + ", G1, -Xms64m -Xmx"
            + (heap == null ? 512 : heap)
            + "m, JDK "
            + Runtime.version().feature(),
        seconds,
        OidcBench.residentMegabytes(server.pid()),
        List.of());
  }

  @Override
  public void close() {
    server.close();
  }

  /** Reads from its database what its users' hashes were made with. */
  private void requireSameHash() {
    try (Connection connection = house.postgres().cluster().connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT count(*), min(credential_data)
                FROM credential JOIN user_entity ON user_entity.id = credential.user_id
                JOIN realm ON realm.id = user_entity.realm_id AND realm.name = 'bench'
                WHERE NOT (credential_data::jsonb @> '%s')
                """
                    .formatted(expectedHash()))) {
      if (!rows.next() || rows.getInt(1) > 0) {
        throw new StandaloneException(
            StandaloneException.Code.PART,
            "Keycloak's password hashes are not those that were asked for: " + rows.getString(2));
      }
    } catch (SQLException e) {
      throw new StandaloneException(
          StandaloneException.Code.PART, "Keycloak's database: " + e.getMessage(), e);
    }
  }

  private static String expectedHash() {
    return """
    {"algorithm": "argon2", "hashIterations": %d,
     "additionalParameters": {"type": ["id"], "version": ["1.3"], "memory": ["%d"],
       "parallelism": ["%d"], "hashLength": ["%d"]}}
    """
        .formatted(
            OidcBench.HASH.iterations(),
            OidcBench.HASH.memory(),
            HashCost.PARALLELISM,
            HashCost.LENGTH);
  }
}
