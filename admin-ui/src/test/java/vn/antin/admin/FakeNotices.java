package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The auth-server's {@code /api/notices}: one system that confirms and one that does not. */
final class FakeNotices {
  final List<String> retried = new CopyOnWriteArrayList<>();
  volatile boolean quiet;

  void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      retried.add(path);
      Exchange.json(exchange, 200, Map.of("retried", 2));
    } else if (quiet) {
      Exchange.json(exchange, 200, Map.of("confirmed", 0, "systems", 0, "items", List.of()));
    } else {
      Exchange.json(
          exchange,
          200,
          Map.of(
              "confirmed",
              1,
              "systems",
              2,
              "items",
              List.of(item("motcua", "Một cửa", 0, 0), item("qlvb", "Quản lý văn bản", 1, 1))));
    }
  }

  private static Map<String, Object> item(String id, String name, int waiting, int dead) {
    Map<String, Object> item = new HashMap<>();
    item.put("kind", "backchannel-logout");
    item.put("recipient", id);
    item.put("name", name);
    item.put("waiting", waiting);
    item.put("dead", dead);
    item.put("delivered", 3);
    item.put("confirmedAt", "2026-11-22T02:00:00Z");
    if (waiting + dead > 0) {
      item.put("problem", "expected success, found status 503 <b>");
    }
    return item;
  }
}
