package vn.antin.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A system of the province that logs its users in with us: authorization code with PKCE, then
 * userinfo. Its start page sends the browser off; its callback shows who came.
 */
final class DemoSystem implements AutoCloseable {
  private final String issuer;
  private final String clientId;
  private final String secret;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String verifier = random();
  private final String state = random();

  private DemoSystem(String issuer, String clientId, String secret, HttpServer server) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.secret = secret;
    this.server = server;
  }

  static DemoSystem start(String issuer, String clientId, String secret, int port)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    DemoSystem system = new DemoSystem(issuer, clientId, secret, server);
    server.createContext("/", system::sendAway);
    server.createContext("/cb", system::welcome);
    server.start();
    return system;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }

  private void sendAway(HttpExchange exchange) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", clientId);
    query.put("redirect_uri", url() + "cb");
    query.put("scope", "openid profile");
    query.put("state", state);
    query.put("nonce", random());
    query.put("code_challenge_method", "S256");
    query.put("code_challenge", challenge());
    exchange.getResponseHeaders().set("Location", issuer + "/oauth2/authorize?" + encode(query));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void welcome(HttpExchange exchange) throws IOException {
    Map<String, String> answer = decode(exchange.getRequestURI().getRawQuery());
    String text =
        state.equals(answer.get("state"))
            ? clientId + " welcomes " + userInfo(answer.getOrDefault("code", "none"))
            : "a foreign answer";
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String userInfo(String code) throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", url() + "cb");
    form.put("code_verifier", verifier);
    String basic =
        Base64.getEncoder()
            .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
    String tokens =
        send(
            HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build());
    String token = tokens.replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    return send(
        HttpRequest.newBuilder(URI.create(issuer + "/userinfo"))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private String send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private String challenge() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String encode(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member ->
            member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> decode(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
