package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One official of the auth-server, as far as the pages for people use it. */
final class FakePeople {
  private static final Pattern ADDRESSES =
      Pattern.compile("/api/accounts/.*|/api/units\\?limit=30&.*");
  static final String NUMBER = "001234567890";

  final List<String> acts = new CopyOnWriteArrayList<>();
  final List<Map<String, Object>> received = new CopyOnWriteArrayList<>();
  volatile String refusal = "";
  volatile int refusalStatus = 422;
  volatile String status = "active";
  volatile boolean mayManage = true;
  volatile boolean planned;
  volatile boolean password = true;

  void reset() {
    acts.clear();
    received.clear();
    refusal = "";
    refusalStatus = 422;
    status = "active";
    mayManage = true;
    planned = false;
    password = true;
  }

  /** One official, and the units that a form offers. */
  static boolean serves(HttpExchange exchange) {
    return ADDRESSES.matcher(exchange.getRequestURI().toString()).matches();
  }

  void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var method = exchange.getRequestMethod();
    var body = exchange.getRequestBody().readAllBytes();
    if (path.equals("/api/units")) {
      Exchange.json(exchange, 200, units(Exchange.query(exchange).getOrDefault("q", "")));
      return;
    }
    if (!method.equals("GET") && !refusal.isEmpty()) {
      Exchange.json(
          exchange,
          refusalStatus,
          Map.of(
              "type",
              "urn:antin:problem:" + refusal,
              "status",
              refusalStatus,
              "errors",
              List.of(Map.of("field", "username", "code", "taken", "message", "<b>taken</b>"))));
      return;
    }
    if (body.length > 0) {
      @SuppressWarnings("unchecked")
      Map<String, Object> document = Exchange.JSON.readValue(body, Map.class);
      received.add(document);
    }
    if (!method.equals("GET")) {
      acts.add(method + " " + path.replace("/api/accounts", ""));
    }
    if (path.endsWith("/activation")) {
      Exchange.json(
          exchange,
          200,
          Map.of(
              "username", "nguyen.van.an",
              "displayName", "Nguyễn Văn An",
              "address", "https://login.tinh.example/activate",
              "code", "ABCDE-FGHIJ-KLMNO-PQRST",
              "expiresAt", "2026-11-29T01:00:00Z"));
    } else if (path.endsWith("/national-id")) {
      Exchange.json(exchange, 200, Map.of("nationalId", NUMBER));
    } else if (path.endsWith("/confirmations")) {
      Exchange.json(exchange, 200, confirmations());
    } else if (path.endsWith("/p404")) {
      Exchange.problem(exchange, 404, "not-found");
    } else {
      if (path.endsWith("/leave") || path.endsWith("/disable")) {
        status = "disabled";
      }
      Exchange.json(exchange, 200, person());
    }
  }

  private static Map<String, Object> units(String words) {
    if (words.equals("khong")) {
      return Map.of("items", List.of());
    }
    var one = Map.of("id", "u1", "code", "H99.02.01", "name", "Văn phòng Sở Nội vụ");
    var other = Map.of("id", "u2", "code", "H99.02.02", "name", "Văn phòng Sở Tài chính");
    return Map.of("items", words.equals("H99.02.01") ? List.of(one) : List.of(one, other));
  }

  private static Map<String, Object> confirmations() {
    return Map.of(
        "confirmed",
        18,
        "systems",
        19,
        "items",
        List.of(
            Map.of(
                "system",
                "mcdt",
                "name",
                "Một cửa điện tử",
                "state",
                "waiting",
                "problem",
                "connection refused"),
            Map.of(
                "system",
                "qlvb",
                "name",
                "Quản lý văn bản",
                "state",
                "delivered",
                "confirmedAt",
                "2026-11-22T01:00:00Z")));
  }

  private Map<String, @Nullable Object> person() {
    var person = new HashMap<String, @Nullable Object>();
    person.put("id", "p1");
    person.put("username", "nguyen.van.an");
    person.put("displayName", "Nguyễn Văn An");
    person.put("email", "an@tinh.example");
    person.put("officialCode", "CB-1");
    person.put("nationalIdKnown", true);
    person.put("locale", "vi");
    person.put("status", status);
    person.put("disabledReason", status.equals("active") ? null : "left:retirement");
    person.put("disabledAt", status.equals("active") ? null : "2026-11-22T00:59:59Z");
    person.put("createdAt", "2026-01-05T01:00:00Z");
    person.put("version", 7);
    person.put("mayManage", mayManage);
    person.put("mayActivate", status.equals("active") && !password);
    person.put("sessions", 2);
    person.put(
        "factors",
        password
            ? List.of(Map.of("kind", "password", "count", 1), Map.of("kind", "passkey", "count", 2))
            : List.of());
    person.put(
        "posts",
        List.of(
            Map.of(
                "assignment",
                "a2",
                "title",
                "Tổ trưởng",
                "unitId",
                "u2",
                "unit",
                "Văn phòng Sở Tài chính",
                "kind",
                "concurrent",
                "from",
                "2026-02-01"),
            Map.of(
                "assignment",
                "a1",
                "title",
                "Chuyên viên",
                "unitId",
                "u1",
                "unit",
                "Văn phòng Sở Nội vụ",
                "kind",
                "main",
                "from",
                "2026-01-05")));
    person.put("roles", List.of(Map.of("role", "records-clerk", "unit", "Sở Nội vụ")));
    if (planned) {
      person.put("leave", Map.of("on", "2026-12-31", "reason", "retirement"));
    }
    return person;
  }
}
