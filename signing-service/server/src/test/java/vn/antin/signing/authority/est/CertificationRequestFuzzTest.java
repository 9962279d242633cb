package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Whatever is sent is a request whose key signed it, or refused with a short reason. */
final class CertificationRequestFuzzTest {
  @FuzzTest
  void bytesAreARequestOrRefused(byte[] bytes) throws Exception {
    switch (CertificationRequest.of(bytes)) {
      case CertificationRequest.Proven proven -> {
        var same = new JcaPKCS10CertificationRequest(bytes);
        assertThat(same.getPublicKey()).isEqualTo(proven.key());
      }
      case CertificationRequest.Unfit(var reason) ->
          assertThat(reason).isNotEmpty().hasSizeLessThan(80);
    }
  }
}
