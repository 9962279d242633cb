package vn.antin.auth.oauth2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

/** Speaks the protocol as applications and browsers do. */
@TestComponent
public final class Protocol {
  public static final String DEMO_APP = "demo-app";
  public static final String DEMO_CALLBACK = "http://localhost:9999/cb";
  public static final String SECOND_APP = "second-app";
  public static final String SECOND_CALLBACK = "http://localhost:9998/cb";
  public static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier-1";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final String issuer;
  private final TestAccounts accounts;

  Protocol(House house, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    issuer = house.issuer().toString();
    accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  public String issuer() {
    return issuer;
  }

  public Browser browser() {
    return new Browser(issuer);
  }

  /** A new official's browser that has logged in. */
  public LoggedIn newOfficial() {
    String username = "official-" + UUID.randomUUID();
    AccountId account = accounts.active(username);
    Browser browser = browser();
    logIn(browser, browser.get("/account"), username);
    return new LoggedIn(browser, account, username);
  }

  /** Logs in where a response sends the browser; returns what follows. */
  public HttpResponse<String> logIn(Browser browser, HttpResponse<String> parked, String username) {
    return browser.logIn(Browser.location(parked), username, TestAccounts.PASSWORD);
  }

  /** A complete request of demo-app, which tests vary. */
  public static Map<String, String> demoRequest() {
    return request(DEMO_APP, DEMO_CALLBACK);
  }

  public static Map<String, String> request(String client, String callback) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", callback);
    parameters.put("scope", "openid profile email");
    parameters.put("state", "s t+a/t=e");
    parameters.put("nonce", "n-0S6_WzA2Mj");
    parameters.put("code_challenge", challenge(VERIFIER));
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  public Answer authorize(Browser browser, Map<String, String> parameters) {
    return new Answer(browser.get("/oauth2/authorize?" + form(parameters)));
  }

  /** A request that also says something twice. */
  public Answer authorize(Browser browser, Map<String, String> parameters, String more) {
    return new Answer(browser.get("/oauth2/authorize?" + form(parameters) + "&" + more));
  }

  /** A code for demo-app. */
  public String code(Browser browser) {
    return authorize(browser, demoRequest()).parameter("code");
  }

  public Answer redeem(String code) {
    return token(
        DEMO_APP,
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", DEMO_CALLBACK,
            "code_verifier", VERIFIER));
  }

  public Answer refresh(String refreshToken) {
    return token(DEMO_APP, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  /** A token request of a client that has its sample secret. */
  public Answer token(String client, Map<String, String> parameters) {
    return post("/oauth2/token", parameters, basic(client, client + "-secret"));
  }

  public Answer post(String path, Map<String, String> parameters, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(parameters)));
    headers.forEach(request::header);
    return send(request.build());
  }

  public Answer userInfo(String accessToken) {
    return send(
        HttpRequest.newBuilder(URI.create(issuer + "/userinfo"))
            .header("Authorization", "Bearer " + accessToken)
            .build());
  }

  public Answer get(String path) {
    return get(path, Map.of());
  }

  public Answer get(String path, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + path));
    headers.forEach(request::header);
    return send(request.build());
  }

  public static Map<String, String> basic(String client, String secret) {
    String pair = client + ":" + secret;
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  public static Map<String, String> with(Map<String, String> parameters, String... more) {
    Map<String, String> all = new HashMap<>(parameters);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  public static Map<String, String> without(Map<String, String> parameters, String... names) {
    Map<String, String> all = new HashMap<>(parameters);
    for (String name : names) {
      all.remove(name);
    }
    return all;
  }

  static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Answer send(HttpRequest request) {
    try {
      return new Answer(
          CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An official with an open session. */
  public record LoggedIn(Browser browser, AccountId account, String username) {}
}
