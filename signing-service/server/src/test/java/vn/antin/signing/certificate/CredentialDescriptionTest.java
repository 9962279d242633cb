package vn.antin.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** What auth-server learns of certificates for its approval page. */
final class CredentialDescriptionTest {
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service = RunningService.start("antin.credentials.qualifiers.vn_tt23_qes=" + "ab".repeat(32));
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer ask(String path) {
    return service.get("/internal/credentials" + path, steps.house("signature-request.read"));
  }

  @Test
  void ownCertificateIsUsableByItsOfficialAndByNobodyElse() {
    String id = steps.credential(CHAIRMAN, "official");

    var own = ask("/" + id + "?official=" + CHAIRMAN).json();
    assertThat(own.path("usable").asBoolean()).isTrue();
    assertThat(own.path("kind").asString()).isEqualTo("official");
    assertThat(own.path("officialId").asString()).isEqualTo(CHAIRMAN.toString());
    assertThat(own.path("certificate").path("subject").asString()).contains("Nguyễn Văn An");
    assertThat(own.path("algorithms").isEmpty()).isFalse();
    assertThat(ask("/" + id + "?official=" + VILLAGER).json().path("usable").asBoolean()).isFalse();
    assertThat(ask("/" + UUID.randomUUID() + "?official=" + CHAIRMAN).status()).isEqualTo(404);
  }

  @Test
  void qualifierFindsTheCertificatesThatHaveIt() {
    String id = steps.credential(CHAIRMAN, "official");

    assertThat(ask("?official=" + CHAIRMAN + "&qualifier=vn_gov_cv").json().path("items"))
        .extracting(each -> each.path("id").asString())
        .contains(id);
    assertThat(ask("?official=" + CHAIRMAN + "&qualifier=vn_gov_cv_seal").json().path("items"))
        .as("a person's own is no seal")
        .isEmpty();
    assertThat(ask("?official=" + CHAIRMAN + "&qualifier=vn_tt23_qes").json().path("items"))
        .isEmpty();
    assertThat(ask("?official=" + CHAIRMAN + "&qualifier=nobodys").json().path("items")).isEmpty();
  }

  @Test
  void nobodyButAuthServerIsTold() {
    assertThat(
            service
                .get("/internal/credentials?official=" + CHAIRMAN, steps.official(CHAIRMAN))
                .status())
        .isEqualTo(403);
    assertThat(service.get("/internal/credentials?official=" + CHAIRMAN, null).status())
        .isEqualTo(401);
  }
}
