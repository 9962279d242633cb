package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The signing-service's unknown outcomes: one of a document, one of an application's hash. */
final class FakeOutcomes {
  static final String DOCUMENT = "60000000-0000-4000-8000-000000000001";
  static final String HASH = "60000000-0000-4000-8000-000000000002";
  static final String DIGEST = "5f0a7c31be5f0a7c31be5f0a7c31be5f0a7c31be5f0a7c31be5f0a7c31be0102";
  static final String OFFICIAL = "Nguyễn <An>";

  final List<String> told = new CopyOnWriteArrayList<>();
  volatile boolean none;
  volatile String approver = "70000000-0000-4000-8000-000000000001";
  private volatile String decided = "";

  void reset() {
    told.clear();
    none = false;
    approver = "70000000-0000-4000-8000-000000000001";
    decided = "";
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      told.add(String.join("/", path) + " " + body);
      decided = body.contains("not-signed") ? "not-signed" : "signed";
      exchange.sendResponseHeaders(204, -1);
    } else if (path.length == 2) {
      Exchange.json(
          exchange,
          200,
          Map.of("items", none ? List.of() : List.of(line(DOCUMENT), line(HASH)), "stale", false));
    } else if (path[2].startsWith("60000000") && path[3].equals(DIGEST)) {
      Exchange.json(exchange, 200, whole(path[2]));
    } else {
      Exchange.problem(exchange, 404, "not-found");
    }
  }

  private static Map<String, Object> line(String grant) {
    var line = new HashMap<String, Object>();
    line.put("grant", grant);
    line.put("hash", DIGEST);
    line.put("kind", grant.equals(DOCUMENT) ? "document" : "hash");
    line.put("since", Instant.now().minus(3, ChronoUnit.DAYS).toString());
    line.put("application", "qlvb");
    line.put("official", OFFICIAL);
    line.put("certificate", "official");
    line.put("unit", "Sở Nội vụ");
    if (grant.equals(DOCUMENT)) {
      line.put("document", "Quyết định <về việc>");
      line.put("number", "12");
      line.put("notation", "/QĐ-UBND");
    }
    return line;
  }

  private Map<String, Object> whole(String grant) {
    var whole = new HashMap<String, Object>();
    whole.put("line", line(grant));
    whole.put(
        "state", decided.isEmpty() ? "unknown" : decided.equals("signed") ? "signed" : "closed");
    whole.put("approver", approver);
    whole.put("subject", "CN=Nguyễn An,O=Sở Nội vụ");
    whole.put("serialNumber", "5f0a7c31be");
    whole.put("usbToken", false);
    whole.put("valueKept", false);
    whole.put(
        "events",
        List.of(
            Map.of("at", "2026-11-20T02:00:00Z", "type", "signature.started", "attempt", "a-1"),
            Map.of(
                "at", "2026-11-20T02:02:00Z",
                "type", "signature.unknown",
                "detail", "its node went away")));
    if (!decided.isEmpty()) {
      whole.put(
          "decision",
          Map.of(
              "outcome", decided,
              "reason", "Đã hỏi <đơn vị>",
              "official", "Trần Bình",
              "at", "2026-11-22T02:00:00Z"));
    }
    return whole;
  }
}
