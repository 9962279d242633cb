package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** As much of a browser as the tests need: cookies, no redirects unless asked. */
final class Browser {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final Map<String, String> cookies = new LinkedHashMap<>();
  private final TestDesk desk;

  Browser(TestDesk desk) {
    this.desk = desk;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    var body =
        form.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** A form with one name that stands there many times. */
  HttpResponse<String> post(String path, String name, String... values) {
    var body =
        Stream.of(values)
            .map(value -> name + "=" + URLEncoder.encode(value, UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> upload(String path, String fileName, byte[] content, String... headers) {
    var body = new java.io.ByteArrayOutputStream();
    body.writeBytes(head(fileName));
    body.writeBytes(content);
    body.writeBytes("\r\n--limit--\r\n".getBytes(UTF_8));
    return upload(path, BodyPublishers.ofByteArray(body.toByteArray()), headers);
  }

  HttpResponse<String> upload(String path, BodyPublisher body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "multipart/form-data; boundary=limit")
            .POST(body));
  }

  static byte[] head(String fileName) {
    return ("--limit\r\nContent-Disposition: form-data; name=\"document\"; filename=\""
            + fileName
            + "\"\r\nContent-Type: application/pdf\r\n\r\n")
        .getBytes(UTF_8);
  }

  /** Logs in; the answer is that of the callback. */
  HttpResponse<String> login() {
    return get(callback(get("/login")));
  }

  /** Follows a redirect to the auth-server and answers the path it sends the browser back to. */
  String callback(HttpResponse<String> redirect) {
    var request = Exchange.parse(location(redirect).getRawQuery());
    return local(desk.authServer.answer(request));
  }

  String local(String address) {
    return address.substring(desk.url("").length());
  }

  static URI location(HttpResponse<?> response) {
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(desk.url(path)));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(c -> c.getKey() + "=" + c.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String header) {
    var parts = List.of(header.split(";"));
    int equals = parts.getFirst().indexOf('=');
    var name = parts.getFirst().substring(0, equals);
    if (header.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, parts.getFirst().substring(equals + 1));
    }
  }
}
