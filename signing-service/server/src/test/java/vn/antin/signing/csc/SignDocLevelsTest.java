package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.FreePort;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

/** Every format at the highest levels and with each algorithm, judged by the public check. */
final class SignDocLevelsTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

  /** Format and envelope of the API, what its levels are called, what is signed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kind(String format, String envelope, String levels, byte[] document) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("P", "Revision", "PAdES", TestPdfs.saying("levels")),
          new Kind("C", "Attached", "CAdES", bytes("Số 12/QĐ-UBND")),
          new Kind("X", "Enveloped", "XAdES", bytes("<van-ban><so>12/QĐ-UBND</so></van-ban>")),
          new Kind("J", "Attached", "JAdES", bytes("{\"so\":\"12/QĐ-UBND\"}")));

  @ParameterizedTest
  @CsvSource({
    "rsa-2048, 1.2.840.113549.1.1.11, LT",
    "rsa-2048, 1.2.840.113549.1.1.10, LTA",
    "ec-p256, 1.2.840.10045.4.3.2, LTA"
  })
  void everyFormatReachesTheLevelWithTheAlgorithm(String key, String algorithm, String level)
      throws Exception {
    var port = FreePort.find();
    try (var csc =
        TestCsc.start(
            "server.port=" + port,
            "antin.authority.base-url=http://localhost:" + port,
            "antin.time-stamping.enabled=true",
            "antin.certificates.key=" + key)) {
      var credential = csc.steps.credential(CHAIRMAN, "official");
      csc.steps.awaitAuthorities();
      var call = new HashMap<String, Object>();
      call.put("credentialID", credential);
      call.put("documents", KINDS.stream().map(each -> item(each, algorithm, level)).toList());

      var answer = csc.call("signatures/signDoc", approval(csc, credential), call);

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      var files = answer.json().path("DocumentWithSignature");
      for (var at = 0; at < KINDS.size(); at++) {
        var found = check(csc, Base64.getDecoder().decode(files.get(at).asString()));
        assertThat(found.path("integrity").asString()).as(found.toString()).isEqualTo("intact");
        assertThat(found.path("level").asString())
            .as(found.toString())
            .isEqualTo(KINDS.get(at).levels() + "-BASELINE-" + level);
      }
    }
  }

  private static Map<String, Object> item(Kind kind, String algorithm, String level) {
    return Map.of(
        "signature_format",
        kind.format(),
        "signed_envelope_property",
        kind.envelope(),
        "conformance_level",
        "Ades-B-" + level,
        "signAlgo",
        algorithm,
        "hashAlgorithmOID",
        SHA_256,
        "document",
        Base64.getEncoder().encodeToString(kind.document()));
  }

  private static String approval(TestCsc csc, String credential) {
    var detail =
        Map.of(
            "type",
            "urn:antin:rar:signature",
            "credentialID",
            credential,
            "hashType",
            "SDR",
            "hashAlgorithmOID",
            SHA_256,
            "documentDigests",
            KINDS.stream()
                .map(each -> Map.of("hash", sha256(each.document()), "label", each.levels()))
                .toList());
    return csc.service.authServer.approval(
        csc.steps.approved(
            CHAIRMAN, TestSigning.APP, JsonMapper.shared().valueToTree(List.of(detail))));
  }

  private static String sha256(byte[] document) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(document));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode check(TestCsc csc, byte[] file) {
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
