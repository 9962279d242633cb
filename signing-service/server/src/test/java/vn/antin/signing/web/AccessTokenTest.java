package vn.antin.signing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestSigning;

final class AccessTokenTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Map<String, Object> claims(String name, Object value) {
    var claims =
        new HashMap<String, Object>(
            Map.of("sub", CHAIRMAN.toString(), "client_id", "app", "scope", "service"));
    claims.put(name, value);
    return claims;
  }

  private static int status(String token) {
    return service.get("/credentials", token).status();
  }

  @Test
  void aTokenOfAuthServerForThisServiceIsTaken() {
    assertThat(status(service.authServer.token(claims("aud", "http://localhost:9100"))))
        .isEqualTo(200);
  }

  @Test
  void anythingElseIsRefused() throws JOSEException {
    var authServer = service.authServer;
    var now = service.clock.instant();
    assertThat(status(authServer.token(claims("iss", "http://evil.example")))).isEqualTo(401);
    assertThat(status(authServer.token(claims("aud", List.of("http://localhost:9000")))))
        .isEqualTo(401);
    assertThat(
            status(
                authServer.token(claims("exp", now.minus(Duration.ofMinutes(2)).getEpochSecond()))))
        .isEqualTo(401);
    assertThat(status(authServer.token(claims("x", 1), "JWT", authServer.tokenKey())))
        .as("an id token is no access token")
        .isEqualTo(401);
    var stranger = new ECKeyGenerator(Curve.P_256).keyID("token").generate();
    assertThat(status(authServer.token(claims("x", 1), "at+jwt", stranger))).isEqualTo(401);
    assertThat(status(authServer.token(claims("cnf", Map.of("jkt", "thumbprint")))))
        .as("a bound token is not for any bearer")
        .isEqualTo(401);
    assertThat(status(authServer.token(claims("cnf", Map.of("x5t#S256", "thumbprint")))))
        .isEqualTo(401);
    var plain = new JWTClaimsSet.Builder().subject(CHAIRMAN.toString()).build();
    assertThat(status(new PlainJWT(plain).serialize())).isEqualTo(401);
    var shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), plain);
    shared.sign(new MACSigner(new byte[32]));
    assertThat(status(shared.serialize())).isEqualTo(401);
    assertThat(status("nonsense")).isEqualTo(401);
    assertThat(service.get("/credentials", null).status()).isEqualTo(401);
  }

  @Test
  void aRefusalIsAProblemDocumentInTheCallersLanguage() {
    var answer = service.get("/credentials", null);

    assertThat(answer.problem()).isEqualTo("unauthenticated");
    assertThat(answer.json().path("title").asString()).isEqualTo("Chưa đăng nhập");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(answer.headers().firstValue("Content-Language")).hasValue("vi");
  }

  @Test
  void scopesOpenTheirPathsOnly() {
    var steps = new TestSigning(service);
    var id = "/internal/signature-requests/" + CHAIRMAN;
    assertThat(service.get(id, service.machine("app")).problem()).isEqualTo("not-permitted");
    assertThat(service.get(id, steps.house("audit.seal")).status()).isEqualTo(403);
    assertThat(service.get(id, steps.house("signature-request.read")).status()).isEqualTo(404);
    assertThat(service.get("/credentials", service.machine("app")).status())
        .as("a machine has no credentials")
        .isEqualTo(403);
    assertThat(service.get("/nowhere", service.machine("app")).status()).isEqualTo(403);
    assertThat(service.get("/error", null).status()).isEqualTo(401);
    assertThat(service.get("/actuator/health", null).status())
        .as("management is on its own port")
        .isEqualTo(404);
  }

  @Test
  void theServiceStartsWithoutAuthServerAndSaysSoUntilItIsThere() {
    try (var alone = RunningService.prepare(TestDatabase.create())) {
      alone.authServer.stop();
      alone.up();
      var token = alone.authServer.token(claims("x", 1));

      assertThat(
              alone
                  .send(
                      java.net.http.HttpRequest.newBuilder(
                          java.net.URI.create(
                              "http://localhost:"
                                  + alone.managementPort()
                                  + "/actuator/health/readiness")))
                  .status())
          .isEqualTo(200);
      var answer = alone.get("/credentials", token);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problem()).isEqualTo("identity-unreachable");

      alone.authServer.start();
      TestSigning.eventually(() -> alone.get("/credentials", token).status() == 200);
    }
  }
}
