package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The signing-service's jobs of many certificates: one that goes on and one that is over. */
final class FakeCertificateJobs {
  static final String BUSY = "d0000000-0000-4000-8000-000000000001";
  static final String PREVIEW = "d0000000-0000-4000-8000-000000000003";
  static final String OVER = "d0000000-0000-4000-8000-000000000002";

  /** What was sent, and which rows were asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile boolean none;

  /** Whether every page of rows names a next one. */
  volatile boolean endless;

  /** Whether the preview found nothing. */
  volatile boolean empty;

  /** As what the last was sent. */
  volatile @Nullable String type;

  /** Servers of the directory that lists are read from. */
  volatile List<String> directory = List.of();

  /** Why the directory cannot be read. */
  volatile @Nullable String unread;

  /** What is wrong with the list that is sent, and in which row. */
  volatile @Nullable String wrong;

  void reset() {
    asked.clear();
    none = false;
    endless = false;
    wrong = null;
    directory = List.of();
    unread = null;
    empty = false;
  }

  void handle(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      type = exchange.getRequestHeaders().getFirst("Content-Type");
      asked.add(
          String.join("/", path)
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      if (wrong != null) {
        Exchange.json(
            exchange,
            422,
            Map.of(
                "type",
                "urn:antin:problem:list-refused",
                "status",
                422,
                "reason",
                wrong,
                "row",
                7));
      } else if (unread != null) {
        Exchange.json(
            exchange,
            503,
            Map.of(
                "type",
                "urn:antin:problem:directory-unreachable",
                "status",
                503,
                "reason",
                unread));
      } else if (path[1].equals("certificate-lists")) {
        Exchange.json(exchange, 202, Map.of("id", PREVIEW, "total", 3));
      } else if (path.length == 2 || path[3].equals("carry-out")) {
        Exchange.json(exchange, 202, Map.of("id", BUSY, "total", 10_000));
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    } else if (path[1].equals("certificate-lists")) {
      Exchange.json(exchange, 200, Map.of("servers", directory));
    } else if (path.length == 2) {
      Exchange.json(
          exchange,
          200,
          Map.of("items", none ? List.of() : List.of(job(BUSY), job(OVER), job(PREVIEW))));
    } else if (!List.of(BUSY, OVER, PREVIEW).contains(path[2])) {
      Exchange.problem(exchange, 404, "not-found");
    } else if (path.length == 3) {
      Exchange.json(exchange, 200, job(path[2]));
    } else {
      var query = Exchange.query(exchange);
      asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
      if (!"1000".equals(query.get("limit"))) {
        Exchange.json(exchange, 200, Samples.listing(rows(), null));
      } else if (endless || "0".equals(query.get("after"))) {
        Exchange.json(exchange, 200, Map.of("items", rows(), "next", 4));
      } else {
        var formula = row(5, "failed", "not-found");
        formula.put("holder", "=HYPERLINK(\"http://x\")");
        Exchange.json(exchange, 200, Map.of("items", List.of(formula)));
      }
    }
  }

  private Map<String, Object> job(String id) {
    boolean over = !id.equals(BUSY);
    boolean preview = id.equals(PREVIEW);
    var job = new HashMap<String, Object>();
    job.put("id", id);
    job.put("kind", preview ? "import" : over ? "renew" : "issue");
    job.put("source", preview ? "directory" : null);
    job.put("preview", preview);
    job.put("staged", preview);
    job.put("unit", over && !preview ? "Sở Nội vụ" : null);
    job.put("createdBy", "Trần Thị Bình");
    job.put("createdAt", "2026-11-22T02:00:00Z");
    job.put("finishedAt", over ? "2026-11-22T02:05:00Z" : null);
    job.put("total", preview && empty ? 0 : over ? 3 : 10_000);
    job.put("waiting", over ? 0 : 7_498);
    job.put("working", over ? 0 : 2);
    job.put("done", over ? 1 : 2_500);
    job.put("skipped", over ? 1 : 0);
    job.put("failed", over ? 1 : 0);
    job.put("cancelled", 0);
    return job;
  }

  private static List<Map<String, Object>> rows() {
    return List.of(
        row(1, "done", null),
        row(2, "skipped", "has-certificate"),
        row(3, "failed", "internal"),
        row(4, "failed", "chain-unknown"));
  }

  private static Map<String, Object> row(int number, String state, @Nullable String detail) {
    var row = new HashMap<String, Object>();
    row.put("number", number);
    row.put("holder", Samples.name(number));
    row.put("state", state);
    row.put("detail", detail);
    row.put("certificate", state.equals("done") ? FakeCertificates.VALID : null);
    return row;
  }
}
