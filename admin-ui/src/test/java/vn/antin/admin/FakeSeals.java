package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The signing-service's seals: two kept, one that nobody keeps, and one handover under way. */
final class FakeSeals {
  /** Units: a seal that may be handed over, one that waits already, one that nobody keeps. */
  static final String UNIT = "e1000000-0000-4000-8000-000000000001";

  static final String BUSY = "e1000000-0000-4000-8000-000000000002";
  static final String EMPTY = "e1000000-0000-4000-8000-000000000003";

  static final String KEEPER = "e2000000-0000-4000-8000-000000000001";
  static final String RECEIVER = "e2000000-0000-4000-8000-000000000002";
  static final String HANDOVER = "e0000000-0000-4000-8000-000000000001";

  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile boolean stale;

  void reset() {
    asked.clear();
    stale = false;
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(String.join("/", path) + (path[3].equals("handovers") ? " " + body : ""));
      if (path[3].equals("handovers")) {
        Exchange.json(exchange, 201, Map.of("id", HANDOVER));
      } else if (path[3].equals("approve")) {
        Exchange.json(exchange, 200, Map.of("status", "open"));
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    } else if (path.length == 4) {
      Exchange.json(exchange, 200, Map.of("items", path[2].equals(UNIT) ? custody() : List.of()));
    } else if (path[1].equals("seals")) {
      Exchange.json(exchange, 200, Map.of("items", seals(), "stale", stale));
    } else {
      Exchange.json(exchange, 200, Map.of("items", List.of(handover())));
    }
  }

  private static List<Map<String, Object>> seals() {
    return List.of(
        Map.of(
            "unitId",
            BUSY,
            "unit",
            "Sở Nội vụ",
            "keeper",
            "Trần Thị Bình",
            "keeperId",
            KEEPER,
            "since",
            "2026-11-20T02:00:00Z",
            "clerks",
            List.of(clerk(KEEPER, "Trần Thị Bình"))),
        Map.of(
            "unitId",
            UNIT,
            "unit",
            "Sở <Tài chính>",
            "keeper",
            "Trần Thị Bình",
            "keeperId",
            KEEPER,
            "since",
            "2026-11-20T02:00:00Z",
            "clerks",
            List.of(clerk(KEEPER, "Trần Thị Bình"), clerk(RECEIVER, "Lê <An>"))),
        Map.of("unitId", EMPTY, "unit", "Xã Tân Sơn", "clerks", List.of()));
  }

  private static List<Map<String, Object>> custody() {
    return List.of(
        Map.of(
            "keeper",
            "Trần Thị Bình",
            "since",
            "2026-11-20T02:00:00Z",
            "givenBy",
            "Lê <An>",
            "takenBy",
            "Trần Thị Bình",
            "note",
            "Biên bản <12>"),
        Map.of(
            "keeper",
            "",
            "since",
            "2026-01-05T02:00:00Z",
            "until",
            "2026-11-20T02:00:00Z",
            "givenBy",
            "Phạm Thị Dung"));
  }

  private static Map<String, Object> clerk(String id, String name) {
    return Map.of("id", id, "name", name);
  }

  private static Map<String, Object> handover() {
    var handover = new HashMap<String, Object>();
    handover.put("id", HANDOVER);
    handover.put("unitId", BUSY);
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
