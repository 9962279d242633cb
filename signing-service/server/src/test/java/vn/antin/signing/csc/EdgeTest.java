package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.csc.TestCsc.error;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.TestSigning;

/** What is said of the service, who is let in, what is ended, and time-stamps. */
final class EdgeTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static TestCsc csc;

  @BeforeAll
  static void start() {
    csc = TestCsc.start("antin.time-stamping.enabled=true");
  }

  @AfterAll
  static void stop() {
    csc.close();
  }

  @Test
  void infoTellsAnybodyWhatIsOffered() {
    var answer = csc.service.postJson("/csc/v2/info", null, Map.of());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var info = answer.json();
    assertThat(info.path("specs").asString()).isEqualTo("2.0.0.2");
    assertThat(info.path("oauth2Issuer").asString()).isEqualTo(csc.service.authServer.issuer());
    assertThat(info.has("oauth2")).isFalse();
    assertThat(info.path("supportsRar").asBoolean()).isTrue();
    assertThat(info.path("methods").toString())
        .contains("\"info\"", "credentials/list", "signatures/timestamp")
        .doesNotContain("auth/login", "sendOTP");
    for (var method : info.path("methods")) {
      assertThat(csc.service.postJson("/csc/v2/" + method.asString(), null, Map.of()).status())
          .as(method.asString())
          .isNotIn(404, 501);
    }
    assertThat(csc.service.get(Method.LOGO, null).text()).contains("<svg");
  }

  @Test
  void withoutATokenThatFitsNobodyIsLetIn() {
    var answer = csc.service.postJson("/csc/v2/credentials/list", null, Map.of());
    assertThat(error(answer)).startsWith("401 invalid_token: ");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("invalid_token");
    assertThat(csc.call("credentials/list", "made.up.token", Map.of()).status()).isEqualTo(401);
    var other =
        csc.service.authServer.token(
            Map.of("sub", CHAIRMAN.toString(), "client_id", "demo-app", "scope", "openid"));
    assertThat(error(csc.call("credentials/list", other, Map.of())))
        .startsWith("403 access_denied: ");
  }

  @Test
  void whatIsNotOfferedSaysSo() {
    var token = csc.steps.official(CHAIRMAN);
    for (var method : List.of("auth/login", "credentials/sendOTP", "nothing")) {
      assertThat(error(csc.call(method, token, Map.of())))
          .isEqualTo("501 invalid_request: The method is not offered, see info");
    }
    assertThat(error(csc.service.get("/csc/v2/credentials/list", token)))
        .isEqualTo("400 invalid_request: Methods are called by POST");
  }

  @Test
  void aRevokedTokenIsNotTakenAnyMore() {
    var token = csc.steps.official(CHAIRMAN);
    var other = csc.steps.official(CLERK);
    assertThat(csc.call("credentials/list", token, Map.of()).status()).isEqualTo(200);

    assertThat(csc.call("auth/revoke", other, Map.of("token", token)).status()).isEqualTo(204);

    assertThat(error(csc.call("credentials/list", token, Map.of())))
        .isEqualTo("401 invalid_token: The access token was revoked");
    assertThat(csc.call("credentials/list", other, Map.of()).status()).isEqualTo(200);
  }

  /** Some bits of the last character stand for nothing. */
  @Test
  void aRevokedTokenWrittenInAnotherWayIsNotTakenEither() {
    var token = csc.steps.official(CHAIRMAN);
    var same =
        token.substring(0, token.length() - 1) + (char) (token.charAt(token.length() - 1) + 1);
    assertThat(csc.call("credentials/list", same, Map.of()).status()).isEqualTo(200);

    assertThat(csc.call("auth/revoke", token, Map.of("token", token)).status()).isEqualTo(204);

    assertThat(error(csc.call("credentials/list", same, Map.of())))
        .isEqualTo("401 invalid_token: The access token was revoked");
  }

  @Test
  void anotherSystemsTokenIsNotRevoked() {
    var token = csc.steps.official(CHAIRMAN);
    var stranger = csc.steps.official(CHAIRMAN, "another-app");

    for (var named : List.of(token, "a.b.c", "opaque")) {
      assertThat(error(csc.call("auth/revoke", stranger, Map.of("token", named))))
          .isEqualTo("400 invalid_request: Invalid string parameter token");
    }
    assertThat(error(csc.call("auth/revoke", stranger, Map.of())))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter token");
    assertThat(
            error(
                csc.call("auth/revoke", stranger, Map.of("token", token, "token_type_hint", "id"))))
        .isEqualTo("400 invalid_request: Invalid string parameter token_type_hint");
    assertThat(csc.call("credentials/list", token, Map.of()).status()).isEqualTo(200);
  }

  @Test
  void aHashIsStamped() throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(new byte[] {1});
    var parameters =
        Map.of(
            "hash",
            Base64.getEncoder().encodeToString(hash),
            "hashAlgo",
            SHA_256,
            "nonce",
            "12345678901234567890");
    TestSigning.eventually(
        () -> csc.call("signatures/timestamp", CHAIRMAN, parameters).status() == 200);

    var answer = csc.call("signatures/timestamp", CHAIRMAN, parameters);

    var token =
        new TimeStampToken(
            new org.bouncycastle.cms.CMSSignedData(
                Base64.getDecoder().decode(answer.json().path("timestamp").asString())));
    assertThat(token.getTimeStampInfo().getMessageImprintDigest()).isEqualTo(hash);
    assertThat(token.getTimeStampInfo().getNonce()).hasToString("12345678901234567890");
  }

  @Test
  void whatCannotBeStampedIsRefusedInKnownWords() {
    var hash = Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(stamping(Map.of("hash", hash)))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter hashAlgo");
    assertThat(stamping(Map.of("hashAlgo", SHA_256)))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter hash");
    assertThat(stamping(Map.of("hash", hash, "hashAlgo", "1.3.14.3.2.26")))
        .isEqualTo("400 invalid_request: Invalid parameter hashAlgo");
    assertThat(stamping(Map.of("hash", "AAAA", "hashAlgo", SHA_256)))
        .isEqualTo("400 invalid_request: Invalid digest value length");
    assertThat(stamping(Map.of("hash", "!", "hashAlgo", SHA_256)))
        .isEqualTo("400 invalid_request: Invalid Base64 hash string parameter");
    assertThat(stamping(Map.of("hash", hash, "hashAlgo", SHA_256, "nonce", "xyz")))
        .isEqualTo("400 invalid_request: Invalid parameter nonce");
  }

  private static String stamping(Map<String, ?> parameters) {
    return error(csc.call("signatures/timestamp", CHAIRMAN, parameters));
  }

  @Test
  void withoutAnswerFromAuthServerTheServiceSaysThatItCannotAnswer() {
    csc.service.authServer.stop();
    try {
      assertThat(error(csc.call("auth/revoke", CHAIRMAN, Map.of("token", "opaque"))))
          .startsWith("503 temporarily_unavailable: ");
    } finally {
      csc.service.authServer.start();
    }
  }
}
