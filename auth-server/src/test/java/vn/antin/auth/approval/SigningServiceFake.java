package vn.antin.auth.approval;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/** Answers for signing-service, over HTTP, what the test put under a request. */
final class SigningServiceFake implements AutoCloseable {
  private final Map<String, String> descriptions = new ConcurrentHashMap<>();
  private final List<String> bearers = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SigningServiceFake(URI address) {
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/signature-requests/", this::answer);
    server.start();
  }

  void holds(String requestId, String description) {
    descriptions.put(requestId, description);
  }

  List<String> bearers() {
    return bearers;
  }

  private void answer(HttpExchange exchange) throws IOException {
    bearers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String path =
        exchange.getRequestURI().getPath().substring("/internal/signature-requests/".length());
    if (path.contains("/")) {
      send(exchange, 200, "image/png", "png");
    } else if (descriptions.containsKey(path)) {
      send(exchange, 200, "application/json", descriptions.get(path));
    } else {
      send(exchange, 404, "application/problem+json", "{}");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
