package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The signing-service's requests to outside authorities, one in each state, and USB tokens. */
final class FakeRequests {
  static final String WAITING = "f0000000-0000-4000-8000-000000000001";
  static final String ANSWERED = "f0000000-0000-4000-8000-000000000002";
  static final String GIVEN_UP = "f0000000-0000-4000-8000-000000000003";
  static final String MAKING = "f0000000-0000-4000-8000-000000000004";
  static final String CODE = "PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8";
  static final String PKCS10 =
      "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n";

  /** What was sent. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile boolean none;
  volatile boolean stale;

  /** The name that certificates have; they are refused until it is confirmed. */
  volatile @Nullable String otherName;

  void reset() {
    asked.clear();
    none = false;
    stale = false;
    otherName = null;
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      post(exchange, path);
    } else if (path.length == 3 && path[2].equals("usb-token-codes")) {
      Exchange.json(
          exchange, 200, Map.of("items", none ? List.of() : List.of(code()), "stale", stale));
    } else if (path.length == 2) {
      var status = Exchange.query(exchange).get("status");
      var all = List.of(WAITING, ANSWERED, GIVEN_UP, MAKING);
      Exchange.json(
          exchange,
          200,
          Map.of(
              "items",
              none
                  ? List.of()
                  : all.stream()
                      .map(id -> line(id, false))
                      .filter(each -> status == null || status.equals(each.get("status")))
                      .toList(),
              "stale",
              stale));
    } else if (path.length == 4 && path[2].equals(WAITING)) {
      Exchange.send(exchange, 200, "application/pdf", "%PDF-paper".getBytes(UTF_8));
    } else if (path.length == 3 && path[2].startsWith("f0000000")) {
      Exchange.json(exchange, 200, line(path[2], true));
    } else {
      Exchange.problem(exchange, 404, "not-found");
    }
  }

  private void post(HttpExchange exchange, String[] path) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(String.join("/", path) + " " + body);
    if (otherName != null && body.contains("\"confirmSubject\":false")) {
      Exchange.json(
          exchange,
          422,
          Map.of(
              "type",
              "urn:antin:problem:subject-unconfirmed",
              "status",
              422,
              "subject",
              "CN=" + otherName + ", O=Tỉnh mẫu, C=VN"));
    } else if (path.length == 2) {
      Exchange.json(exchange, 201, Map.of("id", WAITING));
    } else if (path.length == 3 && path[2].equals("usb-token-codes")) {
      Exchange.json(
          exchange, 201, Map.of("id", WAITING, "code", CODE, "expiresAt", "2026-11-22T03:30:00Z"));
    } else if (path[2].equals("usb-tokens")) {
      Exchange.json(exchange, 201, Map.of("id", FakeCertificates.VALID));
    } else {
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static Map<String, Object> code() {
    return Map.of(
        "id",
        WAITING,
        "kind",
        "official",
        "holder",
        "Trần <Thị> Bình",
        "createdBy",
        "Lê Văn Quản",
        "expiresAt",
        "2026-11-22T03:30:00Z");
  }

  private static Map<String, Object> line(String id, boolean whole) {
    var line = new HashMap<String, Object>();
    line.put("id", id);
    line.put("kind", id.equals(ANSWERED) ? "seal" : "official");
    line.put("holder", id.equals(ANSWERED) ? "Xã Tân Sơn" : "Trần <Thị> Bình");
    line.put(
        "status",
        switch (id) {
          case WAITING -> "waiting";
          case ANSWERED -> "answered";
          case GIVEN_UP -> "given-up";
          default -> "making";
        });
    line.put("createdBy", "Lê Văn Quản");
    line.put("createdAt", "2026-11-20T02:00:00Z");
    line.put("request", whole && !id.equals(MAKING) ? PKCS10 : null);
    return line;
  }
}
