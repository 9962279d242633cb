package vn.antin.csckit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server as small as one may be, and whatever is wrong with it. */
final class SmallServer implements AutoCloseable {
  /** What a method answers. */
  interface Reply {
    Said to(Map<String, @Nullable Object> parameters);
  }

  record Said(int status, Map<String, ?> body) {}

  static final String TOKEN = "right";

  private final HttpServer http;
  private final Map<String, Reply> replies = new HashMap<>();

  private SmallServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/csc/v2/", this::answer);
    http.start();
  }

  /** One that keeps to the specification and has one credential. */
  static SmallServer right() {
    var server = new SmallServer();
    server.reply("info", _ -> new Said(200, info()));
    server.reply("credentials/list", SmallServer::list);
    server.reply("credentials/info", SmallServer::credential);
    return server;
  }

  SmallServer reply(String method, Reply reply) {
    replies.put(method, reply);
    return this;
  }

  /** Says something else about itself. */
  SmallServer info(String member, @Nullable Object value) {
    var changed = new LinkedHashMap<String, @Nullable Object>(info());
    changed.put(member, value);
    return reply("info", _ -> new Said(200, changed));
  }

  String url() {
    return "http://localhost:" + http.getAddress().getPort() + "/csc/v2";
  }

  static Map<String, Object> info() {
    var info = new LinkedHashMap<String, Object>();
    info.put("specs", "2.0.0.2");
    info.put("name", "Small");
    info.put("logo", "https://example.org/logo.png");
    info.put("region", "VN");
    info.put("lang", "vi");
    info.put("description", "A small server");
    info.put("authType", List.of("oauth2code"));
    info.put("oauth2Issuer", "https://example.org");
    info.put("methods", List.of("info", "credentials/list", "credentials/info"));
    info.put("asynchronousOperationMode", false);
    return info;
  }

  static Said refusal(String description) {
    return new Said(400, Map.of("error", "invalid_request", "error_description", description));
  }

  private static Said list(Map<String, @Nullable Object> parameters) {
    if (parameters.containsKey("certificates")
        && !(parameters.get("certificates") instanceof String)) {
      return refusal("Missing (or invalid type) string parameter certificates");
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("credentialIDs", List.of("one"));
    if (Boolean.TRUE.equals(parameters.get("credentialInfo"))) {
      var info = new LinkedHashMap<String, Object>(view(parameters));
      info.put("credentialID", "one");
      body.put("credentialInfos", List.of(info));
    }
    return new Said(200, body);
  }

  private static Said credential(Map<String, @Nullable Object> parameters) {
    if (!(parameters.get("credentialID") instanceof String id)) {
      return refusal("Missing (or invalid type) string parameter credentialID");
    }
    return id.equals("one")
        ? new Said(200, view(parameters))
        : refusal("Invalid parameter credentialID");
  }

  /** Parts of the view that a wrong server changes. */
  static Map<String, Object> view(Map<String, @Nullable Object> parameters) {
    var view = new LinkedHashMap<String, Object>();
    view.put(
        "key", Map.of("status", "enabled", "algo", List.of("1.2.840.10045.4.3.2"), "len", 256));
    var cert = new LinkedHashMap<String, Object>();
    cert.put("status", "valid");
    if (!"none".equals(parameters.get("certificates"))) {
      cert.put("certificates", List.of(TestCertificate.BASE64));
    }
    if (Boolean.TRUE.equals(parameters.get("certInfo"))) {
      cert.put("issuerDN", "CN=Small");
      cert.put("subjectDN", "CN=Small");
      cert.put("serialNumber", TestCertificate.SERIAL);
      cert.put("validFrom", "20260101000000Z");
      cert.put("validTo", "20360101000000Z");
    }
    view.put("cert", cert);
    if (Boolean.TRUE.equals(parameters.get("authInfo"))) {
      view.put("auth", Map.of("mode", "oauth2code"));
    }
    view.put("SCAL", "1");
    view.put("multisign", 5);
    return view;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var method = exchange.getRequestURI().getPath().substring("/csc/v2/".length());
    var said = said(exchange, method);
    var bytes = Json.write(said.body()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(said.status(), bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Said said(HttpExchange exchange, String method) throws IOException {
    var token = exchange.getRequestHeaders().getFirst("Authorization");
    if (!method.equals("info") && !("Bearer " + TOKEN).equals(token)) {
      return new Said(401, Map.of("error", "invalid_token"));
    }
    var reply = replies.get(method);
    if (reply == null) {
      return new Said(501, Map.of("error", "invalid_request"));
    }
    try {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      @SuppressWarnings("unchecked") // the reader makes no other maps
      var parameters = (Map<String, @Nullable Object>) Json.read(body);
      return reply.to(parameters == null ? Map.of() : parameters);
    } catch (Json.Malformed e) {
      return refusal("no JSON");
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
