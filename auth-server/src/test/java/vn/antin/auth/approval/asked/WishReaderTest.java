package vn.antin.auth.approval.asked;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.antin.auth.approval.asked.WishReader.Reading;

class WishReaderTest {
  private static final String HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  private static final String VALID =
      """
      [{"type":"urn:antin:rar:signature",
        "requestID":"0b6e6d4c-6f0e-4d5e-9d0a-3f1c2b7a9e11",
        "credentialID":"6a0e2c55-2a3b-4e0c-8f6e-6f4f6e1d2c33",
        "hashType":"SDR","hashAlgorithmOID":"2.16.840.1.101.3.4.2.1",
        "parametersDigest":"%1$s",
        "documentDigests":[{"hash":"%1$s","label":"Quyết định 12.pdf"}],
        "locations":["https://sign.example"]}]
      """
          .formatted(HASH);

  private static final UUID CREDENTIAL = UUID.fromString("6a0e2c55-2a3b-4e0c-8f6e-6f4f6e1d2c33");

  private final WishReader reader = new WishReader("https://sign.example");

  @Test
  void wellFormedDetailsAreRead() {
    assertThat(reader.read(VALID))
        .isInstanceOfSatisfying(
            Reading.Accepted.class,
            accepted -> {
              Wish wish = accepted.wish();
              assertThat(wish.dialect()).isEqualTo(Dialect.ANTIN);
              assertThat(wish.hashes().documents()).hasSize(1);
              assertThat(wish.hashes().documents().getFirst().label())
                  .isEqualTo("Quyết định 12.pdf");
              assertThat(wish.with(CREDENTIAL).normalForm())
                  .isEqualTo(VALID.replaceAll("\\n *", "").strip());
            });
  }

  @ParameterizedTest(name = "{0} in place of {1} is refused")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"urn:antin:rar:signature\" | \"credential\"",
        "\"SDR\" | \"DTBSR\"",
        "\"SDR\" | 1",
        "2.16.840.1.101.3.4.2.1 | 1.3.14.3.2.26",
        "\"locations\" | \"places\"",
        "https://sign.example | https://other.example",
        "0b6e6d4c-6f0e | 0B6E6D4C-6F0E",
        "\"hash\":\"47DEQpj8 | \"hash\":\"47DEQpj",
        "\"hash\":\"47DEQpj8HBSa+/ | \"hash\":\"47DEQpj8HBSa-_",
        "\"label\":\"Quyết định 12.pdf\" | \"label\":\" \"",
        "\"label\":\"Quyết định 12.pdf\" | \"label\":null",
        "\"hashType\":\"SDR\" | \"hashType\":\"SDR\",\"hashType\":\"SDR\"",
        "\"documentDigests\":[{ | \"documentDigests\":[null,{",
        "[{\"type\" | [null,{\"type\"",
      })
  void oneWrongValueIsRefused(String good, String bad) {
    assertThat(VALID).contains(good);

    assertThat(reader.read(VALID.replace(good, bad))).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void sameHashTwiceIsRefused() {
    String twice =
        VALID.replace(
            "\"documentDigests\":[",
            "\"documentDigests\":[{\"hash\":\"%s\",\"label\":\"bản khác\"},".formatted(HASH));

    assertThat(reader.read(twice)).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void anAuthorizationWithoutHashesIsRefused() {
    String none = VALID.replaceAll("\"documentDigests\":\\[\\{[^]]*]", "\"documentDigests\":[]");

    assertThat(none).contains("\"documentDigests\":[]");
    assertThat(reader.read(none)).isInstanceOf(Reading.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {"``", "null", "{}", "[]", "[[]]", "[1]", "not json", "[{}] x"})
  void anythingElseIsRefused(String json) {
    assertThat(reader.read(json)).isInstanceOf(Reading.Refused.class);
  }
}
