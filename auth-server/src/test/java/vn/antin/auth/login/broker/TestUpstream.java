package vn.antin.auth.login.broker;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.digest.Digest;

/**
 * Another OpenID provider behind real HTTP: checks what a provider has to (client, PKCE, redirect
 * URI, one use of each code) and lies as a test tells it to. Whoever comes is logged in.
 */
final class TestUpstream implements AutoCloseable {
  static final String SECRET = "bí mật của máy khách";

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final List<ECKey> keys = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
  private final List<Map<String, String>> authorizations =
      Collections.synchronizedList(new ArrayList<>());
  private volatile String subject = "subject-1";
  private volatile @Nullable String acr = null;
  private volatile Map<String, Object> userinfo = Map.of();
  private volatile UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();
  private volatile UnaryOperator<Map<String, String>> answer = UnaryOperator.identity();
  private volatile boolean offersPushed;
  private volatile boolean reachable = true;
  private volatile @Nullable ECKey clientKey;
  private volatile InstantSource clock = InstantSource.system();

  private TestUpstream(HttpServer server) {
    this.server = server;
    rotate();
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  static TestUpstream start() {
    try {
      return new TestUpstream(
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** As at first: honest, for this subject. */
  void behave(String someone) {
    subject = someone;
    acr = null;
    userinfo = Map.of();
    lie = UnaryOperator.identity();
    answer = UnaryOperator.identity();
    offersPushed = false;
    reachable = true;
  }

  void level(String value) {
    acr = value;
  }

  void userinfo(Map<String, Object> claims) {
    userinfo = claims;
  }

  /** Changes the claims of ID tokens. */
  void lie(UnaryOperator<JWTClaimsSet.Builder> change) {
    lie = change;
  }

  /** Changes the parameters of authorization responses. */
  void answer(UnaryOperator<Map<String, String>> change) {
    answer = change;
  }

  void offerPushedRequests() {
    offersPushed = true;
  }

  void follow(InstantSource time) {
    clock = time;
  }

  void takeClientKey(ECKey key) {
    clientKey = key;
  }

  void goDown() {
    reachable = false;
  }

  /** Signs with a new key from now on. */
  void rotate() {
    try {
      keys.add(new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parameters of what was asked, in order. */
  List<Map<String, String>> authorizations() {
    return List.copyOf(authorizations);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!reachable) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" -> json(exchange, 200, metadata());
        case "/jwks" -> json(exchange, 200, new JWKSet(List.copyOf(keys)).toJSONObject());
        case "/authorize" -> authorize(exchange, form(exchange.getRequestURI().getRawQuery()));
        case "/par" -> push(exchange, body(exchange));
        case "/token" -> token(exchange, body(exchange));
        case "/userinfo" ->
            json(exchange, 200, userinfo.isEmpty() ? Map.of("sub", subject) : userinfo);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new ConcurrentHashMap<>();
    metadata.put("issuer", issuer());
    metadata.put("authorization_endpoint", issuer() + "/authorize");
    metadata.put("token_endpoint", issuer() + "/token");
    metadata.put("jwks_uri", issuer() + "/jwks");
    metadata.put("userinfo_endpoint", issuer() + "/userinfo");
    metadata.put("authorization_response_iss_parameter_supported", true);
    if (offersPushed) {
      metadata.put("pushed_authorization_request_endpoint", issuer() + "/par");
    }
    return metadata;
  }

  private void authorize(HttpExchange exchange, Map<String, String> query) throws IOException {
    Map<String, String> request = query;
    if (query.containsKey("request_uri")) {
      request = pushed.remove(query.get("request_uri"));
    } else if (offersPushed) {
      request = null;
    }
    if (request == null
        || !"code".equals(request.get("response_type"))
        || !"S256".equals(request.get("code_challenge_method"))) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    authorizations.add(request);
    String code = UUID.randomUUID().toString();
    codes.put(code, request);
    Map<String, String> parameters = new ConcurrentHashMap<>();
    parameters.put("code", code);
    parameters.put("state", request.getOrDefault("state", ""));
    parameters.put("iss", issuer());
    exchange
        .getResponseHeaders()
        .set("Location", request.get("redirect_uri") + "?" + encode(answer.apply(parameters)));
    exchange.sendResponseHeaders(303, -1);
  }

  private void push(HttpExchange exchange, Map<String, String> form) throws IOException {
    if (!authenticated(exchange, form)) {
      json(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    String reference = "urn:ietf:params:oauth:request_uri:" + UUID.randomUUID();
    pushed.put(reference, form);
    json(exchange, 201, Map.of("request_uri", reference, "expires_in", 60));
  }

  private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
    if (!authenticated(exchange, form)) {
      json(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    Map<String, String> request = codes.remove(form.getOrDefault("code", ""));
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Digest.sha256(form.getOrDefault("code_verifier", "")));
    if (request == null
        || !challenge.equals(request.get("code_challenge"))
        || !form.getOrDefault("redirect_uri", "").equals(request.get("redirect_uri"))) {
      json(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    json(
        exchange,
        200,
        Map.of("token_type", "Bearer", "access_token", "access", "id_token", idToken(request)));
  }

  private boolean authenticated(HttpExchange exchange, Map<String, String> form) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null) {
      return header.equals(
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(
                      ("antin:" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                          .getBytes(StandardCharsets.UTF_8)));
    }
    String assertion = form.get("client_assertion");
    ECKey key = clientKey;
    if (assertion != null && key != null) {
      try {
        SignedJWT jwt = SignedJWT.parse(assertion);
        return jwt.verify(new ECDSAVerifier(key))
            && jwt.getJWTClaimsSet().getAudience().equals(List.of(issuer()))
            && "antin".equals(jwt.getJWTClaimsSet().getSubject());
      } catch (ParseException | JOSEException e) {
        return false;
      }
    }
    return SECRET.equals(form.get("client_secret")) && "antin".equals(form.get("client_id"));
  }

  private String idToken(Map<String, String> request) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(subject)
            .audience("antin")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
            .claim("auth_time", now.getEpochSecond())
            .claim("nonce", request.get("nonce"))
            .claim("acr", acr)
            .claim("amr", List.of("pwd", "otp", "made-up"));
    ECKey key = keys.getLast();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            lie.apply(claims).build());
    try {
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> body(HttpExchange exchange) throws IOException {
    return form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, String> form(@Nullable String text) {
    return text == null
        ? Map.of()
        : Arrays.stream(text.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static void json(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
