package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestSigning;
import vn.antin.signing.authority.TestIssuing;
import vn.antin.signing.certificate.Certificates;

/** The own authority certified a token's key. */
final class OwnCertificateOnTokenTest {
  @Test
  void whatTheOwnAuthorityTookBackIsRegisteredForNobody() {
    try (var service = RunningService.start()) {
      var issuing = new TestIssuing(service);
      issuing.found();
      var administrator = new TestSigning(service).administrator(CHAIRMAN, PROVINCE);
      var issued =
          issuing.issued("official", "C=VN,CN=Trần Thị Bình,UID=CCCD:1", TestIssuing.key());
      var pem = Certificates.pem("CERTIFICATE", Certificates.encode(issued.certificate()));
      assertThat(register(service, administrator, CLERK, pem).status()).isEqualTo(201);

      assertThat(issuing.revoke(issued, 1)).isTrue();

      var refused = register(service, administrator, VILLAGER, pem);
      assertThat(refused.problem()).isEqualTo("certificate-state");
      assertThat(refused.json().path("state").asString("")).isEqualTo("known");
    }
  }

  private static Answer register(
      RunningService service, String administrator, UUID holder, String pem) {
    return service.postJson(
        "/certificates/usb-tokens",
        administrator,
        Map.of("official", holder, "certificates", pem, "confirmSubject", true));
  }
}
