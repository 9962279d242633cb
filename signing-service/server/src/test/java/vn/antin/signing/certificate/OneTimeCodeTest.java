package vn.antin.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** token-agent reads the same codes: its own test has the same one. */
final class OneTimeCodeTest {
  private static final OneTimeCode CODE =
      OneTimeCode.of(new BigInteger("2deadbeef0123456789abcdef01234567", 16));

  @Test
  void aCodeIsSevenGroupsAndReadAsPeopleTypeIt() {
    assertThat(CODE.grouped()).isEqualTo("PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8");
    for (var typed :
        new String[] {
          "PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8",
          "pynpzeyo938nkrkaydxwoj6hb7p8",
          " PYNP ZEY0 938N KRKA YDXW 0J6H B7P8\n"
        }) {
      assertThat(OneTimeCode.parse(typed).map(OneTimeCode::symbols))
          .as(typed)
          .hasValue(CODE.symbols());
    }
    assertThat(CODE).hasToString("OneTimeCode[hidden]");
  }

  @Test
  void everyMistypedSymbolAndEveryTwoNeighboursThatChangedPlacesAreTold() {
    var symbols = OneTimeCode.random(new SecureRandom()).symbols();
    for (var i = 0; i < symbols.length(); i++) {
      for (var other : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
        var typed = symbols.substring(0, i) + other + symbols.substring(i + 1);
        assertThat(OneTimeCode.parse(typed).isPresent()).isEqualTo(typed.equals(symbols));
      }
      if (i > 0) {
        var typed =
            symbols.substring(0, i - 1)
                + symbols.charAt(i)
                + symbols.charAt(i - 1)
                + symbols.substring(i + 1);
        assertThat(OneTimeCode.parse(typed).isPresent()).isEqualTo(typed.equals(symbols));
      }
    }
    assertThat(OneTimeCode.parse("")).isEmpty();
    assertThat(OneTimeCode.parse(symbols + "0")).isEmpty();
    assertThat(OneTimeCode.parse("U".repeat(28))).isEmpty();
    assertThat(OneTimeCode.parse("-".repeat(1_000_000))).isEmpty();
  }
}
