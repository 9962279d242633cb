package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import vn.antin.signing.certificate.OneTimeCode;

/** What token-agent writes and signs too: its own test has the same code and the same text. */
final class PossessionTextTest {
  private static final OneTimeCode CODE =
      OneTimeCode.parse("PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8").orElseThrow();

  @Test
  void theTextNamesPurposeServerCodeAndCertificate() {
    var text = PossessionText.of(URI.create("HTTPS://Ky.Tinh.gov.vn:443/"), CODE, "ab".repeat(32));

    assertThat(text)
        .asString()
        .isEqualTo(
            """
            antin-usb-token-registration-v1
            server: https://ky.tinh.gov.vn
            code: PYNPZEY0938NKRKAYDXW0J6HB7P8
            certificate: abababababababababababababababababababababababababababababababab
            """);
    assertThat(PossessionText.address(URI.create("http://localhost:9100/ky/")))
        .isEqualTo("http://localhost:9100/ky");
  }
}
