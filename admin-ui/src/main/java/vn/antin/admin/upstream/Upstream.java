package vn.antin.admin.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of the services behind us, called over HTTP. Thread-safe. Every method throws {@link
 * Unreachable} when the service does not answer or fails without a problem document that says why.
 */
public final class Upstream {
  private static final Duration QUICK = Duration.ofSeconds(10);
  private static final Duration PATIENT = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int PROBLEM_BYTES = 65_536;

  private final Part part;
  private final URI base;
  private final HttpClient client;
  private final JsonMapper mapper;

  Upstream(Part part, URI base, HttpClient client, JsonMapper mapper) {
    this.part = part;
    this.base = base;
    this.client = client;
    this.mapper = mapper;
  }

  /** The text as a part of a path or of a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads a JSON document. */
  public <T> Answer<T> get(String path, Caller caller, Class<T> type) {
    return get(path, caller, QUICK, type);
  }

  /** Reads a JSON document that is not worth waiting long for. */
  public <T> Answer<T> get(String path, Caller caller, Duration patience, Class<T> type) {
    return json(request(path, caller, patience), type);
  }

  /** Sends a JSON document; {@code null} sends none. */
  public <T> Answer<T> post(String path, Caller caller, @Nullable Object body, Class<T> type) {
    return post(path, caller, PATIENT, body, type);
  }

  /** Sends a JSON document, or none, whose answer may take that long. */
  public <T> Answer<T> post(
      String path, Caller caller, Duration patience, @Nullable Object body, Class<T> type) {
    return json(with(body, "POST", request(path, caller, patience)), type);
  }

  /** Asks for something that may go on after the answer (RFC 7240 {@code respond-async}). */
  public <T> Answer<T> postInBackground(String path, Caller caller, Class<T> type) {
    var request = request(path, caller, PATIENT).header("Prefer", "respond-async");
    return json(with(null, "POST", request), type);
  }

  /** Replaces what the version names, if nobody has changed it meanwhile (RFC 9110 §13.1.1). */
  public <T> Answer<T> put(String path, Caller caller, long version, Object body, Class<T> type) {
    return json(with(body, "PUT", versioned(path, caller, version)), type);
  }

  /** Writes what stands there, whatever stood there before. */
  public <T> Answer<T> put(String path, Caller caller, Object body, Class<T> type) {
    return json(with(body, "PUT", request(path, caller, PATIENT)), type);
  }

  /** Sends a JSON document, or none, where no answer but yes or no is expected. */
  public Answer<Boolean> tell(String path, Caller caller, @Nullable Object body) {
    return told(with(body, "POST", request(path, caller, QUICK)));
  }

  /** The same to what the version names, if nobody has changed it meanwhile. */
  public Answer<Boolean> tell(String path, Caller caller, long version, @Nullable Object body) {
    return told(with(body, "POST", versioned(path, caller, version)));
  }

  /** Does something to what the version names, if nobody has changed it meanwhile. */
  public <T> Answer<T> act(
      String path, Caller caller, long version, @Nullable Object body, Class<T> type) {
    return json(with(body, "POST", versioned(path, caller, version)), type);
  }

  /** Changes members of what the version names, if nobody has changed it meanwhile. */
  public <T> Answer<T> patch(String path, Caller caller, long version, Object body, Class<T> type) {
    return json(with(body, "PATCH", versioned(path, caller, version)), type);
  }

  /** Removes what stands there. */
  public Answer<Boolean> delete(String path, Caller caller) {
    return told(request(path, caller, QUICK).DELETE());
  }

  /** Removes what the version names, if nobody has changed it meanwhile. */
  public Answer<Boolean> delete(String path, Caller caller, long version) {
    return told(versioned(path, caller, version).DELETE());
  }

  /** Sends a body as it arrives, holding no more of it than a buffer. */
  public <T> Answer<T> send(String path, Caller caller, Content content, Class<T> type) {
    BodyPublisher body = BodyPublishers.ofInputStream(content::stream);
    if (content.length() > 0) {
      body = BodyPublishers.fromPublisher(body, content.length());
    }
    var request = request(path, caller, LONG).POST(body);
    if (content.type() != null) {
      request.header("Content-Type", content.type());
    }
    return json(request, type);
  }

  /** Opens a body for reading; the caller closes the stream. */
  public Answer<Content> open(String path, Caller caller) {
    var request = request(path, caller, QUICK).header("Accept", "*/*").GET().build();
    var response = exchange(request);
    if (response.statusCode() != 200) {
      return new Answer.Refused<>(problem(response));
    }
    return new Answer.Granted<>(
        new Content(
            response.body(),
            response.headers().firstValueAsLong("Content-Length").orElse(-1),
            response.headers().firstValue("Content-Type").orElse(null)));
  }

  private HttpRequest.Builder request(String path, Caller caller, Duration timeout) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(timeout)
            .header("Accept-Language", caller.language())
            .header("X-Forwarded-For", caller.address());
    if (caller.token() != null) {
      request.header("Authorization", "Bearer " + caller.token().reveal());
    }
    return request;
  }

  private HttpRequest.Builder versioned(String path, Caller caller, long version) {
    return request(path, caller, PATIENT).header("If-Match", "\"" + version + "\"");
  }

  private HttpRequest.Builder with(
      @Nullable Object body, String method, HttpRequest.Builder request) {
    return request
        .header("Content-Type", "application/json")
        .method(
            method,
            body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)));
  }

  /** A body that says more than yes is read to its end, so that the connection serves again. */
  private Answer<Boolean> told(HttpRequest.Builder request) {
    var response = exchange(request.build());
    if (response.statusCode() / 100 != 2) {
      return new Answer.Refused<>(problem(response));
    }
    try (var body = response.body()) {
      body.readNBytes(PROBLEM_BYTES);
      return new Answer.Granted<>(true);
    } catch (IOException e) {
      throw new Unreachable(part, e);
    }
  }

  private <T> Answer<T> json(HttpRequest.Builder request, Class<T> type) {
    var response = exchange(request.build());
    if (response.statusCode() / 100 != 2) {
      return new Answer.Refused<>(problem(response));
    }
    try (var body = response.body()) {
      return new Answer.Granted<>(mapper.readValue(body, type));
    } catch (IOException | JacksonException e) {
      throw new Unreachable(part, e);
    }
  }

  private HttpResponse<InputStream> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new Unreachable(part, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(part, e);
    }
  }

  private Problem problem(HttpResponse<InputStream> response) {
    int status = response.statusCode();
    var type = "about:blank";
    List<Problem.SignedDocument> documents = List.of();
    List<Problem.Group> groups = List.of();
    List<Problem.Fault> faults = List.of();
    Map<String, String> facts = Map.of();
    try (var body = response.body()) {
      var tree = mapper.readTree(body.readNBytes(PROBLEM_BYTES));
      type = tree.path("type").asString("about:blank");
      documents = list(tree.path("documents"), Problem.SignedDocument[].class);
      groups = list(tree.path("groups"), Problem.Group[].class);
      faults = faults(tree);
      facts = facts(tree);
    } catch (IOException | JacksonException e) {
      // Not a problem document: the status is all there is to go by.
      type = "about:blank";
    }
    if (status >= 500 && type.equals("about:blank")) {
      throw new Unreachable(part, "status " + status);
    }
    return new Problem(part, type, status, documents, groups, faults, facts);
  }

  private static Map<String, String> facts(JsonNode tree) {
    return tree.propertyStream()
        .filter(member -> fact(member.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, member -> text(member.getValue())));
  }

  private static boolean fact(JsonNode value) {
    return value.isString()
        || value.isNumber()
        || (value.isArray() && value.valueStream().allMatch(JsonNode::isString));
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
        : value.asString("");
  }

  /** Client registration names them {@code faults}, the other REST calls {@code errors}. */
  private List<Problem.Fault> faults(JsonNode tree) {
    if (tree.path("faults").isArray()) {
      return list(tree.path("faults"), Problem.Fault[].class);
    }
    return tree.path("errors")
        .valueStream()
        .map(error ->
            new Problem.Fault(
                error.path("field").asString(""),
                error.path("code").asString(""),
                error.path("message").asString("")))
        .toList();
  }

  private <T> List<T> list(JsonNode node, Class<T[]> type) {
    return node.isArray() ? List.of(mapper.treeToValue(node, type)) : List.of();
  }
}
