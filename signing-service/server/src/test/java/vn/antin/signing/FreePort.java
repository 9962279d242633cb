package vn.antin.signing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that go away and come back. They lie below the range from which systems take
 * the ports of outgoing connections, and none is given twice.
 */
public final class FreePort {
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One that nobody listens on. */
  public static int find() {
    while (true) {
      try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(15_000, 32_000))) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException taken) {
        // Somebody has it; another one is looked at.
      }
    }
  }
}
