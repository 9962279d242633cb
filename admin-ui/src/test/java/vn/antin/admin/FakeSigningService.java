package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A signing-service that keeps digests instead of documents and can be told to refuse. */
final class FakeSigningService {
  /** The next answers that are not the usual ones: a problem's name, or "drop" to hang up. */
  final ConcurrentLinkedQueue<Refusal> refusals = new ConcurrentLinkedQueue<>();

  final AtomicInteger signatures = new AtomicInteger();
  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  volatile String forwardedFor = "";
  private final FakeAuthServer authServer;
  private final HttpServer server;
  private final Map<String, Map<String, Object>> documents = new ConcurrentHashMap<>();
  private final Map<String, String> requested = new ConcurrentHashMap<>();
  private final Map<String, String> signed = new ConcurrentHashMap<>();
  private final Map<String, String> tokenJobs = new ConcurrentHashMap<>();
  private final Set<String> vgcaJobs = ConcurrentHashMap.newKeySet();
  final Map<String, Map<String, Object>> results = new ConcurrentHashMap<>();
  volatile Map<String, Object> report = Samples.report("intact", "trusted", "not-checked");
  final FakeCertificates certificates = new FakeCertificates();
  final FakeCertificateJobs jobs = new FakeCertificateJobs();
  final FakeKeeping keeping = new FakeKeeping();
  final FakeNumbers numbers = new FakeNumbers();
  final FakeSeals seals = new FakeSeals();
  final FakeDossiers dossiers = new FakeDossiers();
  final FakeServers servers = new FakeServers();
  final FakeRequests requestsElsewhere = new FakeRequests();
  final FakeExpiryNotices expiryNotices = new FakeExpiryNotices();
  final FakeInbox inbox = new FakeInbox();
  final FakeOutcomes outcomes = new FakeOutcomes();
  volatile int pages = 3;
  volatile boolean loseNextSigningAnswer;

  record Refusal(String path, int status, String name) {}

  FakeSigningService(int port, FakeAuthServer authServer) throws IOException {
    this.authServer = authServer;
    server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
  }

  void reset() {
    refusals.clear();
    results.clear();
    requests.clear();
    signatures.set(0);
    report = Samples.report("intact", "trusted", "not-checked");
    certificates.reset();
    jobs.reset();
    keeping.reset();
    numbers.reset();
    seals.reset();
    dossiers.reset();
    servers.reset();
    requestsElsewhere.reset();
    expiryNotices.reset();
    inbox.reset();
    outcomes.reset();
    loseNextSigningAnswer = false;
    pages = 3;
  }

  void refuse(String path, int status, String name) {
    refusals.add(new Refusal(path, status, name));
  }

  Map<String, Map<String, Object>> documents() {
    return documents;
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    forwardedFor = String.valueOf(exchange.getRequestHeaders().getFirst("X-Forwarded-For"));
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    try (exchange) {
      var refusal = refusals.peek();
      if (refusal != null && path.matches(refusal.path())) {
        refusals.remove();
        exchange.getRequestBody().readAllBytes();
        if (!refusal.name().equals("drop")) {
          Exchange.problem(exchange, refusal.status(), refusal.name());
        }
        return;
      }
      if (path.equals("/validations")) {
        exchange.getRequestBody().readAllBytes();
        Exchange.json(exchange, 200, report);
      } else if (path.startsWith("/v1/check/")) {
        var result = results.get(path.substring("/v1/check/".length()));
        if (result == null) {
          Exchange.problem(exchange, 404, "not-found");
        } else {
          Exchange.json(exchange, 200, result);
        }
      } else if (Exchange.bearer(exchange).isEmpty()) {
        Exchange.problem(exchange, 401, "refused");
      } else {
        route(exchange, path.split("/"));
      }
    }
  }

  private void route(HttpExchange exchange, String[] path) throws IOException {
    switch (path[1]) {
      case "documents" -> {
        if (exchange.getRequestMethod().equals("POST")) {
          store(exchange);
        } else if (path.length == 5) {
          Exchange.send(exchange, 200, "image/png", page());
        } else if (path.length == 4) {
          Exchange.send(
              exchange, 200, "application/pdf", ("%PDF-signed " + path[2]).getBytes(UTF_8));
        } else {
          Exchange.json(exchange, 200, Map.of("id", path[2], "name", "Quyết định 12.pdf"));
        }
      }
      case "credentials" ->
          Exchange.json(
              exchange,
              200,
              String.valueOf(exchange.getRequestURI().getQuery()).contains("usb-token")
                  ? Samples.tokenCredentials()
                  : Samples.credentials());
      case "documents-in-flight", "seal-requests" -> {
        if (exchange.getRequestMethod().equals("POST")) {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
        } else {
          Exchange.json(
              exchange,
              200,
              path[1].equals("seal-requests") ? FakeUnits.sealRequests() : FakeUnits.inFlight());
        }
      }
      case "certificate-requests" -> requestsElsewhere.handle(exchange, path);
      case "certificates",
          "certificate-reasons",
          "certificate-calendar",
          "certificate-mismatches" -> {
        if (path.length > 2 && path[2].startsWith("usb-token")) {
          requestsElsewhere.handle(exchange, path);
        } else {
          certificates.handle(exchange, path);
        }
      }
      case "certificate-notices" -> expiryNotices.handle(exchange, path);
      case "standing-orders", "dossier-figures" -> dossiers.handle(exchange, path);
      case "seals", "seal-handovers" -> seals.handle(exchange, path);
      case "tokens", "time-stamping", "authority" -> {
        if (path.length > 2 && path[2].equals("servers")) {
          servers.handle(exchange, path);
        } else if (path.length > 2) {
          numbers.handle(exchange, path);
        } else {
          keeping.handle(exchange, path[1]);
        }
      }
      case "certificate-jobs", "certificate-lists" -> jobs.handle(exchange, path);
      case "unknown-outcomes" -> outcomes.handle(exchange, path);
      case "v1" -> inbox.handle(exchange, path);
      case "signature-requests" -> {
        if (path.length == 2) {
          request(exchange);
        } else if (path.length == 4 && path[3].equals("agent-job")) {
          tokenJob(exchange, path[2]);
        } else if (path.length == 4 && path[3].equals("vgca-job")) {
          vgcaJob(exchange, path[2]);
        } else if (path.length == 4) {
          sign(exchange, path[2]);
        } else {
          Exchange.json(
              exchange,
              200,
              inbox.batches.containsKey(path[2]) ? inbox.status(path[2]) : status(path[2]));
        }
      }
      default -> Exchange.problem(exchange, 404, "not-found");
    }
  }

  private void store(HttpExchange exchange) throws IOException {
    long size = 0;
    var digest = sha256();
    byte[] buffer = new byte[65_536];
    try (var in = exchange.getRequestBody()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
      }
    }
    var id = UUID.randomUUID().toString();
    Map<String, Object> document =
        Map.of(
            "id",
            id,
            "name",
            Exchange.query(exchange).get("name"),
            "size",
            size,
            "sha256",
            Base64.getEncoder().encodeToString(digest.digest()),
            "pages",
            pages,
            "expiresAt",
            Instant.now().plus(1, ChronoUnit.DAYS).toString());
    documents.put(id, document);
    Exchange.json(exchange, 201, document);
  }

  private void request(HttpExchange exchange) throws IOException {
    var wanted = Exchange.JSON.readTree(exchange.getRequestBody().readAllBytes());
    var id = UUID.randomUUID().toString();
    requested.put(id, wanted.path("documents").path(0).asString());
    var element = new HashMap<String, Object>();
    element.put("type", "urn:antin:rar:signature");
    element.put("requestID", id);
    element.put("credentialID", wanted.path("credentialID").asString());
    element.put("hashType", "SDR");
    Exchange.json(exchange, 201, Map.of("id", id, "authorizationDetails", List.of(element)));
  }

  /**
   * The program has had one of two documents signed, and something else came back for the other.
   */
  private void vgcaJob(HttpExchange exchange, String id) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      vgcaJobs.add(id);
      Exchange.json(
          exchange,
          201,
          Map.of(
              "id",
              id,
              "documents",
              List.of(
                  Map.of(
                      "number",
                      0,
                      "name",
                      "Quyết định 12.pdf",
                      "kind",
                      "seal",
                      "downloadUrl",
                      "https://ky.example/vgca/files/" + "D".repeat(43) + ".pdf",
                      "uploadUrl",
                      "https://ky.example/vgca/returns/" + "U".repeat(43))),
              "leftOut",
              List.of(),
              "later",
              0));
    } else if (!vgcaJobs.contains(id)) {
      Exchange.problem(exchange, 404, "not-found");
    } else {
      Exchange.json(
          exchange,
          200,
          Map.of(
              "state",
              "ended",
              "because",
              "done",
              "total",
              2,
              "signed",
              1,
              "documents",
              List.of(
                  Map.of("number", 0, "state", "signed"),
                  Map.of("number", 1, "state", "refused", "problem", "return-other-document"))));
    }
  }

  private void tokenJob(HttpExchange exchange, String id) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      tokenJobs.put(id, "waiting");
      Exchange.json(
          exchange,
          201,
          Map.of(
              "id",
              id,
              "link",
              "antin-sign://ky.example/" + "J".repeat(43),
              "documents",
              1,
              "leftOut",
              List.of(),
              "later",
              0));
    } else if (!tokenJobs.containsKey(id)) {
      Exchange.problem(exchange, 404, "not-found");
    } else {
      var state = String.valueOf(tokenJobs.get(id));
      var ended = !state.equals("waiting") && !state.equals("pulled");
      var job = new HashMap<String, Object>();
      job.put("state", ended ? "ended" : state);
      job.put("because", ended ? state : null);
      job.put("total", 1);
      job.put("signed", state.equals("done") ? 1 : 0);
      job.put("pending", ended ? 0 : 1);
      job.put("unknown", 0);
      Exchange.json(exchange, 200, job);
    }
  }

  /** The agent brings the job to an end. */
  void endTokenJobs(String because) {
    tokenJobs.replaceAll((_, _) -> because);
    if (because.equals("done")) {
      tokenJobs.keySet().forEach(id -> signed.put(id, UUID.randomUUID().toString()));
    }
  }

  private void sign(HttpExchange exchange, String id) throws IOException {
    if (!authServer.grants.contains(Exchange.bearer(exchange))) {
      Exchange.problem(exchange, 401, "invalid-token");
    } else if (signed.containsKey(id)) {
      var problem = new HashMap<>(status(id));
      problem.put("type", "urn:antin:problem:approval-spent");
      problem.put("status", 409);
      Exchange.json(exchange, 409, problem);
    } else if (inbox.batches.containsKey(id)) {
      signed.put(id, id);
      inbox.sign(exchange, id);
    } else {
      signatures.incrementAndGet();
      signed.put(id, UUID.randomUUID().toString());
      if (loseNextSigningAnswer) {
        loseNextSigningAnswer = false;
      } else {
        Exchange.json(exchange, 200, status(id));
      }
    }
  }

  private Map<String, Object> status(String id) {
    var result = signed.get(id);
    return result == null
        ? Map.of("id", id, "status", "approved", "documents", List.of())
        : Map.of(
            "id",
            id,
            "status",
            "signed",
            "documents",
            List.of(
                Map.of(
                    "documentId",
                    requested.get(id),
                    "signedDocumentId",
                    result,
                    "sha256",
                    "q0tWz2v2m2bY1uYp8kzG2H2m3oN5sXk0l9vI7cTqR4E=")));
  }

  static byte[] page() throws IOException {
    var image = new BufferedImage(620, 877, BufferedImage.TYPE_BYTE_GRAY);
    var pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 620, 877);
    pen.setColor(Color.DARK_GRAY);
    for (int line = 0; line < 24; line++) {
      pen.fillRect(80, 120 + line * 26, line % 5 == 4 ? 260 : 460, 6);
    }
    pen.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
