package vn.antin.signing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that go away and come back. They lie below the range from which systems take
 * the ports of outgoing connections, and none is given twice; of two JVMs that test at once one
 * gives the even ports, one the odd ones.
 */
public final class FreePort {
  private static final int FIRST = 15_000;
  private static final int PAIRS = 8_500;
  private static final int FORK = Integer.getInteger("antin.test.fork", 0) % 2;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One that nobody listens on. */
  public static int find() {
    while (true) {
      try (var socket =
          new ServerSocket(FIRST + 2 * ThreadLocalRandom.current().nextInt(PAIRS) + FORK)) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException taken) {
        // Somebody has it; another one is looked at.
      }
    }
  }
}
