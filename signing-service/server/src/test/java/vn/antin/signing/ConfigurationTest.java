package vn.antin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A fault in the configuration is told in words that lead to its cure. */
@ExtendWith(OutputCaptureExtension.class)
final class ConfigurationTest {
  private static void startFails(String... settings) {
    try (var service = RunningService.prepare(TestDatabase.create(), settings)) {
      assertThat(catchThrowable(service::up)).isNotNull();
    }
  }

  @Test
  void aMissingRootKeyIsNamedWithWhatToDo(CapturedOutput output) {
    startFails("antin.root-key=/nowhere/root.key");

    assertThat(output).contains("The root key cannot be opened").contains("Set antin.root-key");
  }

  @Test
  void aClientKeyThatIsNoneIsNamedWithWhatToDo(CapturedOutput output) throws Exception {
    var file = Files.createTempFile("client", ".jwk");
    Files.writeString(file, "{}");

    startFails("antin.client-key-file=" + file);

    assertThat(output).contains("is not a JWK").contains("Set antin.client-key-file");
  }

  @Test
  void aTokenWithoutItsLibraryIsNamedWithWhatToDo(CapturedOutput output) {
    startFails("antin.token.kind=pkcs11");

    assertThat(output).contains("antin.token.library is not set").contains("Action:");
  }

  @Test
  void aRootThatIsNoFingerprintIsNamedWithWhatToDo(CapturedOutput output) {
    startFails("antin.authority.roots=abc");

    assertThat(output).contains("'abc', which is no SHA-256").contains("-fingerprint -sha256");
  }

  @Test
  void aMissingIssuerIsNamed(CapturedOutput output) {
    startFails("antin.auth-server-issuer=");

    assertThat(output).contains("authServerIssuer").contains("Action:");
  }
}
