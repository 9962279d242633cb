package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** What token-agent writes and signs too: its own test has the same code and the same text. */
final class RegistrationCodeTest {
  private static final RegistrationCode CODE =
      RegistrationCode.of(new BigInteger("2deadbeef0123456789abcdef01234567", 16));

  @Test
  void aCodeIsSevenGroupsAndReadAsPeopleTypeIt() {
    assertThat(CODE.grouped()).isEqualTo("PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8");
    for (var typed :
        new String[] {
          "PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8",
          "pynpzeyo938nkrkaydxwoj6hb7p8",
          " PYNP ZEY0 938N KRKA YDXW 0J6H B7P8\n"
        }) {
      assertThat(RegistrationCode.parse(typed).map(RegistrationCode::symbols))
          .as(typed)
          .hasValue(CODE.symbols());
    }
    assertThat(CODE).hasToString("RegistrationCode[hidden]");
  }

  @Test
  void everyMistypedSymbolAndEveryTwoNeighboursThatChangedPlacesAreTold() {
    var symbols = RegistrationCode.random(new SecureRandom()).symbols();
    for (var i = 0; i < symbols.length(); i++) {
      for (var other : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
        var typed = symbols.substring(0, i) + other + symbols.substring(i + 1);
        assertThat(RegistrationCode.parse(typed).isPresent()).isEqualTo(typed.equals(symbols));
      }
      if (i > 0) {
        var typed =
            symbols.substring(0, i - 1)
                + symbols.charAt(i)
                + symbols.charAt(i - 1)
                + symbols.substring(i + 1);
        assertThat(RegistrationCode.parse(typed).isPresent()).isEqualTo(typed.equals(symbols));
      }
    }
    assertThat(RegistrationCode.parse("")).isEmpty();
    assertThat(RegistrationCode.parse(symbols + "0")).isEmpty();
    assertThat(RegistrationCode.parse("U".repeat(28))).isEmpty();
    assertThat(RegistrationCode.parse("-".repeat(1_000_000))).isEmpty();
  }

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
