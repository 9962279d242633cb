package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** The signing-service's serial numbers: one of each kind, and which were taken back. */
final class FakeNumbers {
  static final String RESPONDER = "a1b2c3";
  static final String SERVERS = "5e5e";
  static final String OFFICIALS = "ff1";
  static final String UNKNOWN = "abc123";

  /** What was asked to be taken back. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final CopyOnWriteArraySet<String> revoked = new CopyOnWriteArraySet<>();

  void reset() {
    asked.clear();
    revoked.clear();
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(body);
      revoked.add(Exchange.JSON.readTree(body).path("serialNumber").asString(""));
      exchange.sendResponseHeaders(204, -1);
    } else if (path[3].equals("unknown-certificates")) {
      Exchange.json(
          exchange,
          200,
          Map.of("items", revoked.contains(UNKNOWN) ? List.of() : List.of(number(UNKNOWN))));
    } else if (List.of(RESPONDER, SERVERS, OFFICIALS, UNKNOWN).contains(path[4])) {
      Exchange.json(exchange, 200, number(path[4]));
    } else {
      Exchange.problem(exchange, 404, "not-found");
    }
  }

  private Map<String, Object> number(String serial) {
    var number = new HashMap<String, Object>();
    number.put("authority", "issuing");
    number.put("serialNumber", serial);
    number.put("profile", serial.equals(SERVERS) ? "tls-server" : "ocsp-responder");
    number.put("state", serial.equals(UNKNOWN) ? "unknown" : "issued");
    number.put("validFrom", "2026-11-01T00:00:00Z");
    number.put("validTo", "2027-11-01T00:00:00Z");
    if (!serial.equals(UNKNOWN)) {
      number.put("subject", "CN=Trả lời <trạng thái>,C=VN");
    }
    if (serial.equals(OFFICIALS)) {
      number.put("credential", FakeCertificates.VALID);
    }
    if (serial.equals(SERVERS)) {
      number.put("server", "50000000-0000-4000-8000-000000000001");
    }
    if (revoked.contains(serial)) {
      number.put("revokedAt", "2026-11-22T02:00:00Z");
      number.put("reason", 4);
    }
    return number;
  }
}
