package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The signing inbox of one official. */
final class FakeInbox {
  static final String FIRST = step(1);
  static final String SEAL = step(3);
  static final String SIGNED = step(900);

  final ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> given = new ConcurrentLinkedQueue<>();
  final AtomicInteger runs = new AtomicInteger();
  final Map<String, Map<String, Object>> steps = new LinkedHashMap<>();

  /** Batches asked for, by the steps in them. */
  final Map<String, List<String>> batches = new ConcurrentHashMap<>();

  /** Whether a run has still to end. */
  volatile boolean running;

  /** Why the first document of each batch is not signed; nothing when it is. */
  volatile String failure = "";

  /** To whom personal steps can be handed on. */
  volatile List<Map<String, Object>> delegates = List.of();

  volatile boolean groups;
  volatile String custody = "service";
  volatile CountDownLatch listening = new CountDownLatch(0);
  volatile List<String> events = List.of();

  FakeInbox() {
    reset();
  }

  void reset() {
    reasons.clear();
    given.clear();
    runs.set(0);
    batches.clear();
    running = false;
    failure = "";
    groups = false;
    delegates = List.of();
    custody = "service";
    listening = new CountDownLatch(0);
    events = List.of();
    fill(3);
  }

  static String step(int i) {
    return "7a000000-0000-4000-8000-%012d".formatted(i);
  }

  /** So many wait; the third is for a seal, the second is overdue. */
  void fill(int many) {
    synchronized (steps) {
      steps.clear();
      for (int i = 1; i <= many; i++) {
        steps.put(step(i), waiting(i));
      }
      var signed = waiting(900);
      signed.put("state", "signed");
      signed.put("decidedAt", "2026-11-20T03:00:00Z");
      signed.remove("credential");
      steps.put(SIGNED, signed);
    }
  }

  void change(String step, Consumer<Map<String, Object>> change) {
    synchronized (steps) {
      change.accept(steps.getOrDefault(step, Map.of()));
    }
  }

  private static Map<String, Object> waiting(int i) {
    var step = new HashMap<String, Object>();
    step.put("id", step(i));
    step.put(
        "request",
        Map.of(
            "id",
            UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString(),
            "title",
            title(i),
            "application",
            Map.of("id", "qlvb", "name", "Quản lý văn bản")));
    step.put("documents", i == 1 ? 2 : 1);
    step.put("pages", i == 1 ? 5 : 3);
    var seal = i == 3;
    step.put(
        "credential",
        Map.of(
            "id",
            seal ? "22222222-2222-4222-8222-222222222222" : "11111111-1111-4111-8111-111111111111",
            "kind",
            seal ? "seal" : "official",
            "custody",
            "service",
            "subject",
            "CN=" + (seal ? "Ủy ban nhân dân tỉnh" : "Nguyễn Thị Minh Khai") + ",O=Tỉnh mẫu,C=VN"));
    step.put("deadline", i == 2 ? "2020-01-01T00:00:00Z" : "2199-01-01T00:00:00Z");
    step.put("state", "waiting");
    step.put("receivedAt", "2026-11-21T02:%02d:00Z".formatted(i % 60));
    return step;
  }

  /** The step issues a document, whose number is still to be given or is this one. */
  void number(String step, @Nullable Integer next, @Nullable Integer given) {
    var issuance = new HashMap<String, Object>();
    issuance.put("type", "QĐ");
    issuance.put("notation", "QĐ-UBND");
    if (next != null) {
      issuance.put("next", next);
    }
    if (given != null) {
      issuance.put("number", given);
      issuance.put("written", given + "/QĐ-UBND");
      issuance.put("date", "2026-11-23");
    }
    change(step, each -> each.put("issuance", issuance));
  }

  private static List<Map<String, Object>> numbers(Map<String, String> query) {
    return "2025".equals(query.get("year"))
        ? List.of()
        : List.of(
            line(7, "issued", Map.of("date", "2026-11-20", "assignedBy", "Trần Thị Bình")),
            line(6, "cancelled", Map.of("reason", "Không ban hành")));
  }

  private static Map<String, Object> line(int number, String state, Map<String, Object> more) {
    var line = new HashMap<String, Object>(more);
    line.put("id", step(number));
    line.put("unitName", "Ủy ban nhân dân tỉnh");
    line.put("year", 2026);
    line.put("number", number);
    line.put("notation", "QĐ-UBND");
    line.put("title", "Về việc khen <thưởng>");
    line.put("state", state);
    return line;
  }

  static String title(int i) {
    return i % 7 == 2
        ? "Tờ trình số "
            + i
            + " về việc phê duyệt chủ trương đầu tư, điều chỉnh quy hoạch chi tiết"
            + " và bố trí vốn thực hiện dự án cải tạo, nâng cấp hạ tầng kỹ thuật dùng chung của các"
            + " cơ quan, đơn vị trên địa bàn tỉnh giai đoạn 2026–2030"
        : "Quyết định số " + i + " về việc điều động cán bộ";
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (path[2].equals("registers")) {
      Exchange.json(exchange, 200, Map.of("numbers", numbers(Exchange.query(exchange))));
    } else if (path.length == 3) {
      Exchange.json(exchange, 200, list(Exchange.query(exchange)));
    } else if (path[3].equals("events")) {
      events(exchange);
    } else if (path[3].equals("approvals")) {
      ask(exchange);
    } else if (!steps.containsKey(path[3])) {
      Exchange.problem(exchange, 404, "not-found");
    } else if (path.length == 4) {
      Exchange.json(exchange, 200, whole(path[3]));
    } else {
      part(exchange, path);
    }
  }

  private void part(HttpExchange exchange, String[] path) throws IOException {
    switch (path[path.length - 1]) {
      case "reject" -> {
        reasons.add(body(exchange).path("reason").asString());
        change(path[3], step -> step.put("state", "rejected"));
        exchange.sendResponseHeaders(204, -1);
      }
      case "number" -> {
        var wanted = body(exchange);
        given.add(wanted.path("number").asInt() + " " + wanted.path("date").asString(""));
        number(path[3], null, wanted.path("number").asInt());
        Exchange.json(exchange, 200, Map.of("number", wanted.path("number").asInt()));
      }
      case "delegate" -> {
        var wanted = body(exchange);
        reasons.add(wanted.path("official").asString() + ": " + wanted.path("reason").asString());
        change(path[3], step -> step.put("state", "rejected"));
        exchange.sendResponseHeaders(204, -1);
      }
      case "content" ->
          Exchange.send(
              exchange, 200, "application/pdf", ("%PDF " + path[3] + path[5]).getBytes(UTF_8));
      case "evidence" ->
          Exchange.send(exchange, 200, "application/json", "{\"evidence\":1}".getBytes(UTF_8));
      default -> Exchange.send(exchange, 200, "image/png", FakeSigningService.page());
    }
  }

  private Map<String, Object> list(Map<String, String> query) {
    var done = "done".equals(query.get("state"));
    var words = query.getOrDefault("query", "");
    int most = Integer.parseInt(query.getOrDefault("limit", "20"));
    List<Map<String, Object>> found;
    long waiting;
    synchronized (steps) {
      waiting = steps.values().stream().filter(step -> open(step)).count();
      found =
          steps.values().stream()
              .filter(step -> open(step) != done)
              .filter(step -> String.valueOf(step.get("request")).contains(words))
              .dropWhile(step ->
                  query.containsKey("after")
                      && String.valueOf(step.get("id")).compareTo(query.get("after")) <= 0)
              .toList();
    }
    var answer = new HashMap<String, Object>();
    answer.put("steps", found.subList(0, Math.min(most, found.size())));
    if (found.size() > most) {
      answer.put("next", found.get(most - 1).get("id"));
    }
    answer.put("waiting", waiting);
    return answer;
  }

  private static boolean open(Map<String, Object> step) {
    return List.of("waiting", "approved", "signing").contains(String.valueOf(step.get("state")));
  }

  private Map<String, Object> whole(String id) {
    var step = steps.getOrDefault(id, Map.of());
    var answer = new HashMap<String, Object>();
    answer.put("step", step);
    answer.put(
        "parameters",
        Map.of(
            "level",
            "PAdES-BASELINE-T",
            "location",
            "Huế",
            "authority",
            Map.of("form", "KT", "title", "CHỦ TỊCH")));
    answer.put("from", 0);
    answer.put(
        "documents",
        IntStream.range(0, (int) step.getOrDefault("documents", 1))
            .mapToObj(i ->
                Map.of(
                    "number",
                    i,
                    "title",
                    i == 0 ? "Quyết định" : "Phụ lục " + i,
                    "documentNumber",
                    "12",
                    "notation",
                    "QĐ-UBND",
                    "name",
                    "quyet-dinh-" + i + ".pdf",
                    "pages",
                    3 - i,
                    "size",
                    120_000,
                    "sha256",
                    "q0tWz2v2m2bY1uYp8kzG2H2m3oN5sXk0l9vI7cTqR4E="))
            .toList());
    answer.put(
        "earlierSigners",
        List.of(
            Map.of(
                "official",
                Map.of("id", "o1", "name", "Trần Văn Hòa"),
                "order",
                1,
                "signedAt",
                "2026-11-20T02:00:00Z")));
    answer.put("warnings", List.of(Map.of("code", "deadline-near", "text", "Sắp hết hạn ký.")));
    answer.put("delegates", delegates);
    answer.put("evidence", id.equals(SIGNED));
    return answer;
  }

  private void ask(HttpExchange exchange) throws IOException {
    var wanted = body(exchange).path("steps").valueStream().map(JsonNode::asString).toList();
    if (groups && wanted.contains(SEAL) && wanted.size() > 1) {
      var others = new ArrayList<>(wanted);
      others.remove(SEAL);
      Exchange.json(
          exchange,
          409,
          Map.of(
              "type",
              "urn:antin:problem:steps-differ",
              "status",
              409,
              "groups",
              List.of(
                  group("CN=Ủy ban nhân dân tỉnh,C=VN", List.of(SEAL)),
                  group("CN=Nguyễn Thị Minh Khai,C=VN", others))));
      return;
    }
    var id = UUID.randomUUID().toString();
    batches.put(id, wanted);
    Exchange.json(
        exchange,
        200,
        Map.of(
            "signatureRequest", id,
            "authorizationDetails",
                custody.equals("service") ? List.of(details(id, wanted)) : List.of(),
            "custody", custody));
  }

  private static Map<String, Object> details(String id, List<String> wanted) {
    return Map.of(
        "type",
        "urn:antin:rar:signature",
        "requestID",
        id,
        "credentialID",
        "11111111-1111-4111-8111-111111111111",
        "hashType",
        "SDR",
        "documentDigests",
        wanted.stream()
            .map(step ->
                Map.of("hash", "q0tWz2v2m2bY1uYp8kzG2H2m3oN5sXk0l9vI7cTqR4E=", "label", step))
            .toList());
  }

  private static Map<String, Object> group(String subject, List<String> wanted) {
    return Map.of("credential", "c", "subject", subject, "application", "qlvb", "steps", wanted);
  }

  /** Takes the approval of a batch; the run itself is over at once unless it is told to run on. */
  void sign(HttpExchange exchange, String batch) throws IOException {
    runs.incrementAndGet();
    for (var step : batches.getOrDefault(batch, List.of())) {
      change(step, each -> each.put("state", running ? "signing" : "signed"));
    }
    Exchange.json(exchange, 202, status(batch));
  }

  Map<String, Object> status(String batch) {
    var named = batches.getOrDefault(batch, List.of());
    int signed = running ? named.size() / 2 : failure.isEmpty() ? named.size() : named.size() - 1;
    var documents = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < named.size(); i++) {
      var document = new HashMap<String, Object>();
      document.put("documentId", named.get(i));
      document.put("name", "Văn bản " + (i + 1));
      var fails = i == 0 && !failure.isEmpty();
      document.put("status", fails ? "pending" : "signed");
      if (fails) {
        document.put("reason", failure);
      }
      documents.add(document);
    }
    return Map.of(
        "id",
        batch,
        "status",
        running ? "signing" : failure.isEmpty() ? "signed" : "partly-signed",
        "progress",
        Map.of(
            "total",
            named.size(),
            "signed",
            signed,
            "pending",
            running ? named.size() - signed : 0,
            "unknown",
            0,
            "failed",
            running || failure.isEmpty() ? 0 : 1),
        "documents",
        documents);
  }

  private void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    for (var event : events) {
      out.write(("event: " + event + "\ndata: {\"secret\":\"detail\"}\n\n").getBytes(UTF_8));
    }
    out.flush();
    try {
      listening.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.close();
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    return Exchange.JSON.readTree(exchange.getRequestBody().readAllBytes());
  }

  /** The first so many, as a form sends them. */
  static String[] first(int many) {
    return IntStream.rangeClosed(1, many).mapToObj(FakeInbox::step).toArray(String[]::new);
  }
}
