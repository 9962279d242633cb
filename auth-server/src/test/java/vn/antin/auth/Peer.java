package vn.antin.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Another system's server on this machine: answers as told and remembers what it was asked. */
public final class Peer implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What came in; header names are in lower case. */
  public record Request(String method, String path, Map<String, String> headers, String body) {}

  /** What goes out. */
  public record Reply(int status, Map<String, String> headers, String body) {}

  private Peer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public static Peer start() {
    try {
      return new Peer(HttpServer.create(loopback(), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that comes back where another one was. */
  public static Peer startAt(int port) {
    try {
      return new Peer(
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0),
          "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Peer startTls(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new Peer(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI at(String path) {
    return at("127.0.0.1", path);
  }

  /** The address by a name that leads here. */
  public URI at(String host, String path) {
    return URI.create("%s://%s:%d%s".formatted(scheme, host, port(), path));
  }

  public Peer json(String path, String body) {
    return reply(path, new Reply(200, Map.of("Content-Type", "application/json"), body));
  }

  public Peer reply(String path, Reply reply) {
    replies.put(path, reply);
    return this;
  }

  public List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Map<String, String> headers = new ConcurrentHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) ->
              headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(new Request(exchange.getRequestMethod(), path, headers, body));
      Reply reply = replies.getOrDefault(path, new Reply(404, Map.of(), ""));
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
