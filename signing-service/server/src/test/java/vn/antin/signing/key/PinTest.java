package vn.antin.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.token.TokenException;

final class PinTest {
  @TempDir private Path folder;

  private Path file(String permissions) throws Exception {
    var file = Files.writeString(folder.resolve("pin"), "1234567890\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
  void fileThatOthersMayReadOrChangeStopsTheStart(String permissions) throws Exception {
    var pin = new Pin("main", file(permissions), null);

    assertThatExceptionOfType(ConfigurationFault.class)
        .isThrownBy(() -> pin.source(Map.of()))
        .withMessageContaining("token main")
        .withMessageContaining(folder.resolve("pin").toString())
        .withMessageNotContaining("1234567890")
        .satisfies(fault -> assertThat(fault.action()).contains("chmod 600"));
  }

  @Test
  void fileOfItsOwnerIsReadWhenTheTokenIsOpened() throws Exception {
    var source = new Pin("main", file("rw-------"), null).source(Map.of());

    assertThat(source.read()).hasToString("TokenSecret[hidden]");
    assertThatCode(() -> new Pin("main", folder.resolve("later"), null).source(Map.of()))
        .as("a file that comes with the token")
        .doesNotThrowAnyException();
  }

  @Test
  void variableThatIsNotSetStopsTheStart() {
    var pin = new Pin("main", null, "ANTIN_PIN");

    for (var environment : List.of(Map.<String, String>of(), Map.of("ANTIN_PIN", ""))) {
      assertThatExceptionOfType(ConfigurationFault.class)
          .isThrownBy(() -> pin.source(environment))
          .withMessageContaining("ANTIN_PIN")
          .satisfies(fault -> assertThat(fault.action()).contains("antin.token.pin-file"));
    }
    assertThat(pin.source(Map.of("ANTIN_PIN", "1234567890")).read())
        .hasToString("TokenSecret[hidden]");
  }

  @Test
  void startWithNobodyToAskStops() {
    assumeTrue(
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty(),
        "skipped: somebody would be asked here");

    assertThatExceptionOfType(ConfigurationFault.class)
        .isThrownBy(() -> new Pin("main", null, null).source(Map.of()))
        .withMessageContaining("token main")
        .satisfies(fault -> assertThat(fault.action()).contains("antin.token.pin-variable"));
  }

  @Test
  void fileThatComesLaterIsLookedAtToo() throws Exception {
    var source = new Pin("main", folder.resolve("pin"), null).source(Map.of());
    file("rw-r-----");

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(source::read)
        .withMessageContaining("chmod 600")
        .withMessageNotContaining("1234567890")
        .returns(TokenException.Fault.PIN_REFUSED, TokenException::fault);
    file("rw-------");
    assertThat(source.read()).hasToString("TokenSecret[hidden]");
  }
}
