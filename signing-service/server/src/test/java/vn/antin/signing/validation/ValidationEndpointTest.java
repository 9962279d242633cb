package vn.antin.signing.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

final class ValidationEndpointTest {
  private static RunningService service;
  private static byte[] signed;

  @BeforeAll
  static void start() {
    service =
        RunningService.start("antin.validation.max-size=1MB", "antin.validation.per-minute=10");
    service.authServer.replacePeople(TestProvince.items());
    var steps = new TestSigning(service);
    steps.awaitPeople();
    var token = steps.official(CHAIRMAN);
    var request =
        steps.request(
            token,
            steps.credential(CHAIRMAN, "official"),
            steps.upload(token, TestPdfs.saying("to be checked")));
    var answer = steps.sign(request, steps.approve(CHAIRMAN, request));
    var id = answer.json().path("documents").get(0).path("signedDocumentId").asString("");
    signed = service.get("/documents/" + id + "/content", token).body();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void nextMinute() {
    service.clock.advance(Duration.ofMinutes(1));
  }

  private static Answer check(byte[] pdf) {
    return service.postPdf("/validations", null, pdf);
  }

  @Test
  void whatWasSignedHereIsIntactAndTrusted() {
    var answer = check(signed);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var signature = answer.json().path("signatures").get(0);
    assertThat(signature.path("signer").asString()).isEqualTo("Nguyễn Văn An");
    assertThat(signature.path("integrity").asString()).isEqualTo("intact");
    assertThat(signature.path("trust").asString()).isEqualTo("trusted");
    assertThat(signature.path("revocation").asString()).isEqualTo("not-checked");
    assertThat(signature.path("level").asString()).isEqualTo("PAdES-BASELINE-B");
    assertThat(signature.path("coversWholeDocument").asBoolean()).isTrue();
    assertThat(answer.json().path("changedAfterSigning").asBoolean()).isFalse();
  }

  @Test
  void aByteChangedAfterSigningIsSeen() {
    var changed = signed.clone();
    var text = new String(changed, StandardCharsets.ISO_8859_1);
    var at = text.indexOf("/MediaBox");
    changed[at + 20] = (byte) (changed[at + 20] == '1' ? '2' : '1');

    var answer = check(changed);

    if (answer.status() == 200) {
      assertThat(answer.json().path("signatures").get(0).path("integrity").asString())
          .isEqualTo("broken");
    } else {
      assertThat(answer.status()).isEqualTo(422);
    }
  }

  @Test
  void anUnsignedPdfHasNoSignaturesAndOtherFilesAreRefused() {
    assertThat(check(TestPdfs.saying("unsigned")).json().path("signatures")).isEmpty();
    assertThat(check("no".getBytes(StandardCharsets.UTF_8)).problem()).isEqualTo("not-a-pdf");
    assertThat(check(TestPdfs.encrypted()).problem()).isEqualTo("encrypted-pdf");
    assertThat(check(TestPdfs.broken()).problem()).isEqualTo("broken-pdf");
    assertThat(check(new byte[1024 * 1024 + 1]).status()).isEqualTo(413);
  }

  @Test
  void otherFormatsAreToldByTheirContent() {
    var xml = "<a/>".getBytes(StandardCharsets.UTF_8);
    var answer = octets(xml);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("format").asString()).isEqualTo("xml");
    assertThat(answer.json().path("signatures")).isEmpty();
    assertThat(octets("no".getBytes(StandardCharsets.UTF_8)).problem()).isEqualTo("format-unknown");
    assertThat(octets(signed).json().path("format").asString()).isEqualTo("pdf");
  }

  @Test
  void reportsOfEuropeComeOnRequest() {
    var answer =
        service.send(
            service
                .request("/validations?reports=simple,etsi", null)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(signed)));

    assertThat(answer.json().path("reports").path("simple").asString()).contains("SimpleReport");
    assertThat(answer.json().path("reports").path("etsi").asString()).contains("ValidationReport");
  }

  @Test
  void itIsToldWhoVouchesAndWhatWasAdded() {
    var signature = check(signed).json().path("signatures").get(0);
    assertThat(signature.path("verdict").asString()).isEqualTo("valid");
    assertThat(signature.path("domain").asString()).isEqualTo("own");
    assertThat(signature.path("validityAtSigning").asString()).isEqualTo("valid");
    assertThat(signature.path("added")).isEmpty();
  }

  private static Answer octets(byte[] file) {
    return service.send(
        service
            .request("/validations", null)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(file)));
  }

  @Test
  void anotherFormatThatIsSaidToBeAPdfIsRefused() {
    var refused =
        service.send(
            service
                .request("/validations", null)
                .header("Content-Type", "application/pdf")
                .header("X-Forwarded-For", "192.0.2.1, 198.51.100.8")
                .POST(BodyPublishers.ofString("<a/>")));
    assertThat(refused.status()).isEqualTo(422);
  }

  @Test
  void anAddressThatAsksTooOftenIsToldToWait() {
    for (var call = 0; call < 10; call++) {
      check("no".getBytes(StandardCharsets.UTF_8));
    }
    var refused = check("no".getBytes(StandardCharsets.UTF_8));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();

    var another =
        service.send(
            service
                .request("/validations", null)
                .header("Content-Type", "application/pdf")
                .header("X-Forwarded-For", "192.0.2.1, 198.51.100.7")
                .POST(BodyPublishers.ofString("no")));
    assertThat(another.status()).as("behind a proxy we know").isEqualTo(422);
  }
}
