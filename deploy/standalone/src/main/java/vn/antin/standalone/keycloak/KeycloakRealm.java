package vn.antin.standalone.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.antin.standalone.bench.BenchException;
import vn.antin.standalone.bench.Provider;

/**
 * A realm with one client and some users, made through the administration API and set as our own
 * server is: ES256, access tokens of five minutes, refresh tokens that rotate, PKCE with S256. The
 * client is an audience of its tokens, without which Keycloak tells it nothing about them.
 */
public final class KeycloakRealm {
  private static final String NAME = "bench";
  private static final String CLIENT = "demo-app";
  private static final String REDIRECT_URI = "http://localhost:9999/cb";
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final URI origin;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String adminPassword;
  private String accessToken = "";

  private KeycloakRealm(URI origin, String adminPassword) {
    this.origin = origin;
    this.adminPassword = adminPassword;
  }

  /** Makes the realm and says how its client and users use it. */
  public static Provider create(
      URI origin, String adminPassword, String clientSecret, String userPassword, int users)
      throws IOException {
    new KeycloakRealm(origin, adminPassword).fill(clientSecret, userPassword, users);
    URI protocol = origin.resolve("/realms/" + NAME + "/protocol/openid-connect/");
    return new Provider(
        protocol.resolve("auth"),
        protocol.resolve("token"),
        protocol.resolve("token/introspect"),
        protocol.resolve("userinfo"),
        CLIENT,
        clientSecret,
        REDIRECT_URI,
        "user%04d",
        userPassword,
        1,
        users);
  }

  private void fill(String clientSecret, String userPassword, int users) throws IOException {
    logIn();
    send(
        "POST",
        "/admin/realms",
        """
        {"realm": "%s", "enabled": true, "sslRequired": "external", "revokeRefreshToken": true,
         "refreshTokenMaxReuse": 0, "accessTokenLifespan": 300, "ssoSessionIdleTimeout": 14400,
         "ssoSessionMaxLifespan": 43200}
        """
            .formatted(NAME));
    send(
        "POST",
        "/admin/realms/" + NAME + "/components",
        """
        {"name": "es256", "providerId": "ecdsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
         "config": {"priority": ["200"], "enabled": ["true"], "active": ["true"],
                    "ecdsaEllipticCurveKey": ["P-256"]}}
        """);
    send("PUT", "/admin/realms/" + NAME, "{\"defaultSignatureAlgorithm\": \"ES256\"}");
    send(
        "POST",
        "/admin/realms/" + NAME + "/clients",
        """
        {"clientId": "%1$s", "protocol": "openid-connect", "publicClient": false, "secret": "%2$s",
         "clientAuthenticatorType": "client-secret", "standardFlowEnabled": true,
         "serviceAccountsEnabled": true, "directAccessGrantsEnabled": false,
         "redirectUris": ["%3$s"],
         "attributes": {"pkce.code.challenge.method": "S256"},
         "protocolMappers": [{"name": "audience", "protocol": "openid-connect",
           "protocolMapper": "oidc-audience-mapper",
           "config": {"included.client.audience": "%1$s", "access.token.claim": "true"}}]}
        """
            .formatted(CLIENT, clientSecret, REDIRECT_URI));
    for (int i = 1; i <= users; i++) {
      if (i % 100 == 0) {
        // The administrator's token lives for a minute.
        logIn();
      }
      send(
          "POST",
          "/admin/realms/" + NAME + "/users",
          """
          {"username": "user%1$04d", "enabled": true, "email": "user%1$04d@example.org",
           "emailVerified": true, "firstName": "Bưởi", "lastName": "Nguyễn",
           "credentials": [{"type": "password", "value": "%2$s", "temporary": false}]}
          """
              .formatted(i, userPassword));
    }
  }

  private void logIn() throws IOException {
    HttpResponse<String> answer =
        exchange(
            HttpRequest.newBuilder(origin.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=admin&password="
                            + adminPassword)));
    Matcher token = TOKEN.matcher(answer.body());
    if (!token.find()) {
      throw new BenchException("Keycloak's administrator cannot log in: " + answer.body());
    }
    accessToken = token.group(1);
  }

  private void send(String method, String path, String json) throws IOException {
    HttpResponse<String> answer =
        exchange(
            HttpRequest.newBuilder(origin.resolve(path))
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    if (answer.statusCode() / 100 != 2) {
      throw new BenchException(
          "Keycloak refused "
              + method
              + " "
              + path
              + ": "
              + answer.statusCode()
              + " "
              + answer.body());
    }
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
  }
}
