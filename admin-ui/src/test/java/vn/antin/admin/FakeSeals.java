package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The signing-service's seals: one kept, one that nobody keeps, and one handover under way. */
final class FakeSeals {
  static final String HANDOVER = "e0000000-0000-4000-8000-000000000001";

  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile boolean stale;

  void reset() {
    asked.clear();
    stale = false;
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      exchange.getRequestBody().readAllBytes();
      asked.add(String.join("/", path));
      if (path[3].equals("approve")) {
        Exchange.json(exchange, 200, Map.of("status", "open"));
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    } else if (path[1].equals("seals")) {
      Exchange.json(exchange, 200, Map.of("items", seals(), "stale", stale));
    } else {
      Exchange.json(exchange, 200, Map.of("items", List.of(handover())));
    }
  }

  private static List<Map<String, Object>> seals() {
    return List.of(
        Map.of(
            "unit", "Sở Nội vụ",
            "keeper", "Trần Thị Bình",
            "since", "2026-11-20T02:00:00Z",
            "clerks", List.of("Trần Thị Bình")),
        Map.of("unit", "Xã Tân Sơn", "clerks", List.of()));
  }

  private static Map<String, Object> handover() {
    var handover = new HashMap<String, Object>();
    handover.put("id", HANDOVER);
    handover.put("unit", "Sở Nội vụ");
    handover.put("giver", "Trần Thị Bình");
    handover.put("receiver", "Lê <An>");
    handover.put("status", "open");
    handover.put("proposedAt", "2026-11-21T02:00:00Z");
    handover.put("givenBy", "Trần Thị Bình");
    handover.put("givenAt", "2026-11-21T03:00:00Z");
    return handover;
  }
}
