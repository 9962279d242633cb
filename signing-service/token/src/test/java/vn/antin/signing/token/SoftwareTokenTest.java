package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over PKCS#12 files, and what is special about them. */
final class SoftwareTokenTest extends TokenContract {

  @TempDir Path directory;

  @Override
  Token open() {
    return open("a password");
  }

  @Override
  Set<KeyKind> kinds() {
    return EnumSet.complementOf(EnumSet.of(KeyKind.ML_DSA_65));
  }

  @Test
  void keysThatValidatorsDoNotKnowYetAreMadeOnlyBehindTheSwitch() {
    System.setProperty("antin.signing.experimental", "true");
    try {
      TokenKey key = token.generate(new KeyLabel("ml-dsa"), KeyKind.ML_DSA_65);

      assertThat(key.algorithms()).containsExactly(SigningAlgorithm.ML_DSA_65);
      assertThat(token.sign(key.label(), SigningAlgorithm.ML_DSA_65, new byte[1]))
          .isInstanceOfSatisfying(
              SigningOutcome.Signed.class,
              signed ->
                  assertThat(
                          SigningAlgorithm.ML_DSA_65.verify(
                              key.publicKey(), new byte[1], signed.value().bytes()))
                      .isTrue());
    } finally {
      System.clearProperty("antin.signing.experimental");
    }
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
