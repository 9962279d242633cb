package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.eventually;
import static vn.antin.signing.csc.TestCsc.error;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.TestSigning;

final class SignPollingEndpointTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String RSA_SHA_256 = "1.2.840.113549.1.1.11";
  private static final String UNKNOWN = "400 invalid_request: Invalid parameter requestID";

  private static TestCsc csc;
  private static String credential;

  @BeforeAll
  static void start() {
    csc = TestCsc.start("antin.csc.response-hosts=localhost", "antin.csc.waiting-calls=3");
    credential = csc.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    csc.close();
  }

  private static String hash(byte[] bytes) throws Exception {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String approval(String hashType, String hash) {
    var detail =
        Map.of(
            "type", "urn:antin:rar:signature",
            "credentialID", credential,
            "hashType", hashType,
            "hashAlgorithmOID", SHA_256,
            "documentDigests", List.of(Map.of("hash", hash, "label", "Quyết định")));
    return csc.service.authServer.approval(
        csc.steps.approved(
            CHAIRMAN, TestSigning.APP, JsonMapper.shared().valueToTree(List.of(detail))));
  }

  /** Asks for a hash to be signed later. */
  private static Answer ask(String token, String hash) {
    return csc.call(
        "signatures/signHash",
        token,
        Map.of(
            "credentialID",
            credential,
            "hashes",
            List.of(hash),
            "signAlgo",
            RSA_SHA_256,
            "operationMode",
            "A"));
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("responseID").asString("");
  }

  private static Answer poll(String token, String id) {
    return csc.call("signatures/signPolling", token, Map.of("requestID", id));
  }

  private static Answer result(String id) {
    eventually(() -> poll(csc.steps.official(CHAIRMAN), id).status() != 202);
    return poll(csc.steps.official(CHAIRMAN), id);
  }

  /** As if the database kept the service from working on anything. */
  private static void nobodyWorks() {
    var sql = csc.service.database.superuser();
    sql.sql(
            """
            CREATE OR REPLACE FUNCTION nobody_works() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'nobody works'; END $$
            """)
        .update();
    sql.sql(
            """
            CREATE TRIGGER nobody_works BEFORE UPDATE ON csc_later
            FOR EACH ROW EXECUTE FUNCTION nobody_works()
            """)
        .update();
  }

  private static void everybodyWorks() {
    csc.service.database.superuser().sql("DROP TRIGGER nobody_works ON csc_later").update();
  }

  @Test
  void anAnswerIsFetchedLaterByWhoAskedAndNobodyElse() throws Exception {
    var hash = hash("later".getBytes(StandardCharsets.UTF_8));
    var token = approval("DTBSR", hash);
    var id = id(ask(token, hash));

    var result = result(id);

    assertThat(result.status()).as(result.text()).isEqualTo(200);
    assertThat(result.json().path("signatures").size()).isEqualTo(1);
    assertThat(poll(token, id).text()).as("fetched again").isEqualTo(result.text());
    assertThat(error(poll(csc.steps.official(VILLAGER), id))).isEqualTo(UNKNOWN);
    assertThat(error(poll(csc.steps.official(CHAIRMAN, "another-app"), id))).isEqualTo(UNKNOWN);
    assertThat(error(poll(csc.service.machine(TestSigning.APP), id))).isEqualTo(UNKNOWN);
    assertThat(error(poll(token, UUID.randomUUID().toString()))).isEqualTo(UNKNOWN);
    assertThat(error(csc.service.postJson("/csc/v2/signatures/signPolling", null, Map.of())))
        .startsWith("401 invalid_token");
    assertThat(error(ask(token, hash(new byte[1]))))
        .as("refused at once")
        .isEqualTo("400 invalid_request: Hash is not authorized by the SAD");
    assertThat(stored("call IS NULL AND token IS NULL", id)).as("nothing more is kept").isTrue();
  }

  private static boolean stored(String condition, String id) {
    return csc.service
        .database
        .superuser()
        .sql("SELECT " + condition + " FROM csc_later WHERE id = CAST(:id AS uuid)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  @Test
  void whoAskedIsToldOfADocumentWithoutTheDocument() throws Exception {
    var told = new CopyOnWriteArrayList<String>();
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/told",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    http.start();
    try {
      var document = "Số 12/QĐ-UBND".getBytes(StandardCharsets.UTF_8);
      var call = new HashMap<String, Object>();
      call.put("signatureQualifier", "vn_gov_cv");
      call.put("operationMode", "A");
      call.put("response_uri", "http://localhost:" + http.getAddress().getPort() + "/told");
      call.put(
          "documents",
          List.of(
              Map.of(
                  "document",
                  Base64.getEncoder().encodeToString(document),
                  "signature_format",
                  "C",
                  "signAlgo",
                  RSA_SHA_256)));

      var id = id(csc.call("signatures/signDoc", approval("SDR", hash(document)), call));

      assertThat(result(id).json().path("DocumentWithSignature").size()).isEqualTo(1);
      eventually(() -> !told.isEmpty());
      assertThat(told).containsExactly("{\"responseID\":\"" + id + "\"}");
      call.put("response_uri", "http://example.org/told");
      assertThat(error(csc.call("signatures/signDoc", approval("SDR", hash(document)), call)))
          .isEqualTo("400 invalid_request: Invalid parameter response_uri");
    } finally {
      http.stop(0);
    }
  }

  @Test
  void aCallOutlivesItsNodeAndAnApprovalThatIsTakenBackSignsNothing() throws Exception {
    var kept = hash("kept".getBytes(StandardCharsets.UTF_8));
    var taken = hash("taken back".getBytes(StandardCharsets.UTF_8));
    var withdrawn = approval("DTBSR", taken);
    nobodyWorks();
    String first;
    String second;
    try {
      first = id(ask(approval("DTBSR", kept), kept));
      second = id(ask(withdrawn, taken));
      assertThat(poll(csc.steps.official(CHAIRMAN), first).status()).isEqualTo(202);
      id(ask(approval("DTBSR", hash(new byte[7])), hash(new byte[7])));
      assertThat(ask(approval("DTBSR", hash(new byte[8])), hash(new byte[8])).status())
          .as("more than may wait")
          .isEqualTo(429);
      csc.service.down();
    } finally {
      everybodyWorks();
    }
    csc.service.authServer.withdraw(withdrawn);
    csc.service.up();

    assertThat(result(first).status()).isEqualTo(200);
    assertThat(error(result(second))).isEqualTo("400 invalid_request: SAD expired");
  }
}
