package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of the launcher. */
final class OptionsTest {
  private static final Path HOME = Path.of("/home/antin");

  @Test
  void defaultsAreTheCheckoutsOwnFolderAndTheDocumentedPorts() {
    Options options = parse(Map.of());

    assertThat(options.data()).isEqualTo(HOME.resolve(".antin/data"));
    assertThat(options.ports().uses().keySet())
        .containsExactly(9000, 9001, 9100, 9101, 9200, 9201, 1389);
    assertThat(options.fresh()).isFalse();
    assertThat(options.officials()).isNull();
  }

  @Test
  void tlsMovesWhatIsServedAndAddsTheListenerForCertificates() {
    assertThat(parse(Map.of(), "--tls").ports().uses().keySet())
        .containsExactly(9443, 9001, 9543, 9101, 9643, 9201, 9444, 1389);
  }

  @Test
  void commandLineWinsOverTheEnvironment() {
    Options options = parse(Map.of("ANTIN_PORT_BASE", "12000"), "--port-base", "13000");

    assertThat(options.ports().uses().keySet())
        .containsExactly(13000, 13001, 13100, 13101, 13200, 13201, 5389);
  }

  @Test
  void dataFolderMayHaveSpacesAndBeRelative() {
    assertThat(parse(Map.of(), "--data", "my data").data())
        .isEqualTo(Path.of("my data").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource({
    "--officials,12,--officials must be 0 (no sample) or lie between 200 and 200000",
    "--officials,200001,--officials must be 0 (no sample) or lie between 200 and 200000",
    "--officials,many,--officials needs a whole number",
    "--port-base,80,--port-base must lie between 9000 and 65000",
    "--colour,red,Unknown option --colour",
  })
  void badValueIsExplained(String option, String value, String message) {
    assertThatThrownBy(() -> parse(Map.of(), option, value))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining(message);
  }

  @Test
  void missingValueIsExplained() {
    assertThatThrownBy(() -> parse(Map.of(), "--data")).hasMessage("--data needs a value.");
  }

  private static Options parse(Map<String, String> environment, String... arguments) {
    return Options.parse(List.of(arguments), HOME, environment);
  }
}
