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
 * soon somebody else's. None is given twice, so a server that starts late still finds its own free.
 */
public final class FreePort {
  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 100;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One that nobody listens on. */
  public static int find() {
    IOException taken = new IOException("no port was tried");
    for (int i = 0; i < TRIES; i++) {
      try (ServerSocket socket =
          new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, LAST))) {
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
