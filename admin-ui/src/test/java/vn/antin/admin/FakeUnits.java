package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The auth-server's units and one plan of reorganisation, as far as pages ask. */
final class FakeUnits {
  static final String PROVINCE = "00000000-0000-4000-8000-000000000001";
  static final String COMMUNE = "00000000-0000-4000-8000-000000000002";
  static final String OTHER = "00000000-0000-4000-8000-000000000003";
  static final String POST = "00000000-0000-4000-8000-000000000004";
  static final String PLAN = "00000000-0000-4000-8000-000000000005";

  /** Method, address and version of each call that changes something. */
  final List<String> changes = new CopyOnWriteArrayList<>();

  final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  volatile String state = "draft";
  volatile @Nullable String refuse;
  private volatile List<Object> steps = List.of();

  void reset() {
    changes.clear();
    bodies.clear();
    state = "draft";
    refuse = null;
    steps = List.of();
  }

  static boolean serves(String path) {
    return path.startsWith("/api/units")
        || path.startsWith("/api/posts")
        || path.startsWith("/api/assignments")
        || path.startsWith("/api/reorganisations");
  }

  void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (!exchange.getRequestMethod().equals("GET")) {
      changes.add(
          exchange.getRequestMethod()
              + " "
              + path
              + " "
              + exchange.getRequestHeaders().getFirst("If-Match"));
      var body = exchange.getRequestBody().readAllBytes();
      if (body.length > 0) {
        bodies.add(Exchange.JSON.readTree(body));
      }
      if (refuse != null) {
        Exchange.json(
            exchange,
            422,
            Map.of(
                "type",
                "urn:antin:problem:invalid",
                "status",
                422,
                "errors",
                List.of(Map.of("field", "steps[0].unit", "code", refuse, "message", "no"))));
        return;
      }
    }
    if (path.startsWith("/api/reorganisations")) {
      reorganisations(exchange, path);
    } else {
      units(exchange, path);
    }
  }

  private void units(HttpExchange exchange, String path) throws IOException {
    var query = Exchange.query(exchange);
    Object answer =
        switch (path) {
          case "/api/units/tops" -> Map.of("items", List.of(unit(PROVINCE, "H99", "Tỉnh Sơn Hà")));
          case "/api/units" -> list(query.getOrDefault("q", ""));
          case "/api/units/resolve" -> resolved(query.getOrDefault("identifier", ""));
          case "/api/posts" ->
              Map.of(
                  "items",
                  List.of(Map.of("id", POST, "title", "Chủ tịch", "validFrom", "2025-07-01")));
          case "/api/assignments" ->
              Map.of(
                  "items",
                  List.of(
                      Map.of(
                          "accountId", OTHER,
                          "displayName", "Lê Thị Bưởi <b>",
                          "postId", POST,
                          "kind", "acting",
                          "validFrom", "2025-08-01")));
          default -> details();
        };
    Exchange.json(exchange, 200, answer);
  }

  private static Map<String, Object> list(String words) {
    return words.equals("khong")
        ? Map.of("items", List.of())
        : Map.of("items", List.of(unit(COMMUNE, "H99.101", "Xã Tân Sơn")));
  }

  private static Map<String, Object> resolved(String identifier) {
    return switch (identifier) {
      case "H99" -> Map.of("items", List.of(unit(PROVINCE, "H99", "Tỉnh Sơn Hà")));
      case "H99.101" -> Map.of("items", List.of(unit(COMMUNE, "H99.101", "Xã Tân Sơn")));
      case "H99.102" -> Map.of("items", List.of(unit(OTHER, "H99.102", "Xã Tân Hải")));
      default -> Map.of("items", List.of());
    };
  }

  private static Map<String, Object> details() {
    var was = new HashMap<>(unit(COMMUNE, "H99.099", "Xã Cũ"));
    was.put("validTo", "2026-01-01");
    return Map.of(
        "unit", unit(COMMUNE, "H99.101", "Xã Tân Sơn"),
        "path",
            List.of(unit(PROVINCE, "H99", "Tỉnh Sơn Hà"), unit(COMMUNE, "H99.101", "Xã Tân Sơn")),
        "history", List.of(unit(COMMUNE, "H99.101", "Xã Tân Sơn"), was),
        "identifiers",
            List.of(
                Map.of(
                    "identifier", "000.00.01.H99", "scheme", "alias", "validFrom", "2025-07-01")),
        "predecessors", List.of(unit(OTHER, "H99.98", "Xã Trước")),
        "successors", List.of());
  }

  static Map<String, Object> unit(String id, String code, String name) {
    var unit = new HashMap<String, Object>();
    unit.put("id", id);
    unit.put("kind", "commune");
    unit.put("code", code);
    unit.put("name", name);
    unit.put("validFrom", "2025-07-01");
    unit.put("version", 7);
    return unit;
  }

  private void reorganisations(HttpExchange exchange, String path) throws IOException {
    if (path.endsWith("/rehearse")) {
      Exchange.json(exchange, 200, difference());
      return;
    }
    if (exchange.getRequestMethod().equals("PUT")) {
      var sent = new ArrayList<Object>();
      bodies.getLast().path("steps").forEach(sent::add);
      steps = sent;
    } else if (path.endsWith("/confirm")) {
      state = "confirmed";
    } else if (path.endsWith("/undo")) {
      state = "draft";
    }
    Exchange.json(
        exchange,
        200,
        path.equals("/api/reorganisations") && exchange.getRequestMethod().equals("GET")
            ? Map.of("items", List.of(plan()))
            : plan());
  }

  private Map<String, Object> plan() {
    var plan = new HashMap<String, Object>();
    plan.put("id", PLAN);
    plan.put("title", "Hợp nhất hai xã");
    plan.put("basis", "Nghị quyết 60");
    plan.put("effectiveOn", "2027-01-01");
    plan.put("state", state);
    plan.put("version", 3);
    plan.put("steps", steps);
    plan.put("stepCount", steps.size());
    plan.put("names", Map.of(COMMUNE, "H99.101 Xã Tân Sơn", OTHER, "H99.102 Xã Tân Hải"));
    return plan;
  }

  private static Map<String, Object> difference() {
    return Map.of(
        "totals",
            Map.of(
                "unitsMade",
                1,
                "unitsEnded",
                2,
                "unitsChanged",
                0,
                "officials",
                31,
                "unplaced",
                0,
                "roles",
                1),
        "units",
            List.of(
                Map.of(
                    "unit", COMMUNE,
                    "was", Map.of("code", "H99.101", "name", "Xã Tân Sơn", "kind", "commune"),
                    "successors", List.of("Xã Sơn Hải"))),
        "moved", List.of(Map.of("from", "Xã Tân Sơn", "to", "Xã Sơn Hải", "officials", 31)),
        "unplaced", List.of(),
        "roles",
            List.of(
                Map.of("displayName", "Lê An", "role", "unit-administrator", "unit", "Xã Sơn Hải")),
        "seals", List.of(Map.of("unit", "Xã Tân Sơn", "custody", List.of("Trần Văn Thư"))));
  }

  static Map<String, Object> inFlight() {
    return Map.of(
        "items",
        List.of(
            Map.of(
                "id",
                PLAN,
                "unit",
                "Xã Tân Sơn",
                "clientId",
                "qlvb",
                "documents",
                List.of("Quyết định 12.pdf"),
                "createdAt",
                "2026-11-22T02:00:00Z",
                "stopped",
                true)),
        "stale",
        false);
  }

  static Map<String, Object> sealRequests() {
    return Map.of(
        "items",
        List.of(
            Map.of(
                "unitId", OTHER,
                "unit", "Xã Sơn Hải",
                "insteadOf", List.of("Xã Tân Sơn"),
                "status", "draft",
                "createdAt", "2026-11-22T02:00:00Z")));
  }
}
