package vn.antin.ldap.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's slapd with a small province in it, run from a folder of its own on random ports. The
 * binary is copied there because distributions confine the installed one to their own folders.
 */
public final class Slapd implements AutoCloseable {
  public static final String SUFFIX = "dc=tinh,dc=example";
  public static final String READER = "cn=reader," + SUFFIX;
  public static final String READER_PASSWORD = "reader-secret";
  public static final String USER_BASE = "ou=people," + SUFFIX;

  private static final Path INSTALLED = Path.of("/usr/sbin/slapd");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private final int ldapsPort;
  private @Nullable Process process;

  private Slapd(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = freePort();
    this.ldapsPort = port + 1;
    TestCertificate.named(folder, "ip:127.0.0.1");
    Files.createDirectories(folder.resolve("db"));
    Files.copy(INSTALLED, folder.resolve("slapd"));
    Files.writeString(folder.resolve("slapd.conf"), configuration());
    Files.writeString(folder.resolve("province.ldif"), resource("province.ldif"));
    run("-T", "add", "-f", path("slapd.conf"), "-l", path("province.ldif"));
    start();
  }

  /** Starts a server in an empty folder; the test is skipped where slapd is not installed. */
  public static Slapd startIn(Path folder) {
    Assumptions.assumeTrue(
        Files.isExecutable(INSTALLED), "needs the package slapd (apt-get install slapd)");
    try {
      return new Slapd(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  public void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                path("slapd"),
                "-f",
                path("slapd.conf"),
                "-h",
                "ldap://127.0.0.1:%d ldaps://127.0.0.1:%d".formatted(port, ldapsPort),
                "-d",
                "stats")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("slapd.log").toFile())
            .start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "slapd did not start: " + Files.readString(folder.resolve("slapd.log")));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Ends the server without a farewell, as a power cut would. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  public URI url() {
    return URI.create("ldap://127.0.0.1:" + port);
  }

  public URI ldapsUrl() {
    return URI.create("ldaps://127.0.0.1:" + ldapsPort);
  }

  /** The same server under a name that its certificate does not carry. */
  public URI byName(URI url) {
    return URI.create(url.toString().replace("127.0.0.1", "localhost"));
  }

  /** The certificate to trust, PEM. */
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** The certificate's key, PEM. */
  public Path key() {
    return folder.resolve("key.pem");
  }

  /** A file with the service account's password. */
  public Path readerPasswordFile() throws IOException {
    return Files.writeString(folder.resolve("reader-password"), READER_PASSWORD + "\n");
  }

  private String configuration() {
    return """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/inetorgperson.schema
    modulepath /usr/lib/ldap
    moduleload back_mdb
    moduleload ppolicy
    pidfile %1$s/slapd.pid
    TLSCertificateFile %1$s/certificate.pem
    TLSCertificateKeyFile %1$s/key.pem
    allow bind_anon_dn
    database mdb
    suffix "%2$s"
    rootdn "cn=admin,%2$s"
    rootpw admin-secret
    directory %1$s/db
    limits dn.exact="%3$s" size.prtotal=unlimited
    access to attrs=userPassword by anonymous auth by * none
    access to * by dn.exact="%3$s" read by * none
    overlay ppolicy
    ppolicy_default "cn=default,ou=policies,%2$s"
    ppolicy_use_lockout
    """
        .formatted(folder, SUFFIX, READER);
  }

  /** Runs a change as the directory's own administrator, given as LDIF. */
  public void modify(String ldif) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("change.ldif"), ldif);
    ProcessOutput.of(
            "ldapmodify",
            "-x",
            "-H",
            url().toString(),
            "-D",
            "cn=admin," + SUFFIX,
            "-w",
            "admin-secret",
            "-f",
            file.toString())
        .orFail();
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    ProcessOutput.of(
            Stream.concat(Stream.of(path("slapd")), List.of(arguments).stream())
                .toArray(String[]::new))
        .orFail();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String resource(String name) throws IOException {
    try (var in = Slapd.class.getResourceAsStream("/peer/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /**
   * One that is free together with the next, below the range from which systems take the ports of
   * outgoing connections: the server comes back on it.
   */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      try (ServerSocket one = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          ServerSocket next = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
        return Math.min(one.getLocalPort(), next.getLocalPort());
      } catch (IOException taken) {
        // Somebody has it; another one is looked at.
      }
    }
  }
}
