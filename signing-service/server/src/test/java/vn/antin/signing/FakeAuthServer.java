package vn.antin.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
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
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small auth-server: publishes keys, mints tokens, introspects, feeds people. It checks the
 * client's signed assertion as the real one does, and can be stopped and started on its port.
 */
public final class FakeAuthServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final InstantSource time;
  private final ECKey tokenKey;
  private final ECKey clientKey;
  private final int port;
  private final Map<String, Map<String, Object>> approvals = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> people = new CopyOnWriteArrayList<>();
  private final Set<String> assertions = ConcurrentHashMap.newKeySet();
  private final Map<String, Map<String, Object>> answered = new ConcurrentHashMap<>();

  /** What was asked of officials, by the id of the question. */
  public final Map<String, Map<String, String>> questions = new ConcurrentHashMap<>();

  public final AtomicInteger introspections = new AtomicInteger();
  public final AtomicInteger fullReads = new AtomicInteger();

  /** How the service that takes the tokens is called. */
  public volatile String audience = "http://localhost:9100";

  private volatile HttpServer server;
  private volatile boolean forgetful;
  public volatile Map<String, Object> agreement = Map.of();

  /** The error with which questions to officials are refused; null while they are taken. */
  public volatile @Nullable String refusal;

  public FakeAuthServer(InstantSource time) {
    this.time = time;
    try {
      tokenKey = new ECKeyGenerator(Curve.P_256).keyID("token").generate();
      clientKey = new ECKeyGenerator(Curve.P_256).keyID("client").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    port = FreePort.find();
    server = listen(port);
  }

  public String issuer() {
    return "http://localhost:" + port;
  }

  public String clientKey() {
    return clientKey.toJSONString();
  }

  public ECKey tokenKey() {
    return tokenKey;
  }

  public void stop() {
    server.stop(0);
  }

  public void start() {
    server = listen(port);
  }

  /** From now on no position in the feed is known. */
  public void forgetPositions() {
    forgetful = true;
  }

  public void add(Map<String, Object> item) {
    people.add(item);
  }

  public void replacePeople(List<Map<String, Object>> items) {
    people.clear();
    people.addAll(items);
  }

  public String token(Map<String, Object> claims) {
    return token(claims, "at+jwt", tokenKey);
  }

  @SuppressWarnings("JavaUtilDate") // Nimbus' claims builder takes no other type.
  public String token(Map<String, Object> claims, String type, ECKey key) {
    var now = time.instant();
    var all = new HashMap<String, Object>();
    all.put("iss", issuer());
    all.put("aud", List.of(issuer(), audience));
    all.put("exp", now.plus(Duration.ofMinutes(5)).getEpochSecond());
    all.putAll(claims);
    var builder =
        new JWTClaimsSet.Builder().issueTime(Date.from(now)).jwtID(UUID.randomUUID().toString());
    all.forEach((name, value) ->
        builder.claim(
            name,
            "exp".equals(name) ? Date.from(java.time.Instant.ofEpochSecond((Long) value)) : value));
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType(type))
              .keyID(key.getKeyID())
              .build();
      var jwt = new SignedJWT(header, builder.build());
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that introspection answers with exactly this. */
  public String approval(Map<String, Object> answer) {
    var token = UUID.randomUUID().toString();
    approvals.put(token, Map.copyOf(answer));
    return token;
  }

  public void withdraw(String token) {
    approvals.remove(token);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private HttpServer listen(int onPort) {
    try {
      var created = HttpServer.create(new InetSocketAddress("localhost", onPort), 0);
      created.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      created.createContext(
          "/oauth2/jwks", exchange -> answer(exchange, 200, new JWKSet(tokenKey).toJSONObject()));
      created.createContext("/oauth2/token", this::serviceToken);
      created.createContext("/oauth2/bc-authorize", this::question);
      created.createContext("/oauth2/introspect", this::introspect);
      created.createContext("/internal/people", this::feed);
      created.createContext("/internal/grants/", exchange -> answer(exchange, 200, agreement));
      created.start();
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The official answers a question: with a token, or an error when it holds that member. */
  public void decide(String question, Map<String, Object> answer) {
    answered.put(question, answer);
  }

  /** OpenID Connect CIBA §7. */
  private void question(HttpExchange exchange) throws IOException {
    var form = form(exchange);
    if (!proven(form)) {
      answer(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    if (refusal != null) {
      answer(exchange, 400, Map.of("error", refusal));
      return;
    }
    var id = UUID.randomUUID().toString();
    questions.put(id, form);
    answer(exchange, 200, Map.of("auth_req_id", id, "expires_in", 300, "interval", 5));
  }

  /** CIBA §10.1, polled. */
  private void decided(HttpExchange exchange, String question) throws IOException {
    var decision = answered.getOrDefault(question, Map.of("error", "authorization_pending"));
    answer(exchange, decision.containsKey("error") ? 400 : 200, decision);
  }

  private void serviceToken(HttpExchange exchange) throws IOException {
    var form = form(exchange);
    if (!proven(form)) {
      answer(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    if (form.containsKey("auth_req_id")) {
      decided(exchange, form.get("auth_req_id"));
      return;
    }
    var token =
        token(
            Map.of(
                "sub", "signing-service",
                "client_id", "signing-service",
                "scope", form.getOrDefault("scope", "")));
    answer(exchange, 200, Map.of("access_token", token, "expires_in", 300, "token_type", "Bearer"));
  }

  private void introspect(HttpExchange exchange) throws IOException {
    introspections.incrementAndGet();
    var form = form(exchange);
    if (!proven(form)) {
      answer(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    answer(
        exchange,
        200,
        approvals.getOrDefault(form.getOrDefault("token", ""), Map.of("active", false)));
  }

  private void feed(HttpExchange exchange) throws IOException {
    var query = parse(exchange.getRequestURI().getRawQuery());
    var after = query.get("after");
    if (after == null) {
      fullReads.incrementAndGet();
      forgetful = false;
    } else if (forgetful) {
      answer(exchange, 410, Map.of("title", "position unknown"));
      return;
    }
    var all = List.copyOf(people);
    var from = after == null ? 0 : Integer.parseInt(after);
    var to = Math.min(all.size(), from + Integer.parseInt(query.getOrDefault("limit", "100")));
    answer(
        exchange,
        200,
        Map.of(
            "items",
            new ArrayList<>(all.subList(from, to)),
            "next",
            Integer.toString(to),
            "more",
            to < all.size()));
  }

  /** RFC 7523: signed by the client's key, for this issuer, never seen before. */
  private boolean proven(Map<String, String> form) {
    try {
      var assertion = SignedJWT.parse(form.getOrDefault("client_assertion", ""));
      var claims = assertion.getJWTClaimsSet();
      return assertion.verify(new ECDSAVerifier(clientKey.toECPublicKey()))
          && "signing-service".equals(claims.getSubject())
          && "signing-service".equals(claims.getIssuer())
          && claims.getAudience().equals(List.of(issuer()))
          && assertions.add(claims.getJWTID());
    } catch (ParseException | JOSEException e) {
      return false;
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    return parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, String> parse(String encoded) {
    var values = new HashMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var at = pair.indexOf('=');
      if (at > 0) {
        values.put(
            pair.substring(0, at),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
