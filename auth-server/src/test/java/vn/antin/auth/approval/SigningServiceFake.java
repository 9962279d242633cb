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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers for signing-service, over HTTP, what the test put under a request. */
final class SigningServiceFake implements AutoCloseable {
  private final Map<String, String> descriptions = new ConcurrentHashMap<>();
  private final Map<String, Certified> credentials = new ConcurrentHashMap<>();
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
    server.createContext("/internal/credentials", this::credentials);
    server.start();
  }

  void holds(String requestId, String description) {
    descriptions.put(requestId, description);
  }

  /** A certificate of an official, which has these qualifiers. */
  void certifies(String credential, UUID official, boolean usable, String... qualifiers) {
    credentials.put(
        credential,
        new Certified(
            official,
            """
            {"id":"%1$s","kind":"official","officialId":"%2$s","unitId":null,"unit":null,
             "certificate":{"subject":"CN=Nguyễn Văn A","serialNumber":"%3$s","issuer":"CN=CA",
               "validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z"},
             "qualifiers":[%4$s],"algorithms":["ECDSA_SHA256"],"usable":%5$s}
            """
                .formatted(
                    credential,
                    official,
                    credential.substring(0, 8),
                    Stream.of(qualifiers)
                        .map(each -> '"' + each + '"')
                        .collect(Collectors.joining(",")),
                    usable),
            usable,
            List.of(qualifiers)));
  }

  private record Certified(UUID official, String json, boolean usable, List<String> qualifiers) {}

  private void credentials(HttpExchange exchange) throws IOException {
    bearers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String path = exchange.getRequestURI().getPath().substring("/internal/credentials".length());
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    UUID official = UUID.fromString(TestApproval.parameter("?" + query, "official"));
    if (path.isEmpty()) {
      String qualifier = TestApproval.parameter("?" + query, "qualifier");
      String items =
          credentials.values().stream()
              .filter(each -> each.usable() && each.official().equals(official))
              .filter(each -> each.qualifiers().contains(qualifier))
              .map(Certified::json)
              .collect(Collectors.joining(","));
      send(exchange, 200, "application/json", "{\"items\":[" + items + "]}");
      return;
    }
    Certified one = credentials.get(path.substring(1));
    if (one == null) {
      send(exchange, 404, "application/problem+json", "{}");
    } else {
      String json =
          one.official().equals(official)
              ? one.json()
              : one.json().replace("\"usable\":true", "\"usable\":false");
      send(exchange, 200, "application/json", json);
    }
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
