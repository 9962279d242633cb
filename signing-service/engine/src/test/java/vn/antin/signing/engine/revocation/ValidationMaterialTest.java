package vn.antin.signing.engine.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;

final class ValidationMaterialTest {

  private TestAuthority authority;
  private X509Certificate official;

  @BeforeEach
  void start() {
    authority = TestAuthority.start(InstantSource.fixed(TestSigner.NOW));
    official =
        authority
            .certify("CN=Nguyễn Văn An", TestSigner.rsa().chain().getFirst().getPublicKey())
            .getFirst();
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  @Test
  void chainsAndProofsOfSignerAuthorityAndResponderAreCollected() {
    ValidationMaterial material =
        ValidationMaterial.collect(
            List.of(official, authority.tsa()),
            List.of(authority.issuing(), authority.root()),
            authority.revocation(),
            TestSigner.NOW);
    assertThat(material.gaps()).isEmpty();
    assertThat(material.complete()).isTrue();
    assertThat(material.certificates())
        .startsWith(official, authority.tsa())
        .contains(authority.issuing(), authority.root())
        .hasSize(5);
    assertThat(material.ocspResponses()).hasSize(2);
    assertThat(material.crls()).hasSize(1);
  }

  @Test
  void missingIssuersAreFetched() {
    ValidationMaterial material = collect();
    assertThat(material.complete()).isTrue();
    assertThat(material.certificates()).contains(authority.root());
  }

  @Test
  void whatCannotBeHadIsAGap() {
    authority.fail(Service.ROOT_CRL);
    ValidationMaterial material = collect();
    assertThat(material.complete()).isFalse();
    assertThat(material.gaps()).singleElement().asString().contains("Test Root");
  }

  @Test
  void withdrawnCertificateIsNamed() {
    authority.revoke(official, TestSigner.NOW.minusSeconds(60));
    assertThat(collect().revoked()).containsExactly(official);
  }

  private ValidationMaterial collect() {
    return ValidationMaterial.collect(
        List.of(official), List.of(), authority.revocation(), TestSigner.NOW);
  }
}
