package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.antin.standalone.bench.Operation;

/** The command line of {@code ./antin bench oidc}. */
final class OidcOptionsTest {
  @Test
  void defaultsAreSmall() {
    OidcOptions options = OidcOptions.parse(List.of());

    assertThat(options.seconds()).isEqualTo(15);
    assertThat(options.connections()).isEqualTo(2);
    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.only()).containsExactly(Operation.values());
  }

  @Test
  void comparisonsTakeTurns() {
    assertThat(OidcOptions.parse(List.of("--against", "keycloak")).rounds()).isEqualTo(3);
    assertThat(OidcOptions.parse(List.of("--sizes")).rounds()).isEqualTo(3);
    assertThat(OidcOptions.parse(List.of("--sizes", "--rounds", "2")).rounds()).isEqualTo(2);
  }

  @Test
  void operationsCanBeChosen() {
    assertThat(OidcOptions.parse(List.of("--only", "sso,refresh")).only())
        .containsExactly(Operation.SSO, Operation.REFRESH);
  }

  @ParameterizedTest
  @CsvSource({
    "--seconds,0,--seconds needs a whole number from 1 to 200",
    "--connections,many,--connections needs a whole number from 1 to 64",
    "--only,tea,'--only knows client_credentials, refresh'",
    "--against,dex,--against knows keycloak only",
    "--colour,red,bench oidc does not know '--colour'",
  })
  void badOptionIsExplained(String option, String value, String message) {
    assertThatThrownBy(() -> OidcOptions.parse(List.of(option, value)))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining(message);
  }

  @Test
  void twoBenchmarksAtOnceAreRefused() {
    assertThatThrownBy(() -> OidcOptions.parse(List.of("--sizes", "--against", "keycloak")))
        .hasMessageContaining("two benchmarks");
  }
}
