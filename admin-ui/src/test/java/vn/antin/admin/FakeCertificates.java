package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The signing-service's certificate desk: twelve certificates, and what was asked of them. */
final class FakeCertificates {
  static final String USB_TOKEN = "c0000000-0000-4000-8000-000000000003";
  static final String VALID = "c0000000-0000-4000-8000-000000000001";
  static final String REVOKED = "c0000000-0000-4000-8000-000000000005";
  static final String SUSPENDED = "c0000000-0000-4000-8000-000000000007";

  /** Acts with their bodies, and queries of the list. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile boolean stale;
  volatile boolean nothing;

  /** What the last act was meant for. */
  volatile @Nullable String version;

  void reset() {
    asked.clear();
    stale = false;
    nothing = false;
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(String.join("/", path) + " " + body);
      version = exchange.getRequestHeaders().getFirst("If-Match");
      if (path.length == 2) {
        Exchange.json(exchange, 201, Map.of("id", VALID));
      } else if (path[3].equals("renew")) {
        Exchange.json(exchange, 201, Map.of("id", id(6)));
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    } else if (path[1].equals("certificate-reasons")) {
      Exchange.json(exchange, 200, Map.of("items", reasons()));
    } else if (path[1].equals("certificate-calendar")) {
      asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
      Exchange.json(
          exchange, 200, Map.of("items", nothing ? List.of() : periods(), "stale", stale));
    } else if (path[1].equals("certificate-mismatches")) {
      Exchange.json(
          exchange, 200, Map.of("items", nothing ? List.of() : mismatches(), "stale", stale));
    } else if (path.length == 2) {
      asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
      var listing =
          Samples.listing(list(), Exchange.query(exchange).containsKey("q") ? "k+/=" : null);
      listing.put("stale", stale);
      Exchange.json(exchange, 200, listing);
    } else {
      int index = Integer.parseInt(path[2].substring(path[2].length() - 4));
      if (index >= 12) {
        Exchange.problem(exchange, 404, "not-found");
      } else if (path.length == 4) {
        asked.add(path[3] + "?" + exchange.getRequestURI().getRawQuery());
        Exchange.send(exchange, 200, "application/pdf", "%PDF-paper".getBytes(UTF_8));
      } else {
        Exchange.json(exchange, 200, one(index));
      }
    }
  }

  private static List<Map<String, Object>> list() {
    var items = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 12; i++) {
      items.add(line(i));
    }
    return items;
  }

  private static Map<String, Object> line(int i) {
    var line = new HashMap<String, Object>();
    line.put("id", id(i));
    line.put("kind", i == 0 ? "seal" : "official");
    line.put("source", i == 3 ? "usb-token" : i == 5 ? "request" : "authority");
    line.put("holder", i == 0 ? "Ủy ban nhân dân tỉnh" : Samples.name(i));
    line.put("unit", Samples.unit(i));
    line.put("subject", "UID=CCCD:001087012345,CN=Người " + i + ",O=Tỉnh mẫu,C=VN");
    line.put("serialNumber", "5f0a%02x7c31be".formatted(i));
    line.put("issuer", "CN=Ấn Tín CA thử nghiệm,O=Tỉnh mẫu,C=VN");
    line.put("validFrom", "2026-01-01T00:00:00Z");
    line.put(
        "validTo",
        i == 2
            ? Instant.now().plus(12, ChronoUnit.DAYS).plusSeconds(3600).toString()
            : Instant.now().plus(800, ChronoUnit.DAYS).toString());
    line.put("status", i == 5 ? "revoked" : i == 7 ? "suspended" : "valid");
    if (i == 5 || i == 7) {
      line.put("reason", i == 5 ? "device-lost" : "post-changed");
    }
    return line;
  }

  private static Map<String, Object> one(int i) {
    var file = line(i);
    file.put("version", 4700 + i);
    file.put("keyAlgorithm", i == 3 ? "RSA" : "EC");
    file.put("key", key(i));
    file.put("possession", i == 3 ? "proved" : null);
    file.put("namedUnit", "Sở Nội vụ");
    file.put("automatic", i == 7);
    if (i == 5 || i == 7) {
      file.put(
          "reasonText", i == 5 ? "Thiết bị lưu khóa bị mất hoặc hỏng" : "Thay đổi vị trí công tác");
      file.put("changedAt", "2026-11-20T02:00:00Z");
    }
    if (i == 5) {
      file.put("replacedBy", id(6));
    }
    file.put(
        "chain",
        List.of(
            link(
                "UID=CCCD:001087012345,CN=Người " + i + ",O=Tỉnh mẫu,C=VN",
                "CN=Ấn Tín CA thử nghiệm"),
            link("CN=Ấn Tín CA thử nghiệm", "CN=Ấn Tín gốc"),
            link("CN=Ấn Tín gốc", "CN=Ấn Tín gốc")));
    file.put(
        "history",
        i == 7
            ? List.of(
                event("suspended", null, "Thay đổi vị trí công tác", null),
                event("resumed", "Trần Thị Bình", null, "Công văn <12>"),
                event("issued", null, null, null))
            : List.of(event("issued", null, null, null)));
    return file;
  }

  private static Map<String, Object> key(int i) {
    var key = new HashMap<String, Object>();
    key.put("basis", i == 3 ? "certificate" : i == 7 ? "unknown" : "probed");
    key.put("bits", i == 3 ? 3072 : 256);
    key.put("curve", i == 3 ? null : "P-256");
    key.put(
        "algorithms",
        i == 7
            ? List.of()
            : i == 3
                ? List.of("RSA_PKCS1_SHA256", "RSA_PSS_SHA256")
                : List.of("ECDSA_SHA256", "ECDSA_SHA384"));
    key.put("hashes", i == 7 ? List.of() : List.of("SHA-256", "SHA-384"));
    key.put("pss", i == 3 ? true : null);
    return key;
  }

  private static Map<String, Object> link(String subject, String issuer) {
    return Map.of(
        "subject",
        subject,
        "issuer",
        issuer,
        "serialNumber",
        "1a2b",
        "validFrom",
        "2026-01-01T00:00:00Z",
        "validTo",
        "2036-01-01T00:00:00Z",
        "sha256",
        "ab".repeat(32),
        "pem",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
  }

  private static Map<String, Object> event(
      String event, @Nullable String by, @Nullable String reason, @Nullable String note) {
    var happened = new HashMap<String, Object>();
    happened.put("at", "2026-11-20T02:00:00Z");
    happened.put("event", event);
    happened.put("by", by);
    happened.put("reasonText", reason);
    happened.put("note", note);
    return happened;
  }

  private static List<Map<String, Object>> periods() {
    return List.of(
        Map.of("period", "2027-01", "ending", 1200, "renewed", 300),
        Map.of("period", "2027-03", "ending", 1, "renewed", 0));
  }

  private static List<Map<String, Object>> mismatches() {
    var items = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 130; i++) {
      var item = line(i);
      item.put("state", "valid");
      item.put("namedUnit", "Huyện ủy " + i);
      item.put("mismatches", List.of("unit-ended", i == 0 ? "unheard-of" : "post"));
      items.add(item);
    }
    return items;
  }

  private static List<Map<String, Object>> reasons() {
    return List.of(
        Map.of("code", "device-lost", "text", "Thiết bị bị mất", "revokes", true),
        Map.of("code", "under-investigation", "text", "Để xác minh", "revokes", false));
  }

  private static String id(int i) {
    return "c0000000-0000-4000-8000-%012d".formatted(i);
  }
}
