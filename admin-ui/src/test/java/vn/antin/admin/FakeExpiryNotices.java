package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The signing-service's notices of certificates that end soon: none, unless a test tells some. A
 * later one of a certificate in a role takes the place of the earlier one.
 */
final class FakeExpiryNotices {
  private static final int MOST = 26;

  final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> items = new CopyOnWriteArrayList<>();

  void reset() {
    asked.clear();
    items.clear();
  }

  void tell(long number, String role, String certificate, String holder, String validTo) {
    items.removeIf(
        each -> certificate.equals(each.get("certificate")) && role.equals(each.get("role")));
    var item = new HashMap<String, Object>();
    item.put("number", number);
    item.put("role", role);
    item.put("certificate", certificate);
    item.put("holder", holder);
    item.put("validTo", validTo);
    item.put("days", 30);
    items.addFirst(item);
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (path.length == 4 && exchange.getRequestMethod().equals("POST")) {
      exchange.getRequestBody().readAllBytes();
      asked.add(String.valueOf(exchange.getRequestURI()));
      var known = items.stream().filter(item -> path[2].equals(String.valueOf(item.get("number"))));
      var found = known.findFirst();
      found.ifPresent(items::remove);
      if (found.isPresent()) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        Exchange.problem(exchange, 404, "not-found");
      }
    } else {
      Exchange.json(exchange, 200, Map.of("items", items, "more", items.size() >= MOST));
    }
  }
}
