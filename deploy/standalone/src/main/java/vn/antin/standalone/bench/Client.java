package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** The application that uses a provider; checks every answer. For one thread. */
final class Client implements AutoCloseable {
  private static final int RANDOM_BYTES = 32;

  private final Provider provider;
  private final String scope;
  private final Wire wire = new Wire();
  private final Map<String, String> authentication;

  Client(Provider provider) {
    this(provider, "openid profile email");
  }

  Client(Provider provider, String scope) {
    this.provider = provider;
    this.scope = scope;
    String pair = provider.clientId() + ":" + provider.clientSecret();
    authentication =
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
            "Content-Type",
            "application/x-www-form-urlencoded");
  }

  /** Tokens of one authorization. */
  record Tokens(String access, String refresh) {}

  String clientCredentials() throws IOException {
    Reply reply = token(Map.of("grant_type", "client_credentials"));
    return jwt(reply, "access_token");
  }

  Tokens refresh(String refreshToken) throws IOException {
    Reply reply = token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    String next = reply.member("refresh_token");
    if (next.equals(refreshToken)) {
      throw reply.wrong("the refresh token was not rotated");
    }
    return new Tokens(jwt(reply, "access_token"), next);
  }

  void introspect(String accessToken) throws IOException {
    Reply reply = post(provider.introspection(), Map.of("token", accessToken)).expect(200);
    if (!reply.body().replace(" ", "").contains("\"active\":true")) {
      throw reply.wrong("not active");
    }
  }

  void userInfo(String accessToken) throws IOException {
    wire.send("GET", provider.userInfo(), Map.of("Authorization", "Bearer " + accessToken), null)
        .expect(200)
        .member("sub");
  }

  /** Gets tokens for the user who sits at this browser; with a session no password is asked. */
  Tokens authorize(Browser browser, int user, boolean loggedIn) throws IOException {
    String state = random();
    String verifier = random();
    URI request = request(state, verifier);
    Reply reply = browser.walk(wire, request, provider.redirectUri());
    if (!loggedIn) {
      reply =
          browser.logIn(
              wire,
              request,
              reply,
              provider.user(user),
              provider.password(),
              provider.redirectUri());
    }
    if (!reply.redirects()) {
      throw reply.wrong("no code");
    }
    Map<String, String> parameters = query(reply.location());
    String code = parameters.get("code");
    if (code == null || !state.equals(parameters.get("state"))) {
      throw reply.wrong("no code for this state");
    }
    return redeem(code, verifier);
  }

  /** Which connection the last request went over. */
  int localPort() {
    return wire.localPort();
  }

  /** When the last request was sent. */
  long sentAt() {
    return wire.sentAt();
  }

  @Override
  public void close() {
    wire.close();
  }

  private Tokens redeem(String code, String verifier) throws IOException {
    Reply reply =
        token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                provider.redirectUri(),
                "code_verifier",
                verifier));
    jwt(reply, "id_token");
    return new Tokens(jwt(reply, "access_token"), reply.member("refresh_token"));
  }

  private URI request(String state, String verifier) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", provider.clientId());
    parameters.put("redirect_uri", provider.redirectUri());
    parameters.put("scope", scope);
    parameters.put("state", state);
    parameters.put("nonce", state);
    parameters.put("code_challenge", challenge(verifier));
    parameters.put("code_challenge_method", "S256");
    return URI.create(provider.authorization() + "?" + Browser.form(parameters));
  }

  private Reply token(Map<String, String> parameters) throws IOException {
    return post(provider.token(), parameters).expect(200);
  }

  private Reply post(URI endpoint, Map<String, String> parameters) throws IOException {
    return wire.send("POST", endpoint, authentication, Browser.form(parameters));
  }

  private static String jwt(Reply reply, String member) {
    String token = reply.member(member);
    if (token.chars().filter(c -> c == '.').count() != 2) {
      throw reply.wrong(member + " is not a JWT");
    }
    return token;
  }

  private static Map<String, String> query(String address) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : address.substring(address.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
    }
    return parameters;
  }

  /** Unlike any other, which is all that state and verifier need to be here. */
  private static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The S256 challenge of RFC 7636. */
  static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
