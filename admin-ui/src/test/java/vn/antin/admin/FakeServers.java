package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The signing-service's servers: one with a certificate, one without, one withdrawn. */
final class FakeServers {
  static final String ENROLLED = "50000000-0000-4000-8000-000000000001";
  static final String WAITING = "50000000-0000-4000-8000-000000000002";
  static final String WITHDRAWN = "50000000-0000-4000-8000-000000000003";
  static final String CODE = "PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8";

  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile boolean none;
  volatile boolean taken;

  void reset() {
    asked.clear();
    none = false;
    taken = false;
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(String.join("/", path) + " " + body);
      if (taken) {
        Exchange.json(
            exchange,
            409,
            Map.of(
                "type",
                "urn:antin:problem:host-name-taken",
                "status",
                409,
                "hostNames",
                List.of("www.tinh.example", "api.tinh.example")));
      } else if (path.length == 5 && path[4].equals("withdrawal")) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        Exchange.json(
            exchange,
            path.length == 3 ? 201 : 200,
            Map.of("id", WAITING, "code", CODE, "codeExpiresAt", "2026-11-29T02:00:00Z"));
      }
    } else if (path.length == 3) {
      var all = List.of(ENROLLED, WAITING, WITHDRAWN);
      Exchange.json(
          exchange,
          200,
          Map.of(
              "items",
              none ? List.of() : all.stream().map(FakeServers::server).toList(),
              "stale",
              false));
    } else if (path[3].startsWith("50000000")) {
      Exchange.json(
          exchange,
          200,
          Map.of(
              "server",
              server(path[3]),
              "certificates",
              path[3].equals(ENROLLED) ? List.of(certificate()) : List.of()));
    } else {
      Exchange.problem(exchange, 404, "not-found");
    }
  }

  private static Map<String, Object> server(String id) {
    var server = new HashMap<String, Object>();
    server.put("id", id);
    server.put("unit", "Sở Nội vụ");
    server.put("name", "Cổng <thông tin>");
    server.put("profile", id.equals(WAITING) ? "tls-client" : "tls-server");
    server.put("hostNames", id.equals(WAITING) ? List.of() : List.of("www.tinh.example"));
    server.put(
        "status", id.equals(ENROLLED) ? "enrolled" : id.equals(WAITING) ? "waiting" : "withdrawn");
    server.put("createdAt", "2026-11-20T02:00:00Z");
    server.put("withdrawnAt", id.equals(WITHDRAWN) ? "2026-11-21T02:00:00Z" : null);
    server.put("codeExpiresAt", id.equals(WAITING) ? "2026-11-29T02:00:00Z" : null);
    server.put("codeUsedAt", id.equals(ENROLLED) ? "2026-11-20T02:00:00Z" : null);
    server.put("validTo", id.equals(ENROLLED) ? "2027-02-20T02:00:00Z" : null);
    return server;
  }

  private static Map<String, Object> certificate() {
    return Map.of(
        "authority",
        "langson",
        "serialNumber",
        "5f0a7c31be",
        "validFrom",
        "2026-11-20T02:00:00Z",
        "validTo",
        "2027-02-20T02:00:00Z",
        "status",
        "valid");
  }
}
