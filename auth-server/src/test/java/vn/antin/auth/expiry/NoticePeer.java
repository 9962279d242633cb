package vn.antin.auth.expiry;

import com.nimbusds.jwt.JWTParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Gives notices over HTTP as docs/api/signing-service.yaml says. */
final class NoticePeer implements AutoCloseable {
  private static final Pattern QUERY = Pattern.compile("after=(\\d+)&limit=(\\d+)");

  /** In the place of the usual answer; null: the usual one. */
  volatile @Nullable String broken;

  volatile boolean away;
  private final JsonMapper json = new JsonMapper();
  private final ConcurrentSkipListMap<Long, Map<String, Object>> items =
      new ConcurrentSkipListMap<>();
  private final HttpServer server;

  NoticePeer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/certificate-notices", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The next notice; what it says can be changed in the map. */
  Map<String, Object> tell(UUID recipient, String role, UUID certificate, int days, Instant end) {
    Map<String, Object> item = new HashMap<>();
    long number = items.size() * 3L + 5;
    item.put("number", number);
    item.put("recipient", recipient.toString());
    item.put("role", role);
    item.put("certificate", certificate.toString());
    item.put("validTo", end.toString());
    item.put("days", days);
    item.put("open", true);
    items.put(number, item);
    return item;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (away) {
        send(exchange, 503, "{}");
      } else if (!allowed(exchange)) {
        send(exchange, 403, "{}");
      } else if (broken != null) {
        send(exchange, 200, broken);
      } else {
        send(exchange, 200, json.writeValueAsString(page(exchange.getRequestURI().getQuery())));
      }
    }
  }

  private Map<String, Object> page(String query) {
    Matcher asks = QUERY.matcher(query);
    if (!asks.matches()) {
      throw new IllegalArgumentException(query);
    }
    long after = Long.parseLong(asks.group(1));
    long limit = Long.parseLong(asks.group(2));
    List<Long> numbers = items.tailMap(after, false).keySet().stream().limit(limit).toList();
    return Map.of(
        "items",
        numbers.stream().map(items::get).toList(),
        "next",
        numbers.isEmpty() ? after : numbers.getLast(),
        "more",
        numbers.size() == limit);
  }

  private static boolean allowed(HttpExchange exchange) {
    String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    try {
      var claims = JWTParser.parse(bearer.replace("Bearer ", "")).getJWTClaimsSet();
      return "certificate-notice.read".equals(claims.getClaim("scope"))
          && "auth-server".equals(claims.getSubject());
    } catch (ParseException e) {
      return false;
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
