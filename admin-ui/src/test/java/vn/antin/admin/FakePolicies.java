package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The auth-server's {@code /api/policies}: keeps what is put, in versions. */
final class FakePolicies {
  private final Map<String, Map<String, Object>> kept = new ConcurrentHashMap<>();

  void reset() {
    kept.clear();
  }

  Map<String, Object> at(String path) {
    return kept.getOrDefault(path, Map.of());
  }

  void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/policies")) {
      Exchange.json(exchange, 200, Map.of("items", List.copyOf(kept.values())));
      return;
    }
    Map<String, Object> present = kept.get(path);
    long version = present == null ? 0 : (long) Objects.requireNonNull(present.get("version"));
    String demanded = exchange.getRequestHeaders().getFirst("If-Match");
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        if (present == null) {
          Exchange.problem(exchange, 404, "not-found");
        } else {
          Exchange.json(exchange, 200, present);
        }
      }
      case "PUT", "DELETE" -> {
        if (!("\"" + version + "\"").equals(demanded)) {
          Exchange.problem(exchange, 412, "changed");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
          kept.remove(path);
          exchange.sendResponseHeaders(204, -1);
        } else {
          Map<String, Object> policy = read(exchange);
          if (Integer.valueOf(-1).equals(policy.get("idleMinutes"))) {
            Exchange.problem(exchange, 422, "invalid");
            return;
          }
          String owner = path.substring(path.lastIndexOf('/') + 1);
          policy.put(path.contains("/units/") ? "unit" : "client", owner);
          policy.put("name", path.contains("/units/") ? "Xã Tân Sơn" : "Ứng dụng");
          policy.put("version", version + 1);
          kept.put(path, policy);
          Exchange.json(exchange, 200, policy);
        }
      }
      default -> exchange.sendResponseHeaders(405, -1);
    }
  }

  private static Map<String, Object> read(HttpExchange exchange) throws IOException {
    JsonNode body = Exchange.JSON.readTree(exchange.getRequestBody());
    Map<String, Object> policy = new HashMap<>();
    body.properties()
        .forEach(member -> {
          JsonNode value = member.getValue();
          policy.put(
              member.getKey(),
              value.isArray()
                  ? value.valueStream().map(JsonNode::asString).toList()
                  : value.isInt()
                      ? value.asInt()
                      : value.isBoolean() ? value.asBoolean() : value.asString());
        });
    return policy;
  }
}
