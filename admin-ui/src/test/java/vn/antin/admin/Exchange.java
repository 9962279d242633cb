package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Small conveniences over the JDK's HTTP server, for the services that tests stand in for. */
final class Exchange {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Exchange() {}

  static void json(HttpExchange exchange, int status, Object body) throws IOException {
    send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
  }

  static void problem(HttpExchange exchange, int status, String name) throws IOException {
    json(exchange, status, Map.of("type", "urn:antin:problem:" + name, "status", status));
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  static Map<String, String> form(HttpExchange exchange) throws IOException {
    return parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  static Map<String, String> query(HttpExchange exchange) {
    return parse(exchange.getRequestURI().getRawQuery());
  }

  static String bearer(HttpExchange exchange) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
  }

  static Map<String, String> parse(String form) {
    var parameters = new HashMap<String, String>();
    if (form != null) {
      for (var pair : form.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(
              URLDecoder.decode(pair.substring(0, equals), UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
      }
    }
    return parameters;
  }
}
