package vn.antin.signing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** The whole way with a file of many chunks. */
final class LargeDocumentTest {
  private static final int SIZE = (Boolean.getBoolean("antin.long") ? 180 : 30) * 1024 * 1024;

  @Test
  void aLargeDocumentIsStoredSignedAndFetched() {
    try (var service = RunningService.start()) {
      service.authServer.replacePeople(TestProvince.items());
      var steps = new TestSigning(service);
      steps.awaitPeople();
      var token = steps.official(CHAIRMAN);
      var credential = steps.credential(CHAIRMAN, "official");
      var request = steps.request(token, credential, steps.upload(token, TestPdfs.ofSize(SIZE)));

      var answer = steps.sign(request, steps.approve(CHAIRMAN, request));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      var id = answer.json().path("documents").get(0).path("signedDocumentId").asString("");
      assertThat(service.get("/documents/" + id + "/content", token).body())
          .hasSizeGreaterThan(SIZE);
    }
  }
}
