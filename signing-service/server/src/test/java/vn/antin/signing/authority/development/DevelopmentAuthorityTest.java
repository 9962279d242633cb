package vn.antin.signing.authority.development;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;

final class DevelopmentAuthorityTest {
  @Test
  void certificatesChainToTheRootAndSignOnly() throws Exception {
    try (var service = RunningService.start()) {
      service.authServer.replacePeople(TestProvince.items());
      var steps = new TestSigning(service);
      steps.awaitPeople();
      var id = java.util.UUID.fromString(steps.credential(CHAIRMAN, "official"));
      var credential = service.bean(Credentials.class).find(new CredentialId(id)).orElseThrow();
      var leaf = credential.certificate();
      var issuing = credential.issuers().get(0);
      var root = credential.issuers().get(1);

      leaf.verify(issuing.getPublicKey());
      issuing.verify(root.getPublicKey());
      root.verify(root.getPublicKey());
      assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
      assertThat(issuing.getBasicConstraints()).isZero();
      assertThat(root.getBasicConstraints()).isEqualTo(1);
      assertThat(leaf.getKeyUsage()).startsWith(true, true, false, false, false, false, false);
      assertThat(leaf.getSerialNumber().bitLength()).isBetween(64, 127);
      assertThat(leaf.getSerialNumber()).isNotEqualTo(issuing.getSerialNumber());
      var published =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(service.get("/authority/root.pem", null).body()));
      assertThat(published).isEqualTo(root);
    }
  }

  @Test
  void withoutItNobodyIsGivenACertificate() {
    try (var service = RunningService.start("antin.development-authority.enabled=false")) {
      service.authServer.replacePeople(TestProvince.items());
      var steps = new TestSigning(service);
      steps.awaitPeople();

      assertThat(service.get("/credentials", steps.official(CHAIRMAN)).json().path("items"))
          .isEmpty();
      assertThat(service.get("/authority/root.pem", null).status()).isEqualTo(404);
    }
  }
}
