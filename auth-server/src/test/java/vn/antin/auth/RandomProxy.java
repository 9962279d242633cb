package vn.antin.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Stands at the published port and carries each connection to one of the nodes, whichever comes.
 * The nodes close a connection after one request, so each request has a choice of its own.
 */
final class RandomProxy {
  /** The ports that were chosen so far. */
  static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

  private final ServerSocket door;
  private final List<Integer> nodes;

  private RandomProxy(ServerSocket door, List<Integer> nodes) {
    this.door = door;
    this.nodes = nodes;
  }

  static void open(int port, List<Integer> nodes) {
    try {
      RandomProxy proxy =
          new RandomProxy(
              new ServerSocket(port, 200, InetAddress.getLoopbackAddress()), List.copyOf(nodes));
      Thread.ofVirtual().name("random-proxy").start(proxy::accept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> carry(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carry(Socket client) {
    int node = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    CHOSEN.add(node);
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), node)) {
      Thread up =
          Thread.ofVirtual()
              .start(() -> {
                pump(client, server);
                shutdownOutput(server);
              });
      pump(server, client);
      close(client);
      up.join();
    } catch (IOException gone) {
      // The other side learns it by the end of its connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16_384];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (IOException gone) {
      // One side has left; the caller closes the other.
    }
  }

  private static void shutdownOutput(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException gone) {
      // It is closed already.
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception gone) {
      // It is closed already.
    }
  }
}
