package vn.antin.auth.oauth2.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class HouseClientFilesTest {
  @TempDir private Path folder;

  @Test
  void surroundingWhiteSpaceIsNoPartOfTheSecret() throws Exception {
    String secret = "0123456789abcdef0123456789abcdef";
    Path file = Files.writeString(folder.resolve("secret"), "  " + secret + "\n");
    assertThat(HouseClientFiles.secret(file)).isEqualTo(ClientSecret.hashed(secret));
    assertThat(HouseClientFiles.secret(file).digest()).hasToString("SecretDigest");
  }

  @Test
  void shortSecretAndMissingFileAreToldWithWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "short");
    assertThatThrownBy(() -> HouseClientFiles.secret(file))
        .isInstanceOf(HouseClientException.class)
        .hasMessageContaining("has 5 characters; expected 32")
        .hasMessageNotContaining("short");
    assertThatThrownBy(() -> HouseClientFiles.secret(folder.resolve("nowhere")))
        .isInstanceOfSatisfying(
            HouseClientException.class,
            problem -> {
              FailureAnalysis told = new HouseClientFailureAnalyzer().analyze(problem, problem);
              assertThat(told.getDescription()).contains("nowhere", "cannot be read");
              assertThat(told.getAction()).isNotBlank();
            });
  }

  @Test
  void onlyPublicKeysAreTakenFromAJwkSet() throws Exception {
    JWK key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    Path file = Files.writeString(folder.resolve("jwks"), new JWKSet(key).toString(false));
    assertThat(HouseClientFiles.keys(file).getKeys()).hasSize(1).noneMatch(JWK::isPrivate);
    Path empty = Files.writeString(folder.resolve("empty"), "{\"keys\":[]}");
    assertThatThrownBy(() -> HouseClientFiles.keys(empty))
        .isInstanceOf(HouseClientException.class)
        .hasMessageContaining("not a JWK set with a public key");
  }
}
