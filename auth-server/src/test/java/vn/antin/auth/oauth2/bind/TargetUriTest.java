package vn.antin.auth.oauth2.bind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetUriTest {
  private static final TargetUri TOKEN = new TargetUri("https://id.example/oauth2/token");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example/oauth2/token",
        "HTTPS://ID.Example:443/oauth2/token",
        "https://id.example/oauth2/token?a=b",
        "https://id.example/oauth2/token#part",
        "https://id.example/oauth2/./x/../token",
        "https://id.example/oauth2/%74oken"
      })
  void spellingsOfOneAddressAreEqual(String text) {
    assertThat(TargetUri.of(text)).contains(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example/oauth2/token",
        "https://id.example:8443/oauth2/token",
        "https://id.example.attacker.example/oauth2/token",
        "https://id.example/oauth2/token/",
        "https://id.example/OAuth2/token",
        "https://id.example/oauth2%2Ftoken"
      })
  void otherAddressesAreNot(String text) {
    assertThat(TargetUri.of(text)).isPresent().get().isNotEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/oauth2/token",
        "https:oauth2",
        "ftp://id.example/",
        "https://user@id.example/oauth2/token",
        "https://id example/"
      })
  void otherTextsAreNoAddress(String text) {
    assertThat(TargetUri.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"https://id.example,https://id.example/", "http://h:80,http://h/"})
  void emptyPathIsTheRoot(String text, String normalized) {
    assertThat(TargetUri.of(text)).contains(new TargetUri(normalized));
  }
}
