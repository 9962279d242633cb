package vn.antin.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import vn.antin.standalone.KeysOptions.NamedToken;
import vn.antin.standalone.KeysOptions.Part;
import vn.antin.standalone.bench.ClosedLoop;
import vn.antin.standalone.bench.IssueLoad;
import vn.antin.standalone.bench.OcspLoad;
import vn.antin.standalone.bench.Provider;
import vn.antin.standalone.bench.StampLoad;

/**
 * {@code ./antin bench keys}: a token in a process with nothing else; then a whole house on this
 * machine, which also carries the load.
 */
final class KeysBench {
  /** About a minute of two cores. */
  static final int USUAL_P256 = 5_000;

  static final int USUAL_RSA = 1_000;

  /** The sample's first security administrator. */
  private static final int ADMINISTRATOR = 3;

  private static final int FEWEST_OFFICIALS = 50;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);
  private static final Duration FILLED = Duration.ofMinutes(15);

  private final Build build;
  private final KeysOptions options;
  private final KeysReport report = new KeysReport();

  KeysBench(Build build, KeysOptions options) {
    this.build = build;
    this.options = options;
  }

  int run() throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%d processors, load average %.1f before the measurement%n",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    NamedToken named = options.token();
    if (named != null) {
      tokens(new TokenRates.Of(named.library(), named.label(), named.pinFile(), Map.of()));
    } else {
      onHouse();
    }
    report.print();
    return 0;
  }

  private void onHouse() throws IOException {
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder data = DataFolder.open(folder, false)) {
      if (options.parts().contains(Part.TOKENS)) {
        if (!(SigningToken.prepare(data) instanceof SigningToken.SoftHsm token)) {
          throw new StandaloneException(
              StandaloneException.Code.ENVIRONMENT,
              "bench keys measures a PKCS#11 token: install the package softhsm2, or name a"
                  + " library.");
        }
        tokens(TokenRates.Of.the(token));
      }
      if (options.parts().stream().anyMatch(part -> part != Part.TOKENS)) {
        House.of(build, data, Ports.anyFree(), officials(), STOP_LIMIT)
            .run(this::jvmOptions, this::measure);
      }
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private void tokens(TokenRates.Of token) throws IOException {
    report.tokens(TokenRates.measure(build, token, options.seconds(), options.threads()));
  }

  private void measure(House house) {
    System.out.printf("%na house with %s%n", house.settings().token().description());
    URI service = URI.create(house.settings().signingUrl());
    Map<String, Long> processes = house.processes();
    ClosedLoop loop =
        new ClosedLoop(
            Objects.requireNonNull(processes.get(App.SIGNING.title())),
            Objects.requireNonNull(processes.get("PostgreSQL")),
            options.connections());
    StampLoad stamps = new StampLoad(service, loop);
    stamps.awaitFirst();
    if (options.parts().contains(Part.STAMPS)) {
      report.stamps(stamps.measure(options.seconds()));
    }
    if (options.parts().contains(Part.OCSP)) {
      OcspLoad answers = new OcspLoad(service, loop);
      report.answers(answers.stored(options.seconds()), answers.nonce(options.seconds()));
    }
    if (options.parts().contains(Part.ISSUE)) {
      awaitPeople(house);
      try (IssueLoad issue = IssueLoad.open(service, administration(house.settings()))) {
        issue(issue, "P-256", "ec-p256", p256());
        issue(issue, "RSA-2048", "rsa-2048", rsa());
      }
    }
  }

  private void issue(IssueLoad load, String kind, String name, int certificates) {
    double seconds = load.seconds(name, certificates);
    System.out.printf(
        Locale.ROOT, "%,d certificates over %s keys: %.1f s%n", certificates, kind, seconds);
    report.issued(kind, certificates, seconds);
  }

  private int p256() {
    return Objects.requireNonNullElse(options.certificates(), USUAL_P256);
  }

  private int rsa() {
    return Objects.requireNonNullElse(options.certificates(), USUAL_RSA);
  }

  /** One for each certificate, and the administrator, who orders none for themselves. */
  private int officials() {
    return options.parts().contains(Part.ISSUE)
        ? Math.max(FEWEST_OFFICIALS, p256() + rsa() + 1)
        : FEWEST_OFFICIALS;
  }

  /** Nothing is issued beside what is measured, and a job is for so many and no more. */
  private List<String> jvmOptions(App app) {
    return app == App.SIGNING
        ? Stream.concat(
                build.startOptions(app).stream(),
                Stream.of(
                    "-Dantin.development-authority.officials=0",
                    "-Dantin.certificate-jobs.rows=" + p256()))
            .toList()
        : build.startOptions(app);
  }

  /** A large sample is still being filled when the house opens. */
  private void awaitPeople(House house) {
    long end = System.nanoTime() + FILLED.toNanos();
    try (Connection connection = house.connect(App.SIGNING);
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row =
            statement.executeQuery("SELECT count(DISTINCT official_id) FROM assignment")) {
          row.next();
          if (row.getInt(1) >= officials()) {
            return;
          }
        }
        if (System.nanoTime() > end) {
          throw new StandaloneException(
              StandaloneException.Code.PART, "The sample was not complete within 15 minutes.");
        }
        AuthHouse.pause(Duration.ofMillis(200));
      }
    } catch (SQLException e) {
      throw new StandaloneException(
          StandaloneException.Code.PART, "The database could not be read: " + e.getMessage(), e);
    }
  }

  /** As whom the web front asks. */
  private static Provider administration(Settings settings) {
    return OidcBench.provider(
        settings.authUrl(),
        "admin-ui",
        PrivateFiles.read(settings.adminSecret()),
        settings.adminUrl() + "/login/callback",
        ADMINISTRATOR,
        ADMINISTRATOR);
  }
}
