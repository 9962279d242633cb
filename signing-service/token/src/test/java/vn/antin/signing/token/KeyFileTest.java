package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {

  private static final TokenSecret PASSWORD = TokenSecret.of("correct horse".toCharArray());

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void make() {
    try (Token token = Token.software(folder, PASSWORD, TokenLimits.defaults())) {
      token.generate(new KeyLabel("an"), KeyKind.EC_P256);
    }
    file = folder.resolve("an.p12");
  }

  @Test
  void keyInTheFileSigns() {
    try (Token token = Token.file(file, PASSWORD, TokenLimits.defaults())) {
      KeyLabel label = token.labels().findFirst().orElseThrow();
      TokenKey key = token.find(label).orElseThrow();
      byte[] bytes = {1, 2, 3};
      assertThat(token.sign(label, SigningAlgorithm.ECDSA_SHA256, bytes))
          .isInstanceOfSatisfying(
              SigningOutcome.Signed.class,
              signed ->
                  assertThat(
                          SigningAlgorithm.ECDSA_SHA256.verify(
                              key.publicKey(), bytes, signed.value().bytes()))
                      .isTrue());
      assertThat(token.sign(label, SigningAlgorithm.RSA_PKCS1_SHA256, bytes))
          .isInstanceOf(SigningOutcome.Refused.class);
      assertThat(token.sign(new KeyLabel("other"), SigningAlgorithm.ECDSA_SHA256, bytes))
          .isInstanceOf(SigningOutcome.Refused.class);
    }
  }

  @Test
  void wrongPasswordIsSaid() {
    assertThatThrownBy(
            () -> Token.file(file, TokenSecret.of("wrong".toCharArray()), TokenLimits.defaults()))
        .isInstanceOfSatisfying(
            TokenException.class,
            e -> assertThat(e.fault()).isEqualTo(TokenException.Fault.PIN_REFUSED));
  }

  @Test
  void fileThatIsNoKeyFileIsSaid() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no keys");
    assertThatThrownBy(() -> Token.file(text, PASSWORD, TokenLimits.defaults()))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("Cannot read");
  }

  @Test
  void fileIsNeverWritten() {
    try (Token token = Token.file(file, PASSWORD, TokenLimits.defaults())) {
      assertThatThrownBy(() -> token.generate(new KeyLabel("new"), KeyKind.EC_P256))
          .isInstanceOf(TokenException.class);
      assertThatThrownBy(() -> token.destroy(new KeyLabel("key")))
          .isInstanceOf(TokenException.class);
    }
  }
}
