package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The auth-server's {@code /api/imports} with one import, whose state a test decides. */
final class FakeImports {
  static final String ID = "7c0f4a10-0000-4000-8000-000000000001";

  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile String state = "read";
  volatile String refuse = "";
  volatile String sent = "";

  void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/api/imports".length());
    String method = exchange.getRequestMethod();
    if (!method.equals("GET")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(
          method
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("If-Match")
              + " "
              + body);
      sent = body;
    }
    if (!refuse.isEmpty() && !method.equals("GET")) {
      Exchange.problem(exchange, 409, refuse);
    } else if (path.equals("/units")) {
      Exchange.json(
          exchange,
          200,
          Map.of("items", List.of(Map.of("id", ID, "code", "H.01", "name", "Sở Nội vụ"))));
    } else if (path.isEmpty() && method.equals("POST")) {
      Exchange.json(exchange, 201, Map.of("id", ID));
    } else if (path.isEmpty()) {
      Map<String, Object> list = new HashMap<>();
      list.put("items", List.of(one()));
      list.put("next", null);
      Exchange.json(exchange, 200, list);
    } else if (path.endsWith("/rows")) {
      Map<String, Object> list = new HashMap<>();
      list.put("items", rows());
      list.put("next", "3");
      Exchange.json(exchange, 200, list);
    } else if (path.endsWith("/slips")) {
      Exchange.json(
          exchange,
          200,
          Map.of(
              "items",
              List.of(
                  Map.of(
                      "displayName", "Nguyễn Văn <An>",
                      "username", "an.nv",
                      "unit", "Sở Nội vụ",
                      "post", "Chuyên viên",
                      "code", "7Q2M-AAAA-BBBB-CCCC-DDDD"))));
    } else if (method.equals("GET")) {
      Exchange.json(exchange, 200, one());
    } else {
      exchange.sendResponseHeaders(method.equals("DELETE") ? 204 : 202, -1);
    }
  }

  private Map<String, Object> one() {
    Map<String, Object> one = new HashMap<>();
    one.put("id", ID);
    one.put("unitName", "Sở Nội vụ");
    one.put("fileName", "danh sách <1>.xlsx");
    one.put("complete", true);
    one.put("state", state);
    one.put("headings", Map.of("full-name", "Họ và tên"));
    one.put("ignored", List.of("Ghi chú"));
    one.put("rows", 3);
    one.put("kinds", Map.of("new", 1, "leaving", 5, "refused", 1));
    one.put(
        "outcomes", state.equals("read") ? Map.of() : Map.of("done", 1, "failed", 1, "to-do", 1));
    one.put("active", 40);
    one.put("ownerName", "Trần Thị Bình");
    one.put("released", false);
    one.put("createdAt", "2026-11-22T02:00:00Z");
    one.put("undoUntil", state.equals("applied") ? "2026-11-23T02:00:00Z" : null);
    one.put("version", 7);
    return one;
  }

  private static List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row(2, "new", List.of(), List.of(change("Đơn vị", null, "Sở Nội vụ"))));
    rows.add(
        row(3, "refused", List.of(Map.of("message", "Mã đơn vị: không có đơn vị “X”")), List.of()));
    return rows;
  }

  private static Map<String, Object> row(
      int number, String kind, List<Object> reasons, List<Map<String, Object>> changes) {
    Map<String, Object> row = new HashMap<>();
    row.put("row", number);
    row.put("kind", kind);
    row.put("displayName", "Nguyễn Văn An");
    row.put("username", "an.nv");
    row.put("changes", changes);
    row.put("reasons", reasons);
    row.put("accepted", false);
    return row;
  }

  private static Map<String, Object> change(String label, @Nullable String from, String to) {
    Map<String, Object> change = new HashMap<>();
    change.put("label", label);
    change.put("from", from);
    change.put("to", to);
    return change;
  }
}
