package vn.antin.ldap.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.LdapFault;

/**
 * The running gateway. Starting opens the port; closing lets requests under way finish (a few
 * seconds at most) and then ends every connection. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
  private static final int BACKLOG = 128;
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

  private final Limits limits;
  private final Dispatcher dispatcher;
  private final ServerSocket listener;
  private final @Nullable ServerSocket ldapsListener;
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
  private final Watchdog watchdog;

  private Gateway(GatewaySettings settings, AccountsPort accounts) {
    this.limits = settings.limits();
    this.dispatcher = new Dispatcher(settings, accounts);
    this.listener = listen(settings.address(), settings.port());
    try {
      this.ldapsListener =
          settings.ldapsPort().isPresent()
              ? listen(settings.address(), settings.ldapsPort().getAsInt())
              : null;
    } catch (LdapFault taken) {
      closeQuietly(listener);
      throw taken;
    }
    this.watchdog = new Watchdog(() -> connections);
  }

  /**
   * Opens the ports and serves until closed.
   *
   * @throws LdapFault when a port cannot be opened
   */
  public static Gateway start(GatewaySettings settings, AccountsPort accounts) {
    Gateway gateway = new Gateway(settings, accounts);
    gateway.accept(gateway.listener, false);
    if (gateway.ldapsListener != null) {
      gateway.accept(gateway.ldapsListener, true);
    }
    return gateway;
  }

  /** The port for LDAP with StartTLS. */
  public int port() {
    return listener.getLocalPort();
  }

  public OptionalInt ldapsPort() {
    return ldapsListener == null
        ? OptionalInt.empty()
        : OptionalInt.of(ldapsListener.getLocalPort());
  }

  /** Connections open now. */
  public int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    closeQuietly(listener);
    if (ldapsListener != null) {
      closeQuietly(ldapsListener);
    }
    dispatcher.drain();
    List.copyOf(connections).forEach(ClientConnection::abort);
    watchdog.close();
  }

  private void accept(ServerSocket server, boolean ldaps) {
    Thread.ofPlatform()
        .daemon()
        .name("ldap-gateway-" + server.getLocalPort())
        .start(() -> acceptUntilClosed(server, ldaps));
  }

  private void acceptUntilClosed(ServerSocket server, boolean ldaps) {
    while (!server.isClosed()) {
      try {
        admit(server.accept(), ldaps);
      } catch (IOException failed) {
        if (!server.isClosed()) {
          // For example out of file descriptors: say so and give the others time to finish.
          LOG.log(System.Logger.Level.WARNING, "cannot accept a connection", failed);
          LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
        }
      }
    }
  }

  private void admit(Socket socket, boolean ldaps) {
    InetAddress address = socket.getInetAddress();
    int fromThere = perAddress.merge(address, 1, Integer::sum);
    ClientConnection connection = null;
    try {
      if (fromThere <= limits.connectionsPerAddress()
          && connections.size() < limits.connections()) {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        connection = new ClientConnection(socket, ldaps, dispatcher);
        connections.add(connection);
      }
    } catch (IOException gone) {
      LOG.log(System.Logger.Level.TRACE, "a client left at once", gone);
    }
    if (connection == null) {
      closeQuietly(socket);
      leave(address);
      return;
    }
    ClientConnection admitted = connection;
    Thread.ofVirtual().name("ldap-gateway-client").start(() -> serve(admitted, address));
  }

  private void serve(ClientConnection connection, InetAddress address) {
    try {
      connection.run();
    } finally {
      connections.remove(connection);
      leave(address);
    }
  }

  private void leave(InetAddress address) {
    perAddress.computeIfPresent(address, (key, open) -> open > 1 ? open - 1 : null);
  }

  private static ServerSocket listen(InetAddress address, int port) {
    ServerSocket server = null;
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(address, port), BACKLOG);
      return server;
    } catch (IOException taken) {
      if (server != null) {
        closeQuietly(server);
      }
      throw new LdapFault(
          LdapFault.Code.LISTEN,
          "cannot listen at %s port %d".formatted(address.getHostAddress(), port),
          taken);
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception alreadyGone) {
      LOG.log(System.Logger.Level.TRACE, "closing failed", alreadyGone);
    }
  }
}
