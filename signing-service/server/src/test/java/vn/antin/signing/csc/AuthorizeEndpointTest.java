package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.csc.TestCsc.error;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;

final class AuthorizeEndpointTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

  private static TestCsc csc;
  private static String credential;

  @BeforeAll
  static void start() {
    csc = TestCsc.start("antin.csc.open-authorizations=40");
    credential = csc.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    csc.close();
  }

  private static String hash(int fill) {
    var bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Map<String, Object> wish(String... hashes) {
    var wish = new HashMap<String, Object>();
    wish.put("credentialID", credential);
    wish.put("numSignatures", hashes.length);
    wish.put("hashes", List.of(hashes));
    wish.put("hashAlgorithmOID", SHA_256);
    return wish;
  }

  private static Map<String, Object> with(String member, Object value) {
    var wish = wish(hash(1));
    wish.put(member, value);
    return wish;
  }

  private static String refusal(Map<String, ?> wish) {
    return error(csc.call("credentials/authorize", freshMachine(), wish));
  }

  private static Asked asked(Map<String, ?> wish) {
    var known = new java.util.HashSet<>(csc.service.authServer.questions.keySet());
    var answer = csc.call("credentials/authorize", freshMachine(), wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    var now = new java.util.HashSet<>(csc.service.authServer.questions.keySet());
    now.removeAll(known);
    return new Asked(now.iterator().next(), answer.json().path("handle").asString());
  }

  private record Asked(String question, String handle) {
    static Asked of(Map<String, ?> wish) {
      return asked(wish);
    }

    Answer check() {
      // A turn at auth-server comes every five seconds.
      csc.service.clock.advance(Duration.ofSeconds(6));
      return csc.call("credentials/authorizeCheck", freshMachine(), Map.of("handle", handle));
    }

    Asked approve() {
      csc.service.authServer.decide(
          question, Map.of("access_token", "approval-" + question, "expires_in", 200));
      return this;
    }
  }

  /** The clock moves, and tokens with it. */
  private static String freshMachine() {
    return csc.service.machine("demo-app");
  }

  @Test
  void theOfficialIsAskedInTheNameOfTheSystem() {
    var wish = wish(hash(2), hash(3));
    wish.put("description", "Quyết định 12");
    var asked = Asked.of(wish);

    var question = Objects.requireNonNull(csc.service.authServer.questions.get(asked.question()));
    assertThat(question)
        .containsEntry("login_hint", "official0001")
        .containsEntry("application", "demo-app")
        .containsEntry("binding_message", "Quyết định 12");
    var detail = JsonMapper.shared().readTree(question.get("authorization_details")).get(0);
    assertThat(detail.path("type").asString())
        .isEqualTo("https://cloudsignatureconsortium.org/2025/credential");
    assertThat(detail.path("credentialID").asString()).isEqualTo(credential);
    assertThat(detail.path("documentDigests").get(1).path("hash").asString()).isEqualTo(hash(3));
    assertThat(detail.path("documentDigests").get(1).path("hashType").asString())
        .isEqualTo("DTBSR");

    assertThat(asked.check().status()).isEqualTo(202);
    var approved = asked.approve().check();
    assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    assertThat(approved.json().path("SAD").asString()).hasSize(43);
    assertThat(approved.json().path("expiresIn").asInt()).isBetween(100, 200);
    assertThat(approved.text()).doesNotContain("approval-");
  }

  @Test
  void nothingThatIsGivenOutLiesInTheDatabase() {
    var asked = Asked.of(wish(hash(4)));
    var sad = asked.approve().check().json().path("SAD").asString();

    var rows =
        csc.service
            .database
            .superuser()
            .sql(
                """
                SELECT csc_authorization::text || encode(question, 'escape')
                  || coalesce(encode(token, 'escape'), '') FROM csc_authorization
                UNION ALL SELECT csc_sad::text || encode(sad_sha256, 'escape') FROM csc_sad
                """)
            .query(String.class)
            .list()
            .toString();
    assertThat(rows)
        .doesNotContain(sad, asked.handle(), asked.question(), "approval-" + asked.question());
  }

  @Test
  void activationDataIsBoundToTheSystemAndIsRenewedNeverWidened() {
    var asked = Asked.of(wish(hash(5)));
    var sad = asked.approve().check().json().path("SAD").asString();
    var other = csc.service.machine("another-app");
    assertThat(
            error(csc.call("credentials/authorizeCheck", other, Map.of("handle", asked.handle()))))
        .isEqualTo("400 invalid_request: Invalid parameter handle");
    var renewal = new HashMap<String, Object>(Map.of("credentialID", credential, "SAD", sad));
    assertThat(error(csc.call("credentials/extendTransaction", other, renewal)))
        .isEqualTo("400 invalid_request: Invalid parameter SAD");

    renewal.put("hashes", List.of(hash(6)));
    renewal.put("hashAlgorithmOID", SHA_256);
    assertThat(error(csc.call("credentials/extendTransaction", freshMachine(), renewal)))
        .isEqualTo("400 invalid_request: Hash is not authorized by the SAD");
    renewal.put("hashes", List.of(hash(5)));
    var renewed = csc.call("credentials/extendTransaction", freshMachine(), renewal);
    assertThat(renewed.status()).as(renewed.text()).isEqualTo(200);
    assertThat(renewed.json().path("SAD").asString()).isNotEqualTo(sad);
    assertThat(renewed.json().path("expiresIn").asInt()).isLessThanOrEqualTo(200);
    assertThat(error(csc.call("credentials/extendTransaction", freshMachine(), renewal)))
        .as("the former has ended")
        .isEqualTo("400 invalid_request: Invalid parameter SAD");
  }

  @Test
  void activationDataEndsWithTheApprovalAndWhenItIsRevoked() {
    var revoked = Asked.of(wish(hash(7))).approve();
    var first = revoked.check().json().path("SAD").asString();
    assertThat(csc.call("auth/revoke", freshMachine(), Map.of("token", first)).status())
        .isEqualTo(204);
    var renewal = Map.of("credentialID", credential, "SAD", first);
    assertThat(error(csc.call("credentials/extendTransaction", freshMachine(), renewal)))
        .isEqualTo("400 invalid_request: Invalid parameter SAD");
    assertThat(error(revoked.check()))
        .as("its handle gives out no other")
        .isEqualTo("400 expired_token: The approval has expired");

    var second = Asked.of(wish(hash(8))).approve().check().json().path("SAD").asString();
    csc.service.clock.advance(Duration.ofSeconds(201));
    assertThat(
            error(
                csc.call(
                    "credentials/extendTransaction",
                    freshMachine(),
                    Map.of("credentialID", credential, "SAD", second))))
        .isEqualTo("400 invalid_request: SAD expired");
  }

  @Test
  void aRefusalAndAnOldQuestionAreTold() {
    var refused = Asked.of(wish(hash(9)));
    csc.service.authServer.decide(refused.question(), Map.of("error", "access_denied"));
    assertThat(error(refused.check())).isEqualTo("403 access_denied: The signer has refused");
    assertThat(error(refused.check())).isEqualTo("403 access_denied: The signer has refused");

    var old = Asked.of(wish(hash(10)));
    csc.service.clock.advance(Duration.ofSeconds(400));
    assertThat(error(old.check())).isEqualTo("400 expired_token: The approval has expired");
  }

  @Test
  void whatCannotBeAskedIsRefusedInKnownWords() {
    assertThat(refusal(Map.of("numSignatures", 1)))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter credentialID");
    assertThat(refusal(with("numSignatures", "1")))
        .isEqualTo(
            "400 invalid_request: Missing (or invalid type) integer parameter numSignatures");
    assertThat(refusal(with("numSignatures", 5001)))
        .isEqualTo("400 invalid_request: Numbers of signatures is too high");
    assertThat(refusal(with("numSignatures", 2)))
        .isEqualTo("400 invalid_request: Invalid parameter numSignatures");
    assertThat(refusal(with("hashes", hash(1))))
        .isEqualTo("400 invalid_request: Missing (or invalid type) array parameter hashes");
    assertThat(refusal(with("hashes", List.of())))
        .isEqualTo("400 invalid_request: Empty hashes array");
    assertThat(refusal(with("hashes", List.of("AAAA"))))
        .isEqualTo("400 invalid_request: Invalid digest value length");
    assertThat(refusal(with("hashes", List.of("?"))))
        .isEqualTo("400 invalid_request: Invalid Base64 hashes string parameter");
    assertThat(refusal(wish(hash(1), hash(1))))
        .isEqualTo("400 invalid_request: Invalid parameter hashes");
    assertThat(refusal(with("hashAlgorithmOID", "1.3.14.3.2.26")))
        .isEqualTo("400 invalid_request: Invalid parameter hashAlgorithmOID");
    assertThat(refusal(with("authData", List.of(Map.of("id", "PIN", "value", "1234")))))
        .as("no PIN passes through an application")
        .isEqualTo("400 invalid_request: Invalid parameter authData");
  }

  @Test
  void systemThatMayNotAskForSignaturesIsDeniedAndNotToldToComeLater() {
    csc.service.authServer.refusal = "unauthorized_client";
    try {
      assertThat(refusal(wish(hash(12))))
          .isEqualTo("403 access_denied: The system may not ask for signatures");
    } finally {
      csc.service.authServer.refusal = null;
    }
  }

  @Test
  void thereIsNoChallenge() {
    assertThat(
            error(
                csc.call(
                    "credentials/getChallenge",
                    freshMachine(),
                    Map.of("credentialID", credential, "id", "passkey"))))
        .startsWith("400 invalid_request: Invalid parameter id");
  }

  @Test
  void aSuspendedCredentialIsNotAskedFor() {
    var villagers = csc.steps.credential(VILLAGER, "official");
    csc.service
        .database
        .superuser()
        .sql("UPDATE credential SET state = 'suspended' WHERE id = :id::uuid")
        .param("id", villagers)
        .update();
    var wish = wish(hash(11));
    wish.put("credentialID", villagers);
    assertThat(error(csc.call("credentials/authorize", freshMachine(), wish)))
        .isEqualTo("400 invalid_request: Credential disabled");
  }

  @Test
  void credentialsAreMadeAndEndedByTheRulesOfTheDesk() {
    assertThat(error(csc.call("credentials/create", freshMachine(), Map.of())))
        .startsWith("403 access_denied: Credentials are issued at the certificate desk");
    var made = csc.call("credentials/create", CLERK, Map.of());
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    var id = made.json().path("credentialID").asString();
    assertThat(error(csc.call("credentials/create", CLERK, Map.of())))
        .startsWith("400 invalid_request: The signer has a credential already");

    assertThat(error(csc.call("credentials/delete", CLERK, Map.of("credentialID", id))))
        .startsWith("403 access_denied: A credential is ended at the certificate desk");
    assertThat(csc.call("credentials/info", CLERK, Map.of("credentialID", id)).text())
        .contains("\"valid\"");
    var administrator =
        csc.service.authServer.token(
            Map.of(
                "sub",
                CHAIRMAN.toString(),
                "client_id",
                "admin-ui",
                "scope",
                "openid service admin",
                "administers",
                List.of(vn.antin.signing.TestProvince.PROVINCE.toString())));
    var ended = csc.call("credentials/delete", administrator, Map.of("credentialID", id));
    assertThat(ended.status()).as(ended.text()).isEqualTo(204);
    assertThat(csc.call("credentials/info", CLERK, Map.of("credentialID", id)).text())
        .contains("\"revoked\"");
  }
}
