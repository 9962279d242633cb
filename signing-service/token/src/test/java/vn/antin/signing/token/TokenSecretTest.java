package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets and names at the edge. */
final class TokenSecretTest {

  @TempDir Path directory;

  @Test
  void secretIsTheFirstLineOfItsFileAndPrintsNothing() throws Exception {
    TokenSecret secret = TokenSecret.read(file("mật khẩu\r\nsecond line\n", "rw-------"));

    assertThat(new String(secret.reveal())).isEqualTo("mật khẩu");
    assertThat(secret).hasToString("TokenSecret[hidden]");
  }

  @Test
  void fileThatOthersMayReadIsRefused() throws Exception {
    Path open = file("1234", "rw-r--r--");
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> TokenSecret.read(open))
        .withMessageContaining("chmod 600");
  }

  @Test
  void emptyOrMissingFileIsRefused() throws Exception {
    Path empty = file("\n1234", "rw-------");
    for (Path file : new Path[] {empty, directory.resolve("missing")}) {
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(() -> TokenSecret.read(file))
          .returns(TokenException.Fault.PIN_REFUSED, TokenException::fault);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", ".hidden", "a b", "a/b", "khóa"})
  void labelThatIsNoSafeFileNameIsRefused(String label) {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyLabel(label));
  }

  private Path file(String text, String permissions) throws Exception {
    Path file = Files.writeString(Files.createTempFile(directory, "secret", ""), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
