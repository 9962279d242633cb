package vn.antin.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import vn.antin.signing.key.Keys;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;

/**
 * A program, not a test: JVMs of tests have the quick compiler only. Stamps over HTTP, stamps
 * without HTTP, the key and the verification alone, one after another in one process, with P-256 in
 * SoftHSM; the load comes from the same machine.
 */
final class StampRate {
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final int THREADS = 8;
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("antin.bench.seconds", 10));

  /** A piece of work, made for one thread. */
  private interface Work {
    void once() throws Exception;
  }

  static void main(String[] arguments) throws Exception {
    initialise();
    try (var tsa =
        TestTsa.start(
            "antin.token.kind=pkcs11",
            "antin.token.library=" + LIBRARY,
            "antin.token.label=antin-stamp-rate")) {
      var query = TestTsa.query();
      var encoded = query.getEncoded();
      var authority = tsa.service.bean(TimeStampAuthority.class);
      var ready = tsa.service.bean(StampKeys.class).current().orElseThrow();
      var keys = tsa.service.bean(Keys.class);
      var label = ready.key().label();
      var bytes = new byte[200];
      var algorithm = SigningAlgorithm.ECDSA_SHA256;
      var signature = ((SigningOutcome.Signed) keys.sign(label, algorithm, bytes)).value().bytes();
      var key = measure("key alone", () -> () -> keys.sign(label, algorithm, bytes));
      measure("verification alone", () -> () -> ready.verifies(bytes, signature));
      measure("stamps, in the process", () -> () -> authority.answer(encoded));
      var http = measure("stamps, over HTTP", () -> new Connection(tsa.service.port(), query));
      System.out.printf(Locale.ROOT, "BENCH %.0f %% of the key alone%n", 100 * http / key);
    }
    System.exit(0);
  }

  private static double measure(String what, Callable<Work> maker) throws Exception {
    run(maker, Duration.ofSeconds(5));
    var rate = run(maker, TIME);
    System.out.printf(
        Locale.ROOT,
        "BENCH %-24s %9.0f per second, %d threads, %d processors%n",
        what,
        rate,
        THREADS,
        Runtime.getRuntime().availableProcessors());
    return rate;
  }

  private static double run(Callable<Work> maker, Duration time) throws Exception {
    var end = System.nanoTime() + time.toNanos();
    var began = System.nanoTime();
    var done = 0L;
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var loops = new ArrayList<Callable<Long>>();
      for (var i = 0; i < THREADS; i++) {
        loops.add(() -> {
          var work = maker.call();
          var count = 0L;
          while (System.nanoTime() < end) {
            work.once();
            count++;
          }
          return count;
        });
      }
      for (var each : threads.invokeAll(loops)) {
        done += each.get();
      }
    }
    return done / ((System.nanoTime() - began) / 1e9);
  }

  /** One kept connection; each answer is looked at, the first with all checks. */
  private static final class Connection implements Work {
    private final int port;
    private final byte[] request;
    private final TimeStampRequest query;
    private Socket socket;
    private InputStream in;
    private boolean checked;

    Connection(int port, TimeStampRequest query) throws IOException {
      this.port = port;
      this.query = query;
      socket = connect(port);
      in = new BufferedInputStream(socket.getInputStream());
      var body = query.getEncoded();
      var out = new ByteArrayOutputStream();
      out.writeBytes(
          ("POST /tsa HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/timestamp-query\r\n"
                  + "Content-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(body);
      request = out.toByteArray();
    }

    private static Socket connect(int port) throws IOException {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      return socket;
    }

    @Override
    public void once() throws Exception {
      socket.getOutputStream().write(request);
      assertThat(line(in)).contains(" 200");
      var length = -1;
      var last = false;
      for (var header = line(in); !header.isEmpty(); header = line(in)) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        }
        last |= header.equalsIgnoreCase("connection: close");
      }
      var body = in.readNBytes(length);
      if (last) { // a server ends a connection after a hundred requests
        socket.close();
        socket = connect(port);
        in = new BufferedInputStream(socket.getInputStream());
      }
      if (!checked) {
        new TimeStampResponse(body).validate(query);
        checked = true;
      }
    }

    private static String line(InputStream in) throws IOException {
      var text = new StringBuilder();
      for (var c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the connection ended");
        }
        if (c != '\r') {
          text.append((char) c);
        }
      }
      return text.toString();
    }
  }

  private static void initialise() throws IOException, InterruptedException {
    var configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    var tokens = Files.createTempDirectory("antin-softhsm");
    Files.createDirectories(configuration.toAbsolutePath().getParent());
    Files.writeString(configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
    TestTsa.run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "antin-stamp-rate",
        "--so-pin",
        "1234567890",
        "--pin",
        "1234567890");
  }
}
