package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The signing-service's figures of results, and one standing order that waits. */
final class FakeDossiers {
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile boolean enabled = true;
  volatile Map<String, Object> figures = Map.of();

  void reset() {
    asked.clear();
    enabled = true;
    figures = Map.of("from", "2026-11-01", "to", "2026-11-30", "items", List.of());
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (path[1].equals("dossier-figures")) {
      Exchange.json(exchange, 200, figures);
    } else if (exchange.getRequestMethod().equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(String.join("/", path) + (path.length == 2 ? " " + body : ""));
      if (path.length == 2) {
        Exchange.json(exchange, 201, Map.of("id", "f0000000-0000-4000-8000-000000000002"));
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    } else {
      Exchange.json(
          exchange, 200, Map.of("items", List.of(order()), "enabled", enabled, "stale", false));
    }
  }

  private static Map<String, Object> order() {
    return Map.ofEntries(
        Map.entry("id", "f0000000-0000-4000-8000-000000000001"),
        Map.entry("unitName", "Sở Nội vụ"),
        Map.entry("client", "mot-cua"),
        Map.entry("types", List.of("Giấy phép xây dựng")),
        Map.entry("validFrom", "2026-11-01T00:00:00Z"),
        Map.entry("validTo", "2027-01-31T17:00:00Z"),
        Map.entry("perMinute", 60),
        Map.entry("perDay", 2000),
        Map.entry("state", "proposed"),
        Map.entry("proposedBy", "Trần Thị Bình"),
        Map.entry("proposedAt", "2026-11-01T00:00:00Z"),
        Map.entry("mayApprove", true),
        Map.entry("mayStop", true),
        Map.entry("today", 0));
  }
}
