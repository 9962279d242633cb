import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A whole relying application: asks an official to sign a PDF, waits, and fetches the signed file.
 *
 * <pre>
 * CLIENT_ID=… CLIENT_SECRET=… java RequestSignature.java letter.pdf OFFICIAL_ID "Công văn số 12"
 * </pre>
 *
 * The official finds the request in their inbox and approves it with their passkey. Needs nothing
 * but the JDK. AUTH and SIGN name the servers (default: a house on this machine).
 */
static final String AUTH = environment("AUTH", "http://localhost:9000");
static final String SIGN = environment("SIGN", "http://localhost:9100");
static final HttpClient HTTP = HttpClient.newHttpClient();

void main(String[] arguments) throws Exception {
  if (arguments.length != 3) {
    System.err.println("Usage: java RequestSignature.java FILE.pdf OFFICIAL_ID TITLE");
    System.exit(2);
  }
  var file = Path.of(arguments[0]);
  var document = text(upload(file), "id");
  var request = text(ask(document, arguments[1], arguments[2]), "id");
  System.out.println("Asked: " + SIGN + "/v1/signing-requests/" + request);

  for (var state = ""; !state.equals("completed"); Thread.sleep(Duration.ofSeconds(2))) {
    var now = text(send(get("/v1/signing-requests/" + request)), "state");
    if (!now.equals(state)) {
      System.out.println(Instant.now() + " " + now);
    }
    if (now.matches("rejected|cancelled|expired|unknown")) {
      System.exit(1);
    }
    state = now;
  }

  var signed = Path.of(file.getFileName().toString().replaceFirst("(\\.pdf)?$", "-signed.pdf"));
  var content = get("/v1/signing-requests/" + request + "/documents/" + document + "/content");
  var response = HTTP.send(content.build(), BodyHandlers.ofFile(signed));
  System.out.println(response.statusCode() == 200 ? "Signed: " + signed : "Not fetched");
}

/** The file goes as a stream, whatever its size. */
String upload(Path file) throws Exception {
  var name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
  return send(
      to("/documents?name=" + name)
          .header("Content-Type", "application/pdf")
          .POST(BodyPublishers.ofFile(file)));
}

/** The key makes a repetition after a broken connection harmless: it answers the same request. */
String ask(String document, String official, String title) throws Exception {
  var json =
      """
      {"title": %s,
       "documents": [{"documentId": "%s", "title": %1$s}],
       "signers": [{"official": "%s", "credential": "personal"}]}
      """
          .formatted(quoted(title), document, official);
  return send(
      to("/v1/signing-requests")
          .header("Content-Type", "application/json")
          .header("Idempotency-Key", UUID.randomUUID().toString())
          .POST(BodyPublishers.ofString(json)));
}

/** A token lives five minutes; a larger application keeps it that long. */
String token() throws Exception {
  var secret = environment("CLIENT_ID", "demo-app") + ":" + environment("CLIENT_SECRET", "");
  var form = "grant_type=client_credentials&scope=signing-request";
  var request =
      HttpRequest.newBuilder(URI.create(AUTH + "/oauth2/token"))
          .header(
              "Authorization",
              "Basic "
                  + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
  return text(send(request), "access_token");
}

HttpRequest.Builder get(String path) throws Exception {
  return to(path).GET();
}

HttpRequest.Builder to(String path) throws Exception {
  return HttpRequest.newBuilder(URI.create(SIGN + path)).header("Authorization", "Bearer " + token());
}

/** Anything but success is told in the server's own words (RFC 9457). */
String send(HttpRequest.Builder request) throws Exception {
  var response = HTTP.send(request.build(), BodyHandlers.ofString());
  if (response.statusCode() / 100 != 2) {
    throw new IOException(response.statusCode() + " " + response.body());
  }
  return response.body();
}

/** The first member of that name; a larger application uses a JSON library. */
static String text(String json, String member) {
  var found = Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
  if (!found.find()) {
    throw new IllegalStateException("no " + member + " in " + json);
  }
  return found.group(1);
}

static String quoted(String text) {
  return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
}

static String environment(String name, String otherwise) {
  return System.getenv().getOrDefault(name, otherwise);
}
