package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.csc.TestCsc.error;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.TestSigning;

final class SignHashEndpointTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String SHA_384 = "2.16.840.1.101.3.4.2.2";
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String PSS = "1.2.840.113549.1.1.10";
  private static final String NOT_AUTHORIZED =
      "400 invalid_request: Hash is not authorized by the SAD";

  private static TestCsc csc;
  private static String credential;

  @BeforeAll
  static void start() {
    csc = TestCsc.start();
    credential = csc.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    csc.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String text) throws Exception {
    return hash(text, "SHA-256");
  }

  private static String hash(String text, String algorithm) throws Exception {
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes(text)));
  }

  private static Map<String, Object> detail(
      String credentialId, String algorithm, String... hashes) {
    var digests = new ArrayList<Map<String, String>>();
    for (var each : hashes) {
      digests.add(Map.of("hash", each, "label", "Hợp đồng"));
    }
    var detail = new HashMap<String, Object>();
    detail.put("type", "urn:antin:rar:signature");
    detail.put("credentialID", credentialId);
    detail.put("hashType", "DTBSR");
    detail.put("hashAlgorithmOID", algorithm);
    detail.put("documentDigests", digests);
    return detail;
  }

  private static Map<String, Object> introspected(UUID official, Map<String, Object> detail) {
    return csc.steps.approved(
        official, TestSigning.APP, JsonMapper.shared().valueToTree(List.of(detail)));
  }

  /** A token by which the chairman approves these hashes. */
  private static String approval(String... hashes) {
    return csc.service.authServer.approval(
        introspected(CHAIRMAN, detail(credential, SHA_256, hashes)));
  }

  private static Map<String, Object> call(String... hashes) {
    var call = new HashMap<String, Object>();
    call.put("credentialID", credential);
    call.put("hashes", List.of(hashes));
    call.put("hashAlgorithmOID", SHA_256);
    call.put("signAlgo", RSA);
    return call;
  }

  private static Map<String, Object> call(Map<String, Object> call, String member, Object value) {
    var changed = new HashMap<>(call);
    changed.put(member, value);
    return changed;
  }

  private static Answer sign(String token, Map<String, ?> call) {
    return csc.call("signatures/signHash", token, call);
  }

  private static PublicKey publicKey() throws Exception {
    var told = csc.call("credentials/info", CHAIRMAN, Map.of("credentialID", credential)).json();
    var der = Base64.getDecoder().decode(told.path("cert").path("certificates").get(0).asString());
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der))
        .getPublicKey();
  }

  private static boolean verifies(String algorithm, String text, String value) throws Exception {
    var verifier = Signature.getInstance(algorithm);
    if (algorithm.equals("RSASSA-PSS")) {
      verifier.setParameter(
          new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1));
    }
    verifier.initVerify(publicKey());
    verifier.update(bytes(text));
    return verifier.verify(Base64.getDecoder().decode(value));
  }

  private static List<String> trail(String token) {
    return csc.service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", token)
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void whatWasApprovedIsSignedOnce() throws Exception {
    var one = hash("one");
    var two = hash("two");
    var answer = introspected(CHAIRMAN, detail(credential, SHA_256, one, two));
    var token = csc.service.authServer.approval(answer);

    var signed = sign(token, call(one, two));

    assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    var values = signed.json().path("signatures");
    assertThat(verifies("SHA256withRSA", "one", values.get(0).asString())).isTrue();
    assertThat(verifies("SHA256withRSA", "two", values.get(1).asString())).isTrue();
    assertThat(error(sign(token, call(one)))).as("spent").isEqualTo(NOT_AUTHORIZED);
    assertThat(trail(String.valueOf(answer.get("grant_id"))))
        .startsWith("signature.reserved")
        .endsWith("signature.refused")
        .containsExactlyInAnyOrder(
            "signature.reserved",
            "signature.started",
            "signature.completed",
            "signature.started",
            "signature.completed",
            "signature.refused");
  }

  @Test
  void partOfAnApprovalMayBeSignedFirstAndTheRestLater() throws Exception {
    var token = approval(hash("a"), hash("b"));
    assertThat(sign(token, call(hash("b"))).status()).isEqualTo(200);
    assertThat(error(sign(token, call(hash("a"), hash("b"))))).isEqualTo(NOT_AUTHORIZED);
    assertThat(sign(token, call(hash("a"))).status()).as("nothing was touched").isEqualTo(200);
  }

  @Test
  void eachWayOfSigningIsWhatItsIdentifierSays() throws Exception {
    var grant = introspected(CHAIRMAN, detail(credential, SHA_384, hash("p", "SHA-384")));
    var call = call(hash("p", "SHA-384"));
    call.put("hashAlgorithmOID", SHA_384);
    call.put("signAlgo", PSS);
    var pss = sign(csc.service.authServer.approval(grant), call);
    assertThat(pss.status()).as(pss.text()).isEqualTo(200);
    assertThat(verifies("RSASSA-PSS", "p", pss.json().path("signatures").get(0).asString()))
        .isTrue();

    var named = call(hash("q"));
    named.put("signAlgo", "1.2.840.113549.1.1.11");
    named.remove("hashAlgorithmOID");
    var pkcs = sign(approval(hash("q")), named);
    assertThat(verifies("SHA256withRSA", "q", pkcs.json().path("signatures").get(0).asString()))
        .isTrue();
  }

  @Test
  void hashesThatWereNotApprovedAreRefusedAllTogether() throws Exception {
    var token = approval(hash("right"), hash("also"));

    assertThat(error(sign(token, call(hash("altered"))))).isEqualTo(NOT_AUTHORIZED);
    assertThat(error(sign(token, call(hash("right"), hash("extra"))))).isEqualTo(NOT_AUTHORIZED);
    assertThat(error(sign(token, call(hash("right"), hash("right")))))
        .as("twice in one call")
        .isEqualTo("400 invalid_request: Invalid parameter hashes");
    assertThat(sign(token, call(hash("right"), hash("also"))).status()).isEqualTo(200);
  }

  @Test
  void anApprovalOfDocumentsSignsNoHashesOfAnApplication() throws Exception {
    var detail = detail(credential, SHA_256, hash("sdr"));
    detail.put("hashType", "SDR");
    var token = csc.service.authServer.approval(introspected(CHAIRMAN, detail));

    assertThat(error(sign(token, call(hash("sdr"))))).isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void parametersAreStrict() throws Exception {
    var token = approval(hash("strict"));
    var right = call(hash("strict"));

    assertThat(error(sign(token, Map.of())))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter credentialID");
    assertThat(error(sign(token, call(right, "credentialID", UUID.randomUUID().toString()))))
        .isEqualTo("400 invalid_request: Invalid parameter credentialID");
    assertThat(error(sign(token, call(right, "signAlgo", 1))))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter signAlgo");
    assertThat(error(sign(token, call(right, "signAlgo", "1.2.3"))))
        .isEqualTo("400 invalid_request: Invalid parameter signAlgo");
    assertThat(error(sign(token, call(right, "signAlgo", "1.2.840.10045.4.3.2"))))
        .as("not what this key does")
        .isEqualTo("400 invalid_request: Invalid parameter signAlgo");
    assertThat(error(sign(token, call(right, "hashAlgorithmOID", "1.2.3"))))
        .isEqualTo("400 invalid_request: Invalid parameter hashAlgorithmOID");
    var open = call(hash("strict"));
    open.remove("hashAlgorithmOID");
    assertThat(error(sign(token, open)))
        .isEqualTo(
            "400 invalid_request: Missing (or invalid type) string parameter hashAlgorithmOID");
    assertThat(error(sign(token, call(right, "hashes", List.of("AAAA")))))
        .isEqualTo("400 invalid_request: Invalid digest value length");
    assertThat(error(sign(token, call(right, "hashes", Collections.nCopies(5001, "AAAA")))))
        .isEqualTo("400 invalid_request: Numbers of signatures is too high");
    assertThat(error(sign(token, call(right, "operationMode", "B"))))
        .isEqualTo("400 invalid_request: Invalid parameter operationMode");
    assertThat(error(sign(token, call(call(right, "signAlgo", PSS), "signAlgoParams", "MAA="))))
        .startsWith("400 invalid_request: Invalid parameter signAlgoParams");
    assertThat(sign(token, right).status()).isEqualTo(200);
  }

  @Test
  void whatIsNoApprovalSignsNothing() throws Exception {
    var call = call(hash("no approval"));
    assertThat(error(csc.service.postJson("/csc/v2/signatures/signHash", null, call)))
        .startsWith("401 invalid_token");
    assertThat(error(sign("made up", call))).startsWith("401 invalid_token");
    assertThat(error(sign("a.b.c", call))).startsWith("401 invalid_token");
    assertThat(error(sign(csc.steps.official(CHAIRMAN), call)))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter SAD");
    assertThat(error(sign(csc.steps.official(CHAIRMAN), call(call, "SAD", "made up"))))
        .isEqualTo("400 invalid_request: Invalid parameter SAD");
    var bound = introspected(CHAIRMAN, detail(credential, SHA_256, hash("no approval")));
    bound.put("cnf", Map.of("jkt", "thumbprint"));
    assertThat(error(sign(csc.service.authServer.approval(bound), call)))
        .as("bound to a key of which no proof came")
        .startsWith("401 invalid_token");
    var other = introspected(VILLAGER, detail(credential, SHA_256, hash("no approval")));
    assertThat(error(sign(csc.service.authServer.approval(other), call)))
        .as("another official's approval")
        .isEqualTo("400 invalid_request: Credential disabled");
  }

  @Test
  void aRevokedTokenSignsNothing() throws Exception {
    var token = approval(hash("revoked token"));
    assertThat(csc.call("auth/revoke", CHAIRMAN, Map.of("token", token)).status()).isEqualTo(204);
    assertThat(error(sign(token, call(hash("revoked token")))))
        .isEqualTo("401 invalid_token: The access token was revoked");
  }

  /** What the system gets when the chairman approves the hash. */
  private static String sad(String machine, String hash) {
    var wish = call(hash);
    wish.put("numSignatures", 1);
    var known = new HashSet<>(csc.service.authServer.questions.keySet());
    var handle = csc.call("credentials/authorize", machine, wish).json().path("handle").asString();
    var asked = new HashSet<>(csc.service.authServer.questions.keySet());
    asked.removeAll(known);
    csc.service.authServer.decide(
        asked.iterator().next(), Map.of("access_token", approval(hash), "expires_in", 300));
    return csc.call("credentials/authorizeCheck", machine, Map.of("handle", handle))
        .json()
        .path("SAD")
        .asString();
  }

  @Test
  void activationDataIsOfOneCredentialAndEndsWithItsApproval() throws Exception {
    var sad = sad(csc.service.machine(TestSigning.APP), hash("ends"));
    var own = csc.steps.credential(VILLAGER, "official");
    var call = call(call(hash("ends")), "SAD", sad);

    assertThat(error(sign(csc.service.machine(TestSigning.APP), call(call, "credentialID", own))))
        .isEqualTo("400 invalid_request: Invalid parameter credentialID");
    csc.service.clock.advance(Duration.ofMinutes(6));
    assertThat(error(sign(csc.service.machine(TestSigning.APP), call)))
        .isEqualTo("400 invalid_request: SAD expired");
  }

  @Test
  void theCredentialMayBeNamedByItsQualifier() throws Exception {
    var token = approval(hash("qualified"));
    var call = call(hash("qualified"));

    assertThat(error(sign(token, call(call, "signatureQualifier", "vn_gov_cv_seal"))))
        .isEqualTo("400 invalid_request: Invalid parameter signatureQualifier");
    call.remove("credentialID");
    assertThat(sign(token, call(call, "signatureQualifier", "vn_gov_cv")).status()).isEqualTo(200);
  }

  @Test
  void anExpiredOrRevokedCertificateSignsNothing() throws Exception {
    var sql = csc.service.database.superuser();
    var own = csc.steps.credential(CLERK, "official");
    var call = call(call(hash("ended")), "credentialID", own);
    var lasts = Duration.ofDays(365 * 30L);
    csc.service.clock.advance(lasts);
    try {
      var early =
          csc.service.authServer.approval(introspected(CLERK, detail(own, SHA_256, hash("ended"))));
      assertThat(error(sign(early, call)))
          .startsWith("400 invalid_request: Signing certificate '")
          .endsWith("' is expired");
    } finally {
      csc.service.clock.advance(lasts.negated());
    }
    sql.sql("UPDATE credential SET state = 'revoked' WHERE id = :id::uuid")
        .param("id", own)
        .update();
    var token =
        csc.service.authServer.approval(introspected(CLERK, detail(own, SHA_256, hash("ended"))));
    assertThat(error(sign(token, call))).isEqualTo("400 invalid_request: Credential disabled");
  }

  @Test
  void activationDataSignsForTheSystemThatItWasGivenTo() throws Exception {
    var machine = csc.service.machine(TestSigning.APP);
    var sad = sad(machine, hash("by sad"));

    var other = csc.service.machine("another-app");
    assertThat(error(sign(other, call(call(hash("by sad")), "SAD", sad))))
        .isEqualTo("400 invalid_request: Invalid parameter SAD");
    var signed = sign(machine, call(call(hash("by sad")), "SAD", sad));
    assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    assertThat(error(sign(machine, call(call(hash("by sad")), "SAD", sad))))
        .isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void parallelCallsWithOneApprovalSignOnce() throws Exception {
    var hashes = new String[] {hash("p1"), hash("p2"), hash("p3")};
    var answer = introspected(CHAIRMAN, detail(credential, SHA_256, hashes));
    var token = csc.service.authServer.approval(answer);

    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> call = () -> sign(token, call(hashes));
      statuses =
          threads.invokeAll(Collections.nCopies(8, call)).stream()
              .map(each -> each.resultNow().status())
              .toList();
    }

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
    assertThat(trail(String.valueOf(answer.get("grant_id"))))
        .filteredOn("signature.completed"::equals)
        .hasSize(3);
  }

  @Test
  void aSuspendedCredentialAndADisabledOfficialSignNothing() throws Exception {
    var own = csc.steps.credential(VILLAGER, "official");
    var call = call(call(hash("villager")), "credentialID", own);
    var token =
        csc.service.authServer.approval(
            introspected(VILLAGER, detail(own, SHA_256, hash("villager"))));
    var sql = csc.service.database.superuser();
    sql.sql("UPDATE official SET status = 'disabled' WHERE id = :id")
        .param("id", VILLAGER)
        .update();
    assertThat(error(sign(token, call)).substring(0, 19)).isEqualTo("400 invalid_request");
    sql.sql("UPDATE official SET status = 'active' WHERE id = :id").param("id", VILLAGER).update();
    sql.sql("UPDATE credential SET state = 'suspended' WHERE id = :id::uuid")
        .param("id", own)
        .update();
    assertThat(error(sign(token, call))).isEqualTo("400 invalid_request: Credential disabled");
    sql.sql("UPDATE credential SET state = 'valid' WHERE id = :id::uuid").param("id", own).update();
    assertThat(sign(token, call).status()).as("nothing was spent").isEqualTo(200);
  }
}
