package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The auth-server's {@code /api/clients}, as far as the pages for applications use it. */
final class FakeClients {
  static final String SECRET = "s3cret-of-the-new-client";

  final Map<String, Map<String, Object>> metadata = new ConcurrentHashMap<>();
  final Map<String, Boolean> enabled = new ConcurrentHashMap<>();
  final List<Map<String, Object>> received = new CopyOnWriteArrayList<>();
  final List<String> removed = new CopyOnWriteArrayList<>();
  volatile String refusal = "";
  volatile int refusalStatus = 422;
  volatile long version = 7;

  FakeClients() {
    add("qlvb", "Quản lý văn bản");
  }

  void reset() {
    metadata.clear();
    enabled.clear();
    received.clear();
    removed.clear();
    refusal = "";
    version = 7;
    add("qlvb", "Quản lý văn bản");
  }

  void add(String id, String name) {
    metadata.put(
        id,
        new HashMap<>(
            Map.of(
                "client_id",
                id,
                "client_name",
                name,
                "redirect_uris",
                List.of("https://qlvb.example.vn/cb"),
                "grant_types",
                List.of("authorization_code"),
                "scope",
                "openid profile",
                "token_endpoint_auth_method",
                "client_secret_basic",
                "contacts",
                List.of("a@b.example"))));
    enabled.put(id, true);
  }

  void handle(HttpExchange exchange) throws IOException {
    var method = exchange.getRequestMethod();
    var parts = exchange.getRequestURI().getPath().split("/", -1);
    var body = exchange.getRequestBody().readAllBytes();
    if (!method.equals("GET") && !refusal.isEmpty()) {
      Exchange.json(
          exchange,
          refusalStatus,
          Map.of(
              "type",
              "urn:antin:problem:" + refusal,
              "status",
              refusalStatus,
              "faults",
              List.of(
                  Map.of(
                      "error", "invalid_redirect_uri",
                      "member", "redirect_uris",
                      "code", "uri-scheme",
                      "detail", "expected https <b>"))));
      return;
    }
    if (body.length > 0) {
      @SuppressWarnings("unchecked")
      Map<String, Object> document = Exchange.JSON.readValue(body, Map.class);
      received.add(document);
    }
    if (parts.length == 3) {
      collection(exchange, method);
    } else {
      one(exchange, method, parts[3], parts.length > 4 ? parts[4] : "");
    }
  }

  private void collection(HttpExchange exchange, String method) throws IOException {
    if (method.equals("POST")) {
      var id = String.valueOf(received.getLast().get("id"));
      add(id, "Mới");
      Exchange.json(
          exchange,
          201,
          Map.of("client", details(id), "secret", SECRET, "snippet", "client-secret: " + SECRET));
      return;
    }
    var items = new ArrayList<Map<String, Object>>();
    if (!"khong".equals(Exchange.query(exchange).get("q"))) {
      metadata.forEach((id, about) ->
          items.add(
              Map.of(
                  "id",
                  id,
                  "name",
                  about.get("client_name"),
                  "kind",
                  "registered",
                  "profile",
                  "standard",
                  "enabled",
                  enabled.getOrDefault(id, false))));
    }
    Exchange.json(exchange, 200, Samples.listing(items, null));
  }

  private void one(HttpExchange exchange, String method, String id, String action)
      throws IOException {
    if (!metadata.containsKey(id)) {
      Exchange.problem(exchange, 404, "unknown-client");
    } else if (action.equals("units") || action.startsWith("role")) {
      access(exchange, method, action);
    } else if (method.equals("DELETE")) {
      metadata.remove(id);
      Exchange.send(exchange, 204, "application/json", new byte[0]);
    } else if (method.equals("PUT")) {
      replace(exchange, id);
    } else if (action.equals("secret")) {
      Exchange.json(exchange, 200, Map.of("client", details(id), "secret", SECRET));
    } else {
      if (!action.isEmpty()) {
        enabled.put(id, action.equals("enable"));
      }
      Exchange.json(exchange, 200, details(id));
    }
  }

  private void access(HttpExchange exchange, String method, String action) throws IOException {
    if (method.equals("DELETE")) {
      removed.add(exchange.getRequestURI().getPath());
      Exchange.send(exchange, 204, "application/json", new byte[0]);
    } else if (method.equals("POST")) {
      Exchange.json(exchange, 201, Map.of("id", "0f0f0f0f-0000-4000-8000-000000000001"));
    } else if (action.equals("units")) {
      Exchange.json(
          exchange,
          200,
          Map.of("items", List.of(Map.of("id", "u1", "code", "H99.02", "name", "Sở Nội vụ"))));
    } else if (action.equals("roles")) {
      var role = Map.of("role", "clerk", "label", "Văn thư <b>", "delegated", true);
      Exchange.json(exchange, 200, method.equals("PUT") ? role : Map.of("items", List.of(role)));
    } else {
      Exchange.json(
          exchange,
          200,
          Samples.listing(
              List.of(
                  Map.of(
                      "id", "g1",
                      "role", "clerk",
                      "account", "a1",
                      "holder", "Nguyễn Thị Bưởi",
                      "validFrom", "2026-01-01")),
              "g1"));
    }
  }

  private void replace(HttpExchange exchange, String id) throws IOException {
    if (!("\"" + version + "\"").equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
      Exchange.problem(exchange, 412, "client-changed");
      return;
    }
    @SuppressWarnings("unchecked")
    var wanted = (Map<String, Object>) received.getLast().get("metadata");
    metadata.put(id, wanted);
    Exchange.json(exchange, 200, Map.of("client", details(id)));
  }

  private Map<String, Object> details(String id) {
    var about = metadata.getOrDefault(id, Map.of());
    var details = new HashMap<String, Object>();
    details.put("id", id);
    details.put("name", about.getOrDefault("client_name", id));
    details.put("kind", "registered");
    details.put("enabled", enabled.getOrDefault(id, false));
    details.put("version", version);
    details.put("createdAt", "2026-01-01T00:00:00Z");
    details.put("updatedAt", "2026-01-02T00:00:00Z");
    details.put("metadata", about);
    details.put("secrets", List.of(Map.of("createdAt", "2026-01-01T00:00:00Z")));
    details.put(
        "profiles",
        List.of(
            Map.of("profile", "standard", "current", true, "faults", List.of()),
            Map.of(
                "profile",
                "fapi2-security",
                "current",
                false,
                "faults",
                List.of(
                    Map.of(
                        "member", "token_endpoint_auth_method",
                        "code", "fapi",
                        "detail", "expected private_key_jwt")))));
    details.put(
        "errors",
        List.of(
            Map.of(
                "at",
                "2026-01-02T00:00:00Z",
                "endpoint",
                "/oauth2/token",
                "error",
                "invalid_client",
                "description",
                "wrong secret",
                "proven",
                false)));
    details.put("tryLogin", "https://qlvb.example.vn/login?iss=x");
    return details;
  }
}
