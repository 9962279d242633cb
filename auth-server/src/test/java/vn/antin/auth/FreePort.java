package vn.antin.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that start a moment later, or never. They lie below the range from which
 * systems take the ports of outgoing connections: a port that the system gives and takes back is
 * soon somebody else's. None is given twice, so a server that starts late still finds its own free;
 * of two JVMs that test at once one gives the even ports, one the odd ones.
 */
public final class FreePort {
  private static final int FIRST = 15_000;
  private static final int PAIRS = 8_500;
  private static final int FORK = Integer.getInteger("antin.test.fork", 0) % 2;
  private static final int TRIES = 100;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One that nobody listens on. */
  public static int find() {
    IOException taken = new IOException("no port was tried");
    for (int i = 0; i < TRIES; i++) {
      try (ServerSocket socket =
          new ServerSocket(FIRST + 2 * ThreadLocalRandom.current().nextInt(PAIRS) + FORK)) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        taken = e;
      }
    }
    throw new UncheckedIOException(taken);
  }
}
