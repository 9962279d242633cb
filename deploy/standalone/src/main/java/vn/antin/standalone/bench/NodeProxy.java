package vn.antin.standalone.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries each connection to one of several nodes, whichever comes, and to the next one only when
 * the first refuses the connection: a request that a node may have seen is never sent again.
 */
public final class NodeProxy implements AutoCloseable {
  private static final int LIMIT_MILLIS = 2_000;
  private static final int BACKLOG = 200;

  private final ServerSocket door;
  private final List<Integer> nodes;
  private final Map<Integer, Integer> nodeOfClient = new ConcurrentHashMap<>();

  private NodeProxy(ServerSocket door, List<Integer> nodes) {
    this.door = door;
    this.nodes = nodes;
  }

  /** Listens on the loopback address. */
  public static NodeProxy open(int port, List<Integer> nodes) throws IOException {
    ServerSocket door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    NodeProxy proxy = new NodeProxy(door, List.copyOf(nodes));
    Thread.ofVirtual().name("node-proxy").start(proxy::accept);
    return proxy;
  }

  int port() {
    return door.getLocalPort();
  }

  /** The node that had the last connection from this port; 0 when none had. */
  int nodeOf(int clientPort) {
    return nodeOfClient.getOrDefault(clientPort, 0);
  }

  /** How many nodes have had a connection. */
  long nodesUsed() {
    return nodeOfClient.values().stream().distinct().count();
  }

  @Override
  public void close() throws IOException {
    door.close();
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
    try (client;
        Socket node = connect(client.getPort())) {
      Thread.ofVirtual()
          .start(() -> {
            pump(client, node);
            endOutput(node);
          });
      pump(node, client);
    } catch (IOException gone) {
      // The client learns it by the end of its connection.
    }
  }

  private Socket connect(int clientPort) throws IOException {
    List<Integer> order = new ArrayList<>(nodes);
    Collections.shuffle(order);
    for (int node : order) {
      Socket socket = new Socket();
      try {
        nodeOfClient.put(clientPort, node);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node), LIMIT_MILLIS);
        return socket;
      } catch (ConnectException refused) {
        socket.close();
      }
    }
    throw new ConnectException("no node takes connections");
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

  private static void endOutput(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException gone) {
      // It is closed already.
    }
  }
}
