package vn.antin.standalone;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./antin bench stamp}: time-stamps over HTTP from a whole house on this machine, which also
 * carries the load; then the key alone, in a process with nothing else.
 */
final class StampBench {
  static final String HELP =
      """
      stamp   time-stamps over HTTP with P-256 in the house's token, and the key alone
                --seconds N      of each measurement (default 10)
                --connections N  kept open at the same time (default 8)
      """;

  /** Version 1, SHA-256 of nothing known, a nonce, certificates wanted (RFC 3161 §2.4.1). */
  private static final byte[] QUERY =
      HexFormat.of()
          .parseHex(
              "30430201013031300d060960864801650304020105000420"
                  + "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
                  + "02080123456789abcdef0101ff");

  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

  private final Build build;
  private int seconds = 10;
  private int connections = 8;

  StampBench(Build build) {
    this.build = build;
  }

  int run(List<String> arguments) throws IOException {
    parse(arguments);
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder data = DataFolder.open(folder, false)) {
      double rate = stamps(data);
      double key = key(data);
      if (key > 0) {
        System.out.printf(
            Locale.ROOT,
            "%-28s %10.0f per s%n  -> %.0f %% of the key alone%n",
            "P-256 alone",
            key,
            100 * rate / key);
      }
      return 0;
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  private double stamps(DataFolder data) throws IOException {
    House house = House.of(build, data, Ports.anyFree(), null, STOP_LIMIT);
    Thread hook = Thread.ofPlatform().unstarted(house::close);
    Runtime.getRuntime().addShutdownHook(hook);
    double rate;
    try (house) {
      house.start(build::startOptions);
      int port = App.SIGNING.port(house.settings().ports());
      awaitFirst(port);
      long server =
          house.children().stream()
              .filter(child -> child.app() == App.SIGNING)
              .findFirst()
              .orElseThrow()
              .pid();
      load(port, Duration.ofSeconds(Math.max(5, seconds / 2)));
      Duration before = processorTime(server);
      long began = System.nanoTime();
      long[] took = load(port, Duration.ofSeconds(seconds));
      rate = took.length / ((System.nanoTime() - began) / 1e9);
      Duration spent = processorTime(server).minus(before);
      System.out.printf(
          Locale.ROOT,
          "%-28s %10.0f per s, p50 %.2f ms, p99 %.2f ms, server's CPU %.3f ms each;"
              + " %d connections, %d processors%n",
          "time-stamps over HTTP",
          rate,
          took[took.length / 2] / 1e6,
          took[(int) (took.length * 0.99)] / 1e6,
          spent.toNanos() / 1e6 / took.length,
          connections,
          Runtime.getRuntime().availableProcessors());
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    return rate;
  }

  private static Duration processorTime(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static void awaitFirst(int port) throws IOException {
    long end = System.nanoTime() + READY.toNanos();
    while (true) {
      try (Connection first = new Connection(port)) {
        if (first.ask() == 200) {
          return;
        }
      }
      if (System.nanoTime() > end) {
        throw new StandaloneException(
            StandaloneException.Code.PART, "The time-stamp authority gave no time-stamp in 60 s.");
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** Sorted times of all stamps in nanoseconds. */
  private long[] load(int port, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      Callable<long[]> loop = () -> loop(port, end);
      LongStream all = LongStream.empty();
      for (var each : threads.invokeAll(java.util.Collections.nCopies(connections, loop))) {
        all = LongStream.concat(all, LongStream.of(each.get()));
      }
      return all.sorted().toArray();
    } catch (ExecutionException e) {
      throw new StandaloneException(
          StandaloneException.Code.PART, "A time-stamp failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static long[] loop(int port, long end) throws IOException {
    LongStream.Builder took = LongStream.builder();
    try (Connection connection = new Connection(port)) {
      long before = System.nanoTime();
      do {
        int status = connection.ask();
        if (status != 200) {
          throw new IOException("status " + status);
        }
        long now = System.nanoTime();
        took.add(now - before);
        before = now;
      } while (before < end);
    }
    return took.build().toArray();
  }

  /** The rate of a resident P-256 key; 0 without a PKCS#11 token. */
  private double key(DataFolder data) throws IOException {
    SigningToken token = SigningToken.prepare(data);
    if (!(token instanceof SigningToken.SoftHsm(Path library, Path _, Path pin))) {
      return 0;
    }
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                build.launcherJar()
                    + File.pathSeparator
                    + build.appFolder(App.SIGNING).resolve("lib")
                    + "/*",
                Guard.class.getName(),
                "vn.antin.signing.token.KeyBench",
                library.toString(),
                SigningToken.SoftHsm.LABEL,
                pin.toString(),
                Integer.toString(Math.max(2, seconds / 2)),
                "2")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    program.environment().putAll(token.environment());
    Process process = program.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines()
        .filter(line -> line.startsWith("EC_P256"))
        .map(line -> line.strip().split("\\s+", 3))
        .filter(parts -> parts.length > 1)
        .mapToDouble(parts -> Double.parseDouble(parts[1]))
        .findFirst()
        .orElse(0);
  }

  /** One kept HTTP/1.1 connection. The JDK's client would take time away from the server. */
  private static final class Connection implements AutoCloseable {
    private static final byte[] HEAD =
        ("POST /tsa HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/timestamp-query\r\n"
                + "Content-Length: "
                + QUERY.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REQUEST = new byte[HEAD.length + QUERY.length];

    static {
      System.arraycopy(HEAD, 0, REQUEST, 0, HEAD.length);
      System.arraycopy(QUERY, 0, REQUEST, HEAD.length, QUERY.length);
    }

    private final int port;
    private Socket socket;
    private InputStream in;

    Connection(int port) throws IOException {
      this.port = port;
      socket = connect(port);
      in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connect(int port) throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      return socket;
    }

    /** The status of the answer, whose body is read and not judged. */
    int ask() throws IOException {
      socket.getOutputStream().write(REQUEST);
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      int length = 0;
      boolean last = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        }
        last |= header.equalsIgnoreCase("connection: close");
      }
      in.skipNBytes(length);
      if (last) { // a server ends a connection after a hundred requests
        socket.close();
        socket = connect(port);
        in = new BufferedInputStream(socket.getInputStream());
      }
      return status;
    }

    private String line() throws IOException {
      StringBuilder text = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the connection ended");
        }
        if (c != '\r') {
          text.append((char) c);
        }
      }
      return text.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private void parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--seconds" -> seconds = number(option, rest.poll(), 600);
        case "--connections" -> connections = number(option, rest.poll(), 256);
        default -> throw usage("bench stamp does not know " + option + ".");
      }
    }
  }

  private static int number(String option, @Nullable String text, int most) {
    try {
      int number = Integer.parseInt(String.valueOf(text));
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for one that is out of bounds.
    }
    throw usage(option + " needs a number from 1 to " + most + ".");
  }

  private static StandaloneException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
  }

  private static StandaloneException usage(String message) {
    return new StandaloneException(StandaloneException.Code.USAGE, message);
  }
}
