package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.csc.TestCsc.error;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.PdfSig;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

final class SignDocEndpointTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String RSA_SHA_256 = "1.2.840.113549.1.1.11";
  private static final String NOT_AUTHORIZED =
      "400 invalid_request: Hash is not authorized by the SAD";
  private static final String NOT_THIS_ONE =
      "403 invalid_hash: The document is not the one that was authorized";

  private static TestCsc csc;
  private static String credential;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    csc = TestCsc.start("antin.csc.largest-documents=300KB", "antin.time-stamping.enabled=true");
    credential = csc.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    csc.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] document) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(document);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A token by which the chairman approves these documents. */
  private static String approval(String hashType, byte[]... documents) {
    return csc.service.authServer.approval(introspected(hashType, documents));
  }

  private static Map<String, Object> introspected(String hashType, byte[]... documents) {
    var digests = new ArrayList<Map<String, String>>();
    for (var each : documents) {
      digests.add(Map.of("hash", base64(sha256(each)), "label", "Quyết định"));
    }
    var detail =
        Map.of(
            "type", "urn:antin:rar:signature",
            "credentialID", credential,
            "hashType", hashType,
            "hashAlgorithmOID", SHA_256,
            "documentDigests", digests);
    return csc.steps.approved(
        CHAIRMAN, TestSigning.APP, JsonMapper.shared().valueToTree(List.of(detail)));
  }

  private static Map<String, Object> form(String format, String envelope) {
    var form = new HashMap<String, Object>();
    form.put("signature_format", format);
    form.put("signAlgo", RSA_SHA_256);
    form.put("signed_envelope_property", envelope);
    return form;
  }

  private static Map<String, Object> document(byte[] document, String format, String envelope) {
    var item = form(format, envelope);
    item.put("document", base64(document));
    return item;
  }

  private static Map<String, Object> digest(byte[] document, String format) {
    var item = form(format, "Detached");
    item.put("hashes", List.of(base64(sha256(document))));
    item.put("hashAlgorithmOID", SHA_256);
    return item;
  }

  private static Map<String, Object> call(String member, Object... items) {
    var call = new HashMap<String, Object>();
    call.put("credentialID", credential);
    call.put(member, List.of(items));
    return call;
  }

  private static Answer sign(String token, Map<String, ?> call) {
    return csc.call("signatures/signDoc", token, call);
  }

  private static List<byte[]> signed(Answer answer, String member) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var files = new ArrayList<byte[]>();
    for (var each : answer.json().path(member)) {
      files.add(Base64.getDecoder().decode(each.asString()));
    }
    return files;
  }

  private static JsonNode check(byte[] file) {
    csc.service.clock.advance(Duration.ofMinutes(1)); // checks are throttled
    var answer =
        csc.service.send(
            csc.service
                .request("/validations", null)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("signatures").get(0);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "signed", ""), bytes);
  }

  private boolean opensslVerifies(byte[] cms, byte[] document) throws Exception {
    var process =
        new ProcessBuilder(
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-noverify",
                "-inform",
                "DER",
                "-in",
                file(cms).toString(),
                "-content",
                file(document).toString(),
                "-out",
                "/dev/null")
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  @Test
  void aPdfIsSignedOnce() throws Exception {
    var pdf = TestPdfs.saying("by signDoc");
    var token = approval("SDR", pdf);
    var call = call("documents", document(pdf, "P", "Revision"));
    call.put("returnValidationInfo", true);

    var answer = sign(token, call);

    var signed = signed(answer, "DocumentWithSignature").getFirst();
    PdfSig.check(file(signed)).isValidOverTheWholeDocument();
    assertThat(Arrays.copyOf(signed, pdf.length)).as("appended").isEqualTo(pdf);
    assertThat(answer.json().path("validationInfo").path("certificates").size()).isPositive();
    assertThat(error(sign(token, call))).as("spent").isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void everyFormatIsIntactAndOfTheLevelAskedFor() throws Exception {
    var hash = Map.of("hash", base64(new byte[32]), "hashAlgo", SHA_256);
    TestSigning.eventually(() -> csc.call("signatures/timestamp", CHAIRMAN, hash).status() == 200);
    var xml = bytes("<van-ban><so>12/QĐ-UBND</so></van-ban>");
    var json = bytes("{\"so\":\"12/QĐ-UBND\"}");
    var text = bytes("Số 12/QĐ-UBND");
    var pdf = TestPdfs.saying("level T");
    var stamped = document(pdf, "P", "Revision");
    stamped.put("conformance_level", "Ades-B-T");

    var answer =
        sign(
            approval("SDR", xml, json, text, pdf),
            call(
                "documents",
                document(xml, "X", "Enveloped"),
                document(json, "J", "Attached"),
                document(text, "C", "Attached"),
                stamped));

    var files = signed(answer, "DocumentWithSignature");
    assertThat(files.stream().map(each -> check(each).path("integrity").asString()))
        .as(answer.text())
        .containsExactly("intact", "intact", "intact", "intact");
    assertThat(files.stream().map(each -> check(each).path("level").asString()))
        .containsExactly(
            "XAdES-BASELINE-B", "JAdES-BASELINE-B", "CAdES-BASELINE-B", "PAdES-BASELINE-T");
  }

  @Test
  void aSystemIsGivenActivationDataForADocument() throws Exception {
    var machine = csc.service.machine(TestSigning.APP);
    var text = bytes("by a system");
    var wish = new HashMap<String, Object>();
    wish.put("credentialID", credential);
    wish.put("numSignatures", 1);
    wish.put("hashes", List.of(base64(sha256(text))));
    wish.put("hashAlgorithmOID", SHA_256);
    wish.put("hashType", "SDR");
    var handle = csc.call("credentials/authorize", machine, wish).json().path("handle").asString();
    var question = csc.service.authServer.questions.entrySet().iterator().next();
    assertThat(question.getValue().get("authorization_details")).contains("\"SDR\"");
    csc.service.authServer.decide(
        question.getKey(), Map.of("access_token", approval("SDR", text), "expires_in", 300));
    var sad =
        csc.call("credentials/authorizeCheck", machine, Map.of("handle", handle))
            .json()
            .path("SAD")
            .asString();
    var call = call("documents", document(text, "C", "Attached"));
    call.put("SAD", sad);

    var signed = signed(sign(machine, call), "DocumentWithSignature").getFirst();

    assertThat(check(signed).path("signer").asString()).isEqualTo("Nguyễn Văn An");
  }

  @Test
  void aHashIsEnoughForASignatureThatStandsApart() throws Exception {
    var one = bytes("never sent");
    var two = bytes("neither");
    var three = bytes("nor this");

    var answer =
        sign(
            approval("SDR", one, two, three),
            call("documentDigests", digest(one, "C"), digest(two, "J"), digest(three, "X")));

    var objects = signed(answer, "SignatureObject");
    assertThat(opensslVerifies(objects.get(0), one)).isTrue();
    assertThat(opensslVerifies(objects.get(0), two)).isFalse();
    var jws = JsonMapper.shared().readTree(objects.get(1));
    var header = jws.findPath("protected").asString();
    assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
        .as("b64: sigD has the document's own hash (TS 119 182-1 5.2.8.3.3)")
        .contains(
            "sigD",
            "\"b64\":false",
            Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(two)));
    assertThat(new String(objects.get(2), StandardCharsets.UTF_8))
        .contains("DigestValue>" + base64(sha256(three)) + "<");
  }

  @Test
  void whatIsNotTheAuthorizedDocumentIsRefusedAllTogether() {
    var right = bytes("right");
    var wrong = bytes("altered");
    var token = approval("SDR", right);

    assertThat(error(sign(token, call("documents", document(wrong, "C", "Attached")))))
        .isEqualTo(NOT_THIS_ONE);
    assertThat(
            error(
                sign(
                    token,
                    call(
                        "documents",
                        document(right, "C", "Attached"),
                        document(wrong, "C", "Attached")))))
        .as("an extra one")
        .isEqualTo(NOT_THIS_ONE);
    assertThat(
            error(
                sign(
                    token,
                    call(
                        "documents",
                        document(right, "C", "Attached"),
                        document(right, "J", "Attached")))))
        .as("twice in one call")
        .isEqualTo("400 invalid_request: Invalid parameter documents");
    assertThat(error(sign(token, call("documentDigests", digest(wrong, "C")))))
        .isEqualTo(NOT_AUTHORIZED);
    assertThat(
            error(
                sign(
                    approval("DTBSR", right), call("documents", document(right, "C", "Attached")))))
        .as("approved as bytes to be signed")
        .isEqualTo(NOT_AUTHORIZED);
    assertThat(sign(token, call("documents", document(right, "C", "Attached"))).status())
        .as("nothing was spent")
        .isEqualTo(200);
  }

  @Test
  void theCredentialMayBeNamedByItsQualifier() {
    var text = bytes("by qualifier");
    var call = call("documents", document(text, "C", "Detached"));
    call.remove("credentialID");
    call.put("signatureQualifier", "eu_eidas_qes");
    var token = approval("SDR", text);

    assertThat(error(sign(token, call)))
        .isEqualTo("400 invalid_request: Invalid parameter signatureQualifier");
    call.put("signatureQualifier", "vn_gov_cv");
    assertThat(signed(sign(token, call), "SignatureObject")).hasSize(1);
  }

  @Test
  void parametersAreStrict() {
    var text = bytes("strict");
    var token = approval("SDR", text);
    var right = document(text, "C", "Attached");

    assertThat(error(sign(token, call("other"))))
        .isEqualTo("400 invalid_request: Expected one of documents and documentDigests");
    assertThat(error(sign(token, call("documents"))))
        .isEqualTo("400 invalid_request: Empty documents array");
    assertThat(error(sign(token, call("documents", changed(right, "signature_format", "Z")))))
        .isEqualTo("400 invalid_request: Invalid parameter signature_format");
    assertThat(error(sign(token, call("documents", changed(right, "conformance_level", "B")))))
        .isEqualTo("400 invalid_request: Invalid parameter conformance_level");
    assertThat(
            error(
                sign(
                    token,
                    call("documents", changed(right, "signed_props", List.of(Map.of("a", "b")))))))
        .isEqualTo("400 invalid_request: Invalid parameter signed_props");
    assertThat(error(sign(token, call("documents", document(text, "P", "Certification")))))
        .isEqualTo("400 invalid_request: Invalid parameter signed_envelope_property");
    assertThat(error(sign(token, call("documentDigests", digest(text, "P")))))
        .as("a PDF is more than its hash")
        .isEqualTo("400 invalid_request: Invalid parameter signature_format");
    assertThat(error(sign(token, call("documents", document(text, "P", "Revision")))))
        .isEqualTo("400 invalid_request: The request cannot be understood: not-a-pdf");
    assertThat(error(sign("made up", call("documents", right)))).startsWith("401 invalid_token");
    assertThat(sign(token, call("documents", right)).status()).isEqualTo(200);
  }

  private static Map<String, Object> changed(
      Map<String, Object> item, String member, Object value) {
    var changed = new HashMap<>(item);
    changed.put(member, value);
    return changed;
  }

  @Test
  void moreThanTheBoundIsTooLarge() {
    var large = new byte[300 * 1024];
    var call = call("documents", document(large, "C", "Attached"));

    assertThat(error(sign(approval("SDR", large), call)))
        .isEqualTo("413 invalid_request: The request is larger than allowed");
  }

  @Test
  void aDocumentThatSomebodyElseMaySignIsNotSignedWithoutApproval() {
    var call = call("documents", document(bytes("no token"), "C", "Attached"));

    assertThat(error(csc.service.postJson("/csc/v2/signatures/signDoc", null, call)))
        .startsWith("401 invalid_token");
    assertThat(error(sign(csc.steps.official(CHAIRMAN), call)))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter SAD");
  }
}
