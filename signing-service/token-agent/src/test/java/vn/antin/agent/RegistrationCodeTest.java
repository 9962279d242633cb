package vn.antin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What signing-service writes and verifies too: its own test has the same code and text. */
final class RegistrationCodeTest {

  private static final String SYMBOLS = "PYNPZEY0938NKRKAYDXW0J6HB7P8";
  private static final RegistrationCode CODE = RegistrationCode.parse(SYMBOLS).orElseThrow();

  @Test
  void codeIsReadAsPeopleTypeIt() {
    for (String typed :
        new String[] {
          "PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8",
          "pynpzeyo938nkrkaydxwoj6hb7p8",
          " PYNP ZEY0 938N KRKA YDXW 0J6H B7P8\n"
        }) {
      assertThat(RegistrationCode.parse(typed).map(RegistrationCode::symbols))
          .as(typed)
          .hasValue(SYMBOLS);
    }
    assertThat(CODE).hasToString("RegistrationCode[hidden]");
  }

  @Test
  void everyMistypedSymbolAndEveryTwoNeighboursThatChangedPlacesAreTold() {
    for (int i = 0; i < SYMBOLS.length(); i++) {
      for (char other : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
        String typed = SYMBOLS.substring(0, i) + other + SYMBOLS.substring(i + 1);
        assertThat(RegistrationCode.parse(typed).isPresent()).isEqualTo(typed.equals(SYMBOLS));
      }
      if (i > 0) {
        String typed =
            SYMBOLS.substring(0, i - 1)
                + SYMBOLS.charAt(i)
                + SYMBOLS.charAt(i - 1)
                + SYMBOLS.substring(i + 1);
        assertThat(RegistrationCode.parse(typed).isPresent()).isEqualTo(typed.equals(SYMBOLS));
      }
    }
    assertThat(RegistrationCode.parse("")).isEmpty();
    assertThat(RegistrationCode.parse("U".repeat(28))).isEmpty();
    assertThat(RegistrationCode.parse("-".repeat(1_000_000))).isEmpty();
  }

  @Test
  void textNamesPurposeServerCodeAndCertificate() throws Exception {
    ServerAddress server = ServerAddress.parse("HTTPS://Ky.Tinh.gov.vn:443/");

    assertThat(PossessionText.of(server, CODE, "ab".repeat(32)))
        .asString()
        .isEqualTo(
            """
            antin-usb-token-registration-v1
            server: https://ky.tinh.gov.vn
            code: PYNPZEY0938NKRKAYDXW0J6HB7P8
            certificate: abababababababababababababababababababababababababababababababab
            """);
    assertThat(ServerAddress.parse("http://localhost:9100/ky/").text())
        .isEqualTo("http://localhost:9100/ky");
  }

  @Test
  void onlyHttpsIsTakenExceptOnThisMachine() throws Exception {
    assertThat(ServerAddress.parse("http://127.0.0.1:1").text()).isEqualTo("http://127.0.0.1:1");
    assertThat(ServerAddress.parse("http://[::1]:1").text()).isEqualTo("http://[::1]:1");
    for (String refused :
        new String[] {
          "http://ky.tinh.gov.vn",
          "http://127.0.0.1.evil.vn",
          "http://localhost@evil.vn",
          "https://a:b@ky.tinh.gov.vn",
          "https://ky.tinh.gov.vn?x",
          "https://ky.tinh.gov.vn#x",
          "ftp://127.0.0.1",
          "ky.tinh.gov.vn",
          "https://",
          "\n"
        }) {
      assertThatThrownBy(() -> ServerAddress.parse(refused))
          .as(refused)
          .isInstanceOf(UsageException.class);
    }
  }

  @Test
  void wordsOfTheServerAreReadAndMadeHarmless() {
    String problem = "{\"x\":\"detail\", \"detail\" : \"M\\u00e3 \\\"c\\u0169\\\"\\n\\u001b[2J\"}";
    assertThat(JsonText.member(problem, "detail").map(JsonText::printable))
        .hasValue("Mã \"cũ\"  [2J");
    assertThat(JsonText.member(problem, "title")).isEmpty();
    assertThat(JsonText.member("{\"title\":7}", "title")).isEmpty();
    assertThat(JsonText.member("{\"title\":\"\\u12\"}", "title")).isEmpty();
    assertThat(JsonText.member("{\"title\":\"open", "title")).isEmpty();
  }
}
