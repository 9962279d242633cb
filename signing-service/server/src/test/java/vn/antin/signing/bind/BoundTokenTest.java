package vn.antin.signing.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.APP;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Certificates;

/** Tokens that only their owner can use, on two nodes; the second believes no proxy. */
final class BoundTokenTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String SIGN_HASH = "/csc/v2/signatures/signHash";

  private static RunningService service;
  private static RunningService second;
  private static TestSigning steps;
  private static String credential;
  private static TestKey owner;
  private static TestKey thief;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            "antin.trusted-proxies=127.0.0.1,::1", "antin.proxy-client-certificates=true");
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    credential = steps.credential(CHAIRMAN, "official");
    second = service.node().setting("antin.trusted-proxies", "192.0.2.1");
    second.up();
    owner = new TestKey(service);
    thief = new TestKey(service);
  }

  @AfterAll
  static void stop() {
    second.down();
    service.close();
  }

  private static JsonNode request(String text) {
    var token = steps.official(CHAIRMAN);
    return steps.request(token, credential, steps.upload(token, TestPdfs.saying(text)));
  }

  private static String path(JsonNode request) {
    return "/signature-requests/" + request.path("id").asString() + "/sign";
  }

  private static String approval(JsonNode request, Map<String, ?> cnf) {
    var answer = new HashMap<>(steps.approved(CHAIRMAN, APP, request.path("authorizationDetails")));
    answer.put("cnf", cnf);
    return service.authServer.approval(answer);
  }

  private static String hash(int fill) {
    var bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A token by which the chairman approves a hash. */
  private static String approvalOf(String hash, @Nullable Map<String, ?> cnf) {
    var detail =
        Map.of(
            "type",
            "urn:antin:rar:signature",
            "credentialID",
            credential,
            "hashType",
            "DTBSR",
            "hashAlgorithmOID",
            SHA_256,
            "documentDigests",
            List.of(Map.of("hash", hash, "label", "Hợp đồng")));
    var answer =
        new HashMap<>(
            steps.approved(CHAIRMAN, APP, JsonMapper.shared().valueToTree(List.of(detail))));
    if (cnf != null) {
      answer.put("cnf", cnf);
    }
    return service.authServer.approval(answer);
  }

  private static Map<String, Object> hashCall(String hash) {
    return new HashMap<>(
        Map.of(
            "credentialID",
            credential,
            "hashes",
            List.of(hash),
            "hashAlgorithmOID",
            SHA_256,
            "signAlgo",
            "1.2.840.113549.1.1.1"));
  }

  private static String accessToken(@Nullable Map<String, ?> cnf) {
    var claims = new HashMap<String, Object>();
    claims.put("sub", APP);
    claims.put("client_id", APP);
    claims.put("scope", "service");
    if (cnf != null) {
      claims.put("cnf", cnf);
    }
    return service.authServer.token(claims);
  }

  private static String challenge(Answer answer) {
    return answer.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static String error(Answer answer) {
    return answer.status() + " " + answer.json().path("error").asString("");
  }

  @Test
  void aBoundApprovalIsSpentByTheHolderOfItsKeyAlone() {
    var request = request("bound");
    var path = path(request);
    var token = approval(request, owner.confirmation());

    var bearer = steps.sign(request, token);
    assertThat(bearer.problem()).isEqualTo("sender-unproven");
    assertThat(challenge(bearer)).startsWith("DPoP error=\"invalid_token\"").contains("ES256");
    var stolen = TestKey.post(service, path, token, thief.proof(path, token), null);
    assertThat(stolen.status()).as("a proof of another key").isEqualTo(401);
    var proof = owner.proof(path, token);
    var signed = TestKey.post(service, path, token, proof, null);
    assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    assertThat(signed.json().path("documents").size()).isEqualTo(1);
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    """
                    SELECT count(*) FROM audit.entry WHERE type = 'grant.sender-refused'
                      AND object = (SELECT id::text FROM approval_grant WHERE request_id = :id::uuid)
                    """)
                .param("id", request.path("id").asString())
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void aProofThatIsNotOfThisVeryCallIsRefused() {
    var request = request("whose proof");
    var path = path(request);
    var token = approval(request, owner.confirmation());
    var longAgo = service.clock.instant().minus(Duration.ofSeconds(61)).getEpochSecond();
    var soon = service.clock.instant().plus(Duration.ofSeconds(20)).getEpochSecond();
    var faults = new HashMap<String, @Nullable Object>();
    faults.put("htm", "GET");
    faults.put("htu", "http://localhost:9100/signature-requests");
    faults.put("ath", Digests.base64url("another token".getBytes(StandardCharsets.UTF_8)));
    faults.put("iat", longAgo);
    faults.put("exp", longAgo);
    faults.put("nbf", soon);
    faults.forEach((claim, value) -> {
      var changes = new HashMap<String, @Nullable Object>();
      changes.put(claim, value);
      assertThat(refused(path, token, owner.proof(path, token, changes))).as(claim).isTrue();
    });
    for (var claim : List.of("jti", "htm", "htu", "ath", "iat")) {
      var changes = new HashMap<String, @Nullable Object>();
      changes.put(claim, null);
      assertThat(refused(path, token, owner.proof(path, token, changes))).as(claim).isTrue();
    }
    assertThat(refused(path, token, owner.proof(path, token, Map.of("iat", soon)))).isTrue();
    assertThat(refused(path, token, token)).as("no JWT").isTrue();
    var host = "http://localhost:" + service.port() + path;
    assertThat(refused(path, token, owner.proof(path, token, Map.of("htu", host))))
        .as("the address in the Host header is not ours")
        .isTrue();
    assertThat(TestKey.post(service, path, token, owner.proof(path, token), null).status())
        .as("nothing was spent")
        .isEqualTo(200);
  }

  private static boolean refused(String path, String token, String proof) {
    var answer = TestKey.post(service, path, token, proof, null);
    return answer.status() == 401 && challenge(answer).contains("error=\"invalid_dpop_proof\"");
  }

  @Test
  void aProofIsTakenOnceOnAllNodesTogether() {
    var token = approvalOf(hash(10), owner.confirmation());
    var proof = owner.proof(SIGN_HASH, token);

    var signed = TestKey.post(service, SIGN_HASH, token, proof, hashCall(hash(10)));

    assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    for (var node : List.of(service, second)) {
      var again = TestKey.post(node, SIGN_HASH, token, proof, hashCall(hash(10)));
      assertThat(error(again)).isEqualTo("401 invalid_dpop_proof");
    }
    assertThat(
            error(
                TestKey.post(
                    second, SIGN_HASH, token, owner.proof(SIGN_HASH, token), hashCall(hash(10)))))
        .as("with a new proof it is spent, as ever")
        .isEqualTo("400 invalid_request");
  }

  @Test
  void whatABoundTokenAskedForLaterIsFetchedWithItsKeyAlone() {
    var polling = "/csc/v2/signatures/signPolling";
    var token = approvalOf(hash(21), owner.confirmation());
    var call = hashCall(hash(21));
    call.put("operationMode", "A");
    var asked = TestKey.post(service, SIGN_HASH, token, owner.proof(SIGN_HASH, token), call);
    assertThat(asked.status()).as(asked.text()).isEqualTo(200);
    var wanted = Map.of("requestID", asked.json().path("responseID").asString(""));

    var free = steps.official(CHAIRMAN);
    assertThat(service.postJson(polling, free, wanted).text()).contains("requestID");
    var others = approvalOf(hash(22), thief.confirmation());
    assertThat(TestKey.post(service, polling, others, thief.proof(polling, others), wanted).text())
        .contains("requestID");
    TestSigning.eventually(() ->
        TestKey.post(service, polling, token, owner.proof(polling, token), wanted).status() == 200);
  }

  @Test
  void aWrongKeySignsNoHashAndIsToldSoInTheFormOfTheApi() {
    var token = approvalOf(hash(11), owner.confirmation());

    var bearer = service.postJson(SIGN_HASH, token, hashCall(hash(11)));
    assertThat(error(bearer)).isEqualTo("401 invalid_token");
    assertThat(challenge(bearer)).startsWith("DPoP ");
    var stolen =
        TestKey.post(service, SIGN_HASH, token, thief.proof(SIGN_HASH, token), hashCall(hash(11)));
    assertThat(error(stolen)).isEqualTo("401 invalid_token");
    assertThat(
            TestKey.post(
                    service, SIGN_HASH, token, owner.proof(SIGN_HASH, token), hashCall(hash(11)))
                .status())
        .isEqualTo(200);
    var free = approvalOf(hash(12), null);
    assertThat(
            error(
                TestKey.post(
                    service, SIGN_HASH, free, owner.proof(SIGN_HASH, free), hashCall(hash(12)))))
        .as("an unbound token does not come with a proof")
        .isEqualTo("401 invalid_token");
    var strange = approvalOf(hash(12), Map.of("kid", "somewhere"));
    assertThat(error(service.postJson(SIGN_HASH, strange, hashCall(hash(12)))))
        .as("bound in a way that is not known")
        .isEqualTo("401 invalid_token");
  }

  @Test
  void anAccessTokenIsItsOwnersAtEveryEndpoint() {
    var token = accessToken(owner.confirmation());
    var list = "/csc/v2/credentials/list";
    var named = Map.of("userID", CHAIRMAN.toString());
    assertThat(error(service.postJson(list, token, named))).isEqualTo("401 invalid_token");
    assertThat(error(TestKey.post(service, list, token, thief.proof(list, token), named)))
        .isEqualTo("401 invalid_token");
    assertThat(TestKey.post(service, list, token, owner.proof(list, token), named).status())
        .isEqualTo(200);
    var requests = "/signature-requests";
    assertThat(service.postJson(requests, token, Map.of()).problem()).isEqualTo("sender-unproven");
    var taken = TestKey.post(service, requests, token, owner.proof(requests, token), Map.of());
    assertThat(taken.problem()).isEqualTo("invalid-request");
    var free = accessToken(null);
    assertThat(TestKey.post(service, list, free, owner.proof(list, free), named).status())
        .isEqualTo(401);
    var nobody = service.postJson(requests, null, Map.of());
    assertThat(nobody.headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer error=\"invalid_token\"", UnprovenSender.OFFER);
  }

  @Test
  void activationDataAreGoodWithTheKeyTheyWereGivenOutFor() {
    var sad = activation(hash(13), approvalOf(hash(13), null));
    var call = hashCall(hash(13));
    call.put("SAD", sad);
    assertThat(error(service.postJson(SIGN_HASH, accessToken(null), call)))
        .as("another token of the system")
        .isEqualTo("400 invalid_request");
    var another = accessToken(thief.confirmation());
    assertThat(
            error(TestKey.post(service, SIGN_HASH, another, thief.proof(SIGN_HASH, another), call)))
        .isEqualTo("400 invalid_request");
    var token = accessToken(owner.confirmation());
    var signed = TestKey.post(service, SIGN_HASH, token, owner.proof(SIGN_HASH, token), call);
    assertThat(signed.status()).as(signed.text()).isEqualTo(200);

    var other = hashCall(hash(14));
    other.put("SAD", activation(hash(14), approvalOf(hash(14), thief.confirmation())));
    assertThat(error(TestKey.post(service, SIGN_HASH, token, owner.proof(SIGN_HASH, token), other)))
        .as("the approval behind them is bound to another key")
        .isEqualTo("401 invalid_token");
  }

  /** Activation data given out for the owner's token. */
  private static String activation(String hash, String approval) {
    var authorize = "/csc/v2/credentials/authorize";
    var wish =
        Map.of(
            "credentialID",
            credential,
            "numSignatures",
            1,
            "hashes",
            List.of(hash),
            "hashAlgorithmOID",
            SHA_256);
    var known = java.util.Set.copyOf(service.authServer.questions.keySet());
    var token = accessToken(owner.confirmation());
    var asked = TestKey.post(service, authorize, token, owner.proof(authorize, token), wish);
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    var question =
        service.authServer.questions.keySet().stream()
            .filter(each -> !known.contains(each))
            .findFirst()
            .orElseThrow();
    service.authServer.decide(question, Map.of("access_token", approval, "expires_in", 200));
    service.clock.advance(Duration.ofSeconds(6)); // a turn at auth-server
    var check = authorize + "Check";
    return TestKey.post(
            service,
            check,
            token,
            owner.proof(check, token),
            Map.of("handle", asked.json().path("handle").asString()))
        .json()
        .path("SAD")
        .asString();
  }

  @Test
  void aTokenOfACertificateNeedsThatCertificateFromAProxyThatIsBelieved() {
    var mine = certificate(CHAIRMAN);
    var other = certificate(VILLAGER);
    var request = request("certificate");
    var cnf = Map.of("x5t#S256", ClientCertificates.thumbprint(mine));
    var token = approval(request, cnf);
    assertThat(come(service, request, token, null)).isEqualTo(401);
    assertThat(come(service, request, token, other)).isEqualTo(401);
    assertThat(come(second, request, token, mine))
        .as("a header that anybody may write")
        .isEqualTo(401);
    assertThat(come(service, request, token, mine)).isEqualTo(200);
  }

  /** Any will do: that of an official. */
  private static X509Certificate certificate(UUID official) {
    var told =
        service.postJson(
            "/csc/v2/credentials/info",
            steps.official(official),
            Map.of("credentialID", steps.credential(official, "official")));
    return Certificates.decode(
        Base64.getDecoder()
            .decode(told.json().path("cert").path("certificates").get(0).asString()));
  }

  private static int come(
      RunningService node, JsonNode request, String token, @Nullable X509Certificate certificate) {
    var call = TestKey.call(node, path(request), null).header("Authorization", "Bearer " + token);
    return node.send(
            certificate == null
                ? call
                : call.header(
                    "Client-Cert",
                    ":"
                        + Base64.getEncoder().encodeToString(Certificates.encode(certificate))
                        + ":"))
        .status();
  }
}
