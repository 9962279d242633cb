package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.csc.TestCsc.error;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CredentialsEndpointTest {
  private static TestCsc csc;
  private static String own;

  @BeforeAll
  static void start() {
    csc = TestCsc.start();
    own = csc.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    csc.close();
  }

  private static X509Certificate certificate(String base64) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  @Test
  void anOfficialListsTheirOwnCredentials() {
    var answer = csc.call("credentials/list", CHAIRMAN, Map.of());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().propertyNames()).containsExactly("credentialIDs");
    assertThat(answer.json().path("credentialIDs").get(0).asString()).isEqualTo(own);
    assertThat(csc.call("credentials/list", CHAIRMAN, Map.of("userID", CLERK.toString())).text())
        .contains("Invalid parameter userID");
  }

  @Test
  void aSystemListsThoseOfWhomItNames() {
    var machine = csc.service.machine("demo-app");

    assertThat(error(csc.call("credentials/list", machine, Map.of())))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter userID");
    for (var unknown : List.of("nobody", "00000000-0000-7000-8000-00000000dead")) {
      assertThat(error(csc.call("credentials/list", machine, Map.of("userID", unknown))))
          .isEqualTo("400 invalid_request: Invalid parameter userID");
    }
    assertThat(csc.call("credentials/list", machine, Map.of("userID", CHAIRMAN.toString())).text())
        .contains(own);
    assertThat(csc.call("credentials/info", machine, Map.of("credentialID", own)).status())
        .isEqualTo(200);
  }

  @Test
  void aCredentialIsDescribedAsItsCertificateIs() throws Exception {
    var answer =
        csc.call(
            "credentials/info",
            CHAIRMAN,
            Map.of(
                "credentialID", own, "certificates", "chain", "certInfo", true, "authInfo", true));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var told = answer.json();
    assertThat(told.path("SCAL").asString()).isEqualTo("1");
    assertThat(told.path("multisign").asInt()).isEqualTo(5000);
    assertThat(told.path("signatureQualifier").asString()).isEqualTo("vn_gov_cv");
    assertThat(told.path("auth").path("mode").asString()).isEqualTo("oauth2code");
    assertThat(told.path("key").path("status").asString()).isEqualTo("enabled");
    assertThat(told.path("key").path("algo").toString())
        .contains("1.2.840.113549.1.1.1\"", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.10");
    assertThat(told.path("key").path("len").asInt()).isGreaterThanOrEqualTo(2048);
    assertThat(told.path("key").has("curve")).isFalse();
    var cert = told.path("cert");
    var read = certificate(cert.path("certificates").get(0).asString());
    assertThat(cert.path("certificates").size()).isGreaterThan(1);
    assertThat(cert.path("status").asString()).isEqualTo("valid");
    assertThat(cert.path("serialNumber").asString()).isEqualTo(read.getSerialNumber().toString(16));
    assertThat(cert.path("subjectDN").asString()).contains("CN=Nguyễn Văn An");
    assertThat(cert.path("validTo").asString()).matches("[0-9]{14}Z");
  }

  @Test
  void howMuchIsToldIsWhatWasAskedFor() {
    var none =
        csc.call("credentials/info", CHAIRMAN, Map.of("credentialID", own, "certificates", "none"));
    assertThat(none.json().path("cert").propertyNames()).containsExactly("status");
    assertThat(none.json().has("auth")).isFalse();
    var listed =
        csc.call("credentials/list", CHAIRMAN, Map.of("credentialInfo", true, "onlyValid", true));
    assertThat(listed.json().path("onlyValid").asBoolean()).isTrue();
    assertThat(listed.json().path("credentialInfos").get(0).path("credentialID").asString())
        .isEqualTo(own);
    assertThat(listed.json().path("credentialInfos").get(0).path("cert").path("certificates"))
        .hasSize(1);
  }

  @Test
  void parametersAreStrictlyOfTheirTypes() {
    assertThat(error(csc.call("credentials/info", CHAIRMAN, Map.of())))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter credentialID");
    assertThat(error(csc.call("credentials/info", CHAIRMAN, Map.of("credentialID", 1))))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter credentialID");
    assertThat(error(csc.call("credentials/info", CHAIRMAN, Map.of("credentialID", "x"))))
        .isEqualTo("400 invalid_request: Invalid parameter credentialID");
    assertThat(error(csc.call("credentials/info", VILLAGER, Map.of("credentialID", own))))
        .as("another's")
        .isEqualTo("400 invalid_request: Invalid parameter credentialID");
    assertThat(error(csc.call("credentials/list", CHAIRMAN, Map.of("certificates", "all"))))
        .isEqualTo("400 invalid_request: Invalid parameter certificates");
    assertThat(error(csc.call("credentials/list", CHAIRMAN, Map.of("certInfo", "true"))))
        .isEqualTo("400 invalid_request: Missing (or invalid type) boolean parameter certInfo");
    assertThat(error(csc.call("credentials/list", CHAIRMAN, Map.of("clientData", 1))))
        .isEqualTo("400 invalid_request: Missing (or invalid type) string parameter clientData");
  }

  @Test
  void aBodyThatIsNoJsonObjectIsRefused() {
    for (var body : List.of("[]", "{", "{\"a\":1,\"a\":2}", "{} {}", "[".repeat(20_000))) {
      var answer =
          csc.service.send(
              csc.service
                  .request("/csc/v2/credentials/list", csc.steps.official(CHAIRMAN))
                  .header("Content-Type", "application/json")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
      assertThat(error(answer)).isEqualTo("400 invalid_request: The body is not a JSON object");
    }
    assertThat(
            error(csc.call("credentials/list", CHAIRMAN, Map.of("clientData", "x".repeat(70_000)))))
        .isEqualTo("400 invalid_request: The request is larger than allowed");
  }

  @Test
  void aSuspendedAndAnExpiredCredentialAreShownAsSuch() {
    var villagers = csc.steps.credential(VILLAGER, "official");
    csc.service
        .database
        .superuser()
        .sql("UPDATE credential SET state = 'suspended' WHERE id = :id::uuid")
        .param("id", villagers)
        .update();
    var shown = csc.call("credentials/info", VILLAGER, Map.of("credentialID", villagers)).json();
    assertThat(shown.path("key").path("status").asString()).isEqualTo("disabled");
    assertThat(shown.path("cert").path("status").asString()).isEqualTo("suspended");
    assertThat(csc.call("credentials/list", VILLAGER, Map.of("onlyValid", true)).text())
        .doesNotContain(villagers);

    var clerks = csc.steps.credential(CLERK, "official");
    csc.service.clock.advance(Duration.ofDays(365 * 20));
    try {
      var expired = csc.call("credentials/info", CLERK, Map.of("credentialID", clerks)).json();
      assertThat(expired.path("cert").path("status").asString()).isEqualTo("expired");
      assertThat(expired.path("key").path("status").asString()).isEqualTo("disabled");
    } finally {
      csc.service.clock.advance(Duration.ofDays(-365 * 20));
    }
  }
}
