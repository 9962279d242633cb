package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over PKCS#12 files, and what is special about them. */
final class SoftwareTokenTest extends TokenContract {

  @TempDir Path directory;

  @Override
  Token open() {
    return open("a password");
  }

  private Token open(String password) {
    return Token.software(
        directory.resolve("keys"), TokenSecret.of(password.toCharArray()), TokenLimits.defaults());
  }

  @Test
  void wrongPasswordIsRefusedAtOpening() {
    token.generate(new KeyLabel("a"), KeyKind.EC_P256);

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> open("another password"))
        .returns(TokenException.Fault.PIN_REFUSED, TokenException::fault);
  }

  @Test
  void keyFilesAreReadableByTheirOwnerOnly() throws Exception {
    token.generate(new KeyLabel("a"), KeyKind.EC_P256);

    Path file = directory.resolve("keys/a.p12");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
