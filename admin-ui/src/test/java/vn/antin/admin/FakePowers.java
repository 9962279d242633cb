package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The auth-server's roles, proposals and log: one of each. */
final class FakePowers {
  static final List<String> PATHS =
      List.of("/api/role-grants", "/api/proposals", "/api/audit", "/api/delegations");
  static final String ID = "9b2f0c52-0000-4000-8000-0000000000aa";

  final List<String> calls = new CopyOnWriteArrayList<>();

  /** What a change is refused as; empty when it is not. */
  volatile String refusal = "";

  void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    calls.add(
        method
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getOrDefault("If-Match", List.of())
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!method.equals("GET") && !refusal.isEmpty()) {
      if (refusal.contains(" ")) {
        int at = refusal.indexOf(" ");
        fault(exchange, refusal.substring(0, at), refusal.substring(at + 1));
      } else {
        Exchange.problem(exchange, 403, refusal);
      }
    } else if (path.equals("/api/audit/export")) {
      exchange.getResponseHeaders().set("Content-Type", "text/csv");
      byte[] table = "\"id\"\r\n".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, table.length);
      exchange.getResponseBody().write(table);
    } else if (path.equals("/api/audit")) {
      Exchange.json(exchange, 200, page(entry()));
    } else if (path.startsWith("/api/delegations") && !method.equals("DELETE")) {
      Exchange.json(
          exchange,
          method.equals("GET") ? 200 : 201,
          method.equals("GET") ? page(delegation()) : Map.of("delegation", delegation()));
    } else if (path.startsWith("/api/proposals")) {
      Exchange.json(exchange, 200, method.equals("GET") ? page(proposal()) : proposal());
    } else if (method.equals("POST")) {
      Exchange.json(exchange, 202, Map.of("proposalId", ID));
    } else if (method.equals("DELETE")) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      Exchange.json(exchange, 200, page(grant()));
    }
  }

  private static void fault(HttpExchange exchange, String field, String code) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    byte[] body =
        """
        {"type": "urn:antin:problem:invalid", "status": 422,
         "errors": [{"field": "%s", "code": "%s", "message": "no"}]}
        """
            .formatted(field, code)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(422, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, Object> delegation() {
    Map<String, Object> delegation = new HashMap<>();
    delegation.put("id", ID);
    delegation.put("form", "TUQ");
    delegation.put("unitName", "Xã Tân Sơn");
    delegation.put("delegator", new HashMap<>());
    delegation.put("delegate", Map.of("name", "Lê Thị <Đào>", "title", "Chánh Văn phòng"));
    delegation.put("matters", "Giấy xác nhận");
    delegation.put("documentTypes", List.of("giấy", "công văn"));
    delegation.put("document", Map.of("number", "15", "notation", "QĐ-UBND", "date", "2026-11-20"));
    delegation.put("validFrom", "2026-11-21");
    delegation.put("validTo", "2027-05-21");
    delegation.put("state", "lapsed");
    delegation.put("version", 3);
    return delegation;
  }

  private static Map<String, Object> page(Map<String, Object> item) {
    return Map.of("items", List.of(item));
  }

  private static Map<String, Object> grant() {
    Map<String, Object> grant = new HashMap<>();
    grant.put("id", ID);
    grant.put("accountId", ID);
    grant.put("accountName", "Lê Thị <Đào>");
    grant.put("role", "auditor");
    grant.put("unitId", ID);
    grant.put("unitName", "Xã Tân Sơn");
    grant.put("from", "2026-11-01");
    grant.put("version", 742);
    return grant;
  }

  private static Map<String, Object> proposal() {
    Map<String, Object> proposal = new HashMap<>();
    proposal.put("id", ID);
    proposal.put("kind", "role-grant");
    proposal.put("state", "open");
    proposal.put("proposer", new HashMap<>());
    proposal.put("about", Map.of("id", ID, "name", "Lê Thị Đào"));
    proposal.put("unit", Map.of("id", ID, "name", "Xã Tân Sơn"));
    proposal.put("details", Map.of("role", "help-desk", "reason", "<b>gấp</b>"));
    proposal.put("createdAt", "2026-11-22T02:00:00Z");
    proposal.put("expiresAt", "2026-11-25T02:00:00Z");
    proposal.put("mine", false);
    proposal.put("decidable", true);
    return proposal;
  }

  private static Map<String, Object> entry() {
    Map<String, Object> entry = new HashMap<>();
    entry.put("id", 5);
    entry.put("at", "2026-11-22T02:00:00Z");
    entry.put("kind", "power.granted");
    entry.put("object", ID);
    entry.put("objectName", "Lê Thị Đào");
    entry.put("facts", Map.of("role", "auditor"));
    entry.put("personal", Map.of());
    entry.put("outside", true);
    entry.put("sealed", true);
    return entry;
  }
}
