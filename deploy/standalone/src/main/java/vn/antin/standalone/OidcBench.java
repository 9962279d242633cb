package vn.antin.standalone;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.antin.standalone.bench.Contestant;
import vn.antin.standalone.bench.HashCost;
import vn.antin.standalone.bench.LoadRun;
import vn.antin.standalone.bench.Plan;
import vn.antin.standalone.bench.Provider;

/**
 * {@code ./antin bench oidc}: starts what is to be measured, each server in a JVM of its own, and
 * then the load in another.
 */
final class OidcBench {
  /** What a password check costs, on both sides: the defaults of {@code antin.hashing}. */
  static final HashCost HASH = new HashCost(19_456, 2);

  static final int OFFICIALS = 200;

  /** The first four officials of the sample hold roles that others do not. */
  private static final int FIRST_OFFICIAL = 5;

  private final Path home;
  private final Build build;
  private final OidcOptions options;

  OidcBench(Path home, Build build, OidcOptions options) {
    this.home = home;
    this.build = build;
    this.options = options;
  }

  int run() throws IOException {
    return options.sizes() ? sizes() : speed();
  }

  private int speed() throws IOException {
    Ports ports = Ports.anyFree();
    try (AuthHouse house = AuthHouse.open(build, ports, OFFICIALS)) {
      List<Contestant> contestants = new ArrayList<>();
      contestants.add(ours(house, ports));
      if (!options.keycloak()) {
        return measure(house, Plan.Question.SPEED, contestants);
      }
      try (KeycloakSide keycloak = KeycloakSide.prepare(home, house, ports, options)) {
        contestants.add(keycloak.start(house.postgres().pid()));
        return measure(house, Plan.Question.COMPARISON, contestants);
      }
    }
  }

  /** The first start fills the database and is not timed. */
  private Contestant ours(AuthHouse house, Ports ports) {
    System.out.println(
        "Ấn Tín: " + options.starts() + " starts, then " + options.idle() + " s of rest");
    Child child = house.start(ports.auth(), heap(), Map.of());
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < options.starts(); i++) {
      house.stop(child);
      long began = System.nanoTime();
      child = house.start(ports.auth(), heap(), Map.of());
      seconds.add((System.nanoTime() - began) / 1e9);
    }
    AuthHouse.pause(Duration.ofSeconds(options.idle()));
    return new Contestant(
        "Ấn Tín",
        provider(house.issuer(), OFFICIALS),
        child.pid(),
        house.postgres().pid(),
        "SerialGC, -Xmx" + heapMegabytes() + "m, JDK " + Runtime.version().feature(),
        seconds,
        residentMegabytes(child.pid()),
        List.of());
  }

  private int sizes() throws IOException {
    Ports smallPorts = Ports.anyFree();
    try (AuthHouse small = AuthHouse.open(build, smallPorts, OFFICIALS)) {
      Contestant first = filled("small", small, smallPorts, OFFICIALS);
      Ports largePorts = Ports.anyFree();
      try (AuthHouse large = AuthHouse.open(build, largePorts, options.accounts())) {
        Contestant second = filled("large", large, largePorts, options.accounts());
        return measure(small, Plan.Question.GROWTH, List.of(first, second));
      }
    }
  }

  private Contestant filled(String name, AuthHouse house, Ports ports, int accounts)
      throws IOException {
    Child child = house.start(ports.auth(), heap(), Map.of());
    Provider provider = provider(house.issuer(), accounts);
    List<String> seeds = new RefreshTokenFill(house.postgres().cluster(), accounts).fill(provider);
    return new Contestant(
        name,
        provider,
        child.pid(),
        house.postgres().pid(),
        accounts + " accounts, " + RefreshTokenFill.EACH * accounts + " live refresh tokens",
        List.of(),
        residentMegabytes(child.pid()),
        seeds);
  }

  /** Starts the load's own JVM on this plan; it leaves when this one does. */
  private int measure(AuthHouse house, Plan.Question question, List<Contestant> contestants)
      throws IOException {
    Path file = house.data().path("plan.properties");
    PrivateFiles.write(file, "");
    new Plan(
            question,
            options.only(),
            options.connections(),
            options.seconds(),
            options.warmUp(),
            options.rounds(),
            HASH,
            contestants)
        .write(file);
    Process load =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                build.launcherJar() + File.pathSeparator + bouncyCastle(),
                Guard.class.getName(),
                LoadRun.class.getName(),
                file.toString())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return load.waitFor();
    } catch (InterruptedException e) {
      load.destroy();
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    }
  }

  /** The library with which our server hashes passwords. */
  private Path bouncyCastle() throws IOException {
    try (Stream<Path> libraries = Files.list(build.appFolder(App.AUTH).resolve("lib"))) {
      return libraries
          .filter(library -> library.getFileName().toString().startsWith("bcprov-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private List<String> heap() {
    Integer heap = options.heap();
    return heap == null ? List.of() : List.of("-Xmx" + heap + "m");
  }

  private int heapMegabytes() {
    Integer heap = options.heap();
    return heap == null ? App.AUTH.heapMegabytes() : heap;
  }

  static Provider provider(String issuer, int officials) {
    return provider(
        issuer,
        "demo-app",
        "demo-app-secret",
        "http://localhost:9999/cb",
        FIRST_OFFICIAL,
        officials);
  }

  /** As this application sees it, whose users are these officials of the sample. */
  static Provider provider(
      String issuer, String client, String secret, String redirectUri, int first, int last) {
    return new Provider(
        URI.create(issuer + "/oauth2/authorize"),
        URI.create(issuer + "/oauth2/token"),
        URI.create(issuer + "/oauth2/introspect"),
        URI.create(issuer + "/userinfo"),
        client,
        secret,
        redirectUri,
        "official%04d",
        "antin-demo-2026",
        first,
        last);
  }

  /** Resident memory of a process, from {@code /proc}. */
  static long residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT,
          "The memory of a process cannot be read: benchmarks need Linux.",
          e);
    }
  }
}
