package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.standalone.KeysOptions.Part;

/** The command line of {@code ./antin bench keys}. */
final class KeysOptionsTest {
  @Test
  void everythingIsMeasuredUnlessOneSaysWhat() {
    assertThat(parse().parts()).containsExactlyInAnyOrder(Part.values());
    assertThat(parse("--only", "ocsp,stamps").parts())
        .containsExactlyInAnyOrder(Part.OCSP, Part.STAMPS);
  }

  @Test
  void namedTokenIsMeasuredAlone() {
    KeysOptions options =
        parse("--library", "/lib/a.so", "--label", "ca", "--pin-file", "/run/pin");

    assertThat(options.parts()).containsExactly(Part.TOKENS);
    assertThat(options.token())
        .isEqualTo(new KeysOptions.NamedToken("/lib/a.so", "ca", "/run/pin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--only tokens,crls|--only knows tokens, stamps, ocsp and issue, not 'crls'.",
        "--certificates 0|--certificates needs a whole number from 1 to 20000, not '0'.",
        "--library /lib/a.so|--library, --label and --pin-file belong together.",
        "--library a --label b --pin-file c --only issue|A token that is named is measured alone",
        "--colour red|bench keys does not know --colour.",
      })
  void badCallIsExplained(String call) {
    String[] parts = call.split("\\|", 2);

    assertThatThrownBy(() -> parse(parts[0].split(" ", -1)))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining(parts[1]);
  }

  private static KeysOptions parse(String... arguments) {
    return KeysOptions.parse(List.of(arguments));
  }
}
