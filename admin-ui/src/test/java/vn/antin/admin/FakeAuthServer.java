package vn.antin.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An auth-server that logs its one official in without asking, and can be told to misbehave. */
final class FakeAuthServer {
  static final String SECRET = "admin-ui secret+&=";

  final AtomicInteger refreshes = new AtomicInteger();
  final Set<String> grants = ConcurrentHashMap.newKeySet();
  final FakePeople people = new FakePeople();
  final FakeClients clients = new FakeClients();
  final FakeNotices notices = new FakeNotices();
  final FakeUnits units = new FakeUnits();
  final FakeRecoveries recoveries = new FakeRecoveries();
  final FakeImports imports = new FakeImports();
  final FakePowers powers = new FakePowers();
  final FakePolicies policies = new FakePolicies();
  private final HttpServer server;
  private final ECKey key;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
  private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();

  volatile String subject = "5f3a1c1e-0000-4000-8000-000000000001";
  volatile String name = "Nguyễn Thị Minh Khai";
  volatile List<String> administers = List.of();
  volatile List<String> roles = List.of();
  volatile long accessSeconds = 300;
  volatile UnaryOperator<JWTClaimsSet.Builder> idToken = UnaryOperator.identity();
  volatile String approvalError = "";
  volatile String pushError = "";
  volatile int apiStatus = 200;
  volatile CountDownLatch refreshHold = new CountDownLatch(0);

  FakeAuthServer(int port) throws IOException, JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
  }

  void reset() {
    administers = List.of();
    roles = List.of();
    accessSeconds = 300;
    idToken = UnaryOperator.identity();
    approvalError = "";
    pushError = "";
    apiStatus = 200;
    refreshHold = new CountDownLatch(0);
    refreshes.set(0);
  }

  void forgetRefreshTokens() {
    refreshTokens.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" -> Exchange.json(exchange, 200, discovery());
        case "/oauth2/jwks" ->
            Exchange.json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
        case "/oauth2/authorize" -> authorize(exchange);
        case "/oauth2/token" -> token(exchange);
        case "/oauth2/par" -> push(exchange);
        case "/connect/logout" ->
            Exchange.redirect(
                exchange,
                Exchange.query(exchange).get("post_logout_redirect_uri") + "?state=signed-out");
        case "/api/me", "/api/me/systems" -> api(exchange);
        case "/api/accounts" -> {
          if (exchange.getRequestMethod().equals("GET") || apiStatus != 200) {
            api(exchange);
          } else {
            people.handle(exchange);
          }
        }
        default -> {
          if (FakeRecoveries.serves(exchange.getRequestURI().getPath()) && apiStatus == 200) {
            recoveries.handle(exchange);
          } else if (FakePeople.serves(exchange) && apiStatus == 200) {
            people.handle(exchange);
          } else if (FakeUnits.serves(exchange.getRequestURI().getPath()) && apiStatus == 200) {
            units.handle(exchange);
          } else if (exchange.getRequestURI().getPath().startsWith("/api/notices")
              && apiStatus == 200) {
            notices.handle(exchange);
          } else if (exchange.getRequestURI().getPath().startsWith("/api/imports")
              && apiStatus == 200) {
            imports.handle(exchange);
          } else if (FakePowers.PATHS.stream()
                  .anyMatch(exchange.getRequestURI().getPath()::startsWith)
              && apiStatus == 200) {
            powers.handle(exchange);
          } else if (exchange.getRequestURI().getPath().startsWith("/api/policies")
              && apiStatus == 200) {
            policies.handle(exchange);
          } else if (exchange.getRequestURI().getPath().startsWith("/api/clients")
              && apiStatus == 200) {
            clients.handle(exchange);
          } else {
            Exchange.problem(exchange, apiStatus == 200 ? 404 : apiStatus, "refused");
          }
        }
      }
    } catch (JOSEException | InterruptedException e) {
      throw new IOException(e);
    }
  }

  private Map<String, Object> discovery() {
    return Map.of(
        "issuer", issuer(),
        "authorization_endpoint", issuer() + "/oauth2/authorize",
        "token_endpoint", issuer() + "/oauth2/token",
        "pushed_authorization_request_endpoint", issuer() + "/oauth2/par",
        "jwks_uri", issuer() + "/oauth2/jwks",
        "end_session_endpoint", issuer() + "/connect/logout",
        "authorization_response_iss_parameter_supported", true);
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Exchange.redirect(exchange, answer(Exchange.query(exchange)));
  }

  /** Where the browser is sent back to. */
  String answer(Map<String, String> named) {
    var reference = named.get("request_uri");
    var request = reference == null ? named : pushed.getOrDefault(reference, Map.of());
    var answer =
        request.get("redirect_uri")
            + "?state="
            + request.get("state")
            + "&iss="
            + URLEncoder.encode(issuer(), StandardCharsets.UTF_8);
    if (!approvalError.isEmpty() && request.containsKey("authorization_details")) {
      return answer + "&error=" + approvalError;
    }
    return answer + "&code=" + code(request);
  }

  private void push(HttpExchange exchange) throws IOException {
    var form = Exchange.form(exchange);
    if (!authenticated(exchange)) {
      Exchange.json(exchange, 401, Map.of("error", "invalid_client"));
    } else if (!pushError.isEmpty()) {
      Exchange.json(exchange, 400, Map.of("error", pushError));
    } else {
      var reference = "urn:ietf:params:oauth:request_uri:" + UUID.randomUUID();
      pushed.put(reference, form);
      Exchange.json(exchange, 201, Map.of("request_uri", reference, "expires_in", 60));
    }
  }

  private static boolean authenticated(HttpExchange exchange) {
    var basic = "admin-ui:" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    var expected =
        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  String code(Map<String, String> request) {
    var code = UUID.randomUUID().toString();
    codes.put(code, request);
    return code;
  }

  private void token(HttpExchange exchange)
      throws IOException, JOSEException, InterruptedException {
    var form = Exchange.form(exchange);
    if (!authenticated(exchange)) {
      Exchange.json(exchange, 401, Map.of("error", "invalid_client"));
    } else if ("refresh_token".equals(form.get("grant_type"))) {
      refreshes.incrementAndGet();
      refreshHold.await();
      if (refreshTokens.remove(form.get("refresh_token"))) {
        Exchange.json(exchange, 200, tokens(""));
      } else {
        refreshTokens.clear();
        Exchange.json(exchange, 400, Map.of("error", "invalid_grant"));
      }
    } else {
      redeem(exchange, form);
    }
  }

  private void redeem(HttpExchange exchange, Map<String, String> form)
      throws IOException, JOSEException {
    var request = codes.remove(form.getOrDefault("code", ""));
    if (request == null
        || !request.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
        || !request
            .getOrDefault("code_challenge", "")
            .equals(challenge(form.getOrDefault("code_verifier", "")))) {
      Exchange.json(exchange, 400, Map.of("error", "invalid_grant"));
    } else if (request.containsKey("authorization_details")) {
      var grant = "grant-" + UUID.randomUUID();
      grants.add(grant);
      Exchange.json(
          exchange, 200, Map.of("access_token", grant, "token_type", "Bearer", "expires_in", 300));
    } else {
      Exchange.json(exchange, 200, tokens(request.getOrDefault("nonce", "")));
    }
  }

  private Map<String, Object> tokens(String nonce) throws JOSEException {
    var refresh = "refresh-" + UUID.randomUUID();
    refreshTokens.add(refresh);
    var answer = new HashMap<String, Object>();
    answer.put("access_token", accessToken());
    answer.put("token_type", "Bearer");
    answer.put("expires_in", accessSeconds);
    answer.put("refresh_token", refresh);
    if (!nonce.isEmpty()) {
      answer.put("id_token", sign("JWT", idToken.apply(idClaims(nonce)).build()));
    }
    return answer;
  }

  private JWTClaimsSet.Builder idClaims(String nonce) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(subject)
        .audience("admin-ui")
        .claim("iat", Instant.now().getEpochSecond())
        .claim("exp", Instant.now().getEpochSecond() + 300)
        .claim("nonce", nonce)
        .claim("sid", "sid-of-" + subject)
        .claim("name", name)
        .claim("preferred_username", "official0001");
  }

  private String accessToken() throws JOSEException {
    return sign(
        "at+jwt",
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(subject)
            .jwtID(UUID.randomUUID().toString())
            .claim("administers", administers)
            .claim("administrator_roles", roles)
            .build());
  }

  String logoutToken(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience("admin-ui")
            .claim("iat", Instant.now().getEpochSecond())
            .claim("exp", Instant.now().getEpochSecond() + 120)
            .jwtID(UUID.randomUUID().toString())
            .claim("sid", "sid-of-" + subject)
            .claim(
                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    return sign("logout+jwt", change.apply(claims).build());
  }

  private String sign(String type, JWTClaimsSet claims) throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("k1")
            .type(new JOSEObjectType(type))
            .build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  private void api(HttpExchange exchange) throws IOException {
    if (apiStatus != 200 || Exchange.bearer(exchange).isEmpty()) {
      Exchange.problem(exchange, apiStatus == 200 ? 401 : apiStatus, "refused");
      return;
    }
    Exchange.json(
        exchange,
        200,
        switch (exchange.getRequestURI().getPath()) {
          case "/api/me" -> Samples.me(name);
          case "/api/me/systems" -> Samples.systems();
          default -> Samples.accounts(Exchange.query(exchange));
        });
  }

  private static String challenge(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest(verifier.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
