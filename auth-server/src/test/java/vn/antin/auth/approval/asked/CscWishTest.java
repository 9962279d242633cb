package vn.antin.auth.approval.asked;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.approval.asked.WishReader.Reading;

/** What CSC API v2 asks with, in three dialects. */
class CscWishTest {
  private static final String ID = "6a0e2c55-2a3b-4e0c-8f6e-6f4f6e1d2c33";
  private static final String HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  private static final String V20 =
      """
      [{"type":"credential","credentialID":"%s",
        "documentDigests":[{"hash":"%s","label":"Hợp đồng"}],
        "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","locations":["https://sign.example/csc/v2"]}]
      """
          .formatted(ID, HASH);
  private static final String V22 =
      """
      [{"type":"https://cloudsignatureconsortium.org/2025/credential",
        "signatureQualifier":"vn_gov_cv","numSignatures":1,
        "documentDigests":[{"hash":"%s","label":"Hợp đồng","hashType":"SDR"}],
        "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1"}]
      """
          .formatted(HASH);
  private static final String PARAMETERS =
      """
      {"credentialID":"%s","numSignatures":"1","hashes":"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
       "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","description":"Hợp đồng","clientData":"x"}
      """
          .formatted(ID);

  private final JsonMapper json = JsonMapper.builder().build();
  private final WishReader reader = new WishReader("https://sign.example");

  @Test
  void versionTwoAsksForHashesOfWhatIsToBeSigned() {
    Wish wish = accepted(V20);

    assertThat(wish.dialect()).isEqualTo(Dialect.CSC_2_0);
    JsonNode normal = json.readTree(wish.with(UUID.fromString(ID)).normalForm()).get(0);
    assertThat(normal.propertyNames())
        .containsExactly(
            "type", "credentialID", "hashType", "hashAlgorithmOID", "documentDigests", "locations");
    assertThat(normal.path("type").asString()).isEqualTo("urn:antin:rar:signature");
    assertThat(normal.path("hashType").asString()).isEqualTo("DTBSR");
    assertThat(normal.path("documentDigests").get(0).path("hash").asString()).isEqualTo(HASH);
  }

  @Test
  void newestVersionNamesAQualifierAndSaysWhatTheHashIsOf() {
    Wish wish = accepted(V22);

    assertThat(wish.credential()).isEqualTo(new WantedCredential(null, "vn_gov_cv"));
    assertThat(wish.hashes().type()).isEqualTo(HashType.SDR);
    JsonNode answer = json.readTree(ClientAnswer.of(wish, V22, UUID.fromString(ID)));
    assertThat(answer.path("credentialID").asString()).isEqualTo(ID);
    JsonNode details = answer.path("authorization_details").get(0);
    assertThat(details.path("credentialID").asString()).isEqualTo(ID);
    assertThat(details.path("type").asString())
        .isEqualTo("https://cloudsignatureconsortium.org/2025/credential");
  }

  @Test
  void parametersOfTheScopeAskForTheSame() {
    Wish wish = accepted(PARAMETERS);

    assertThat(wish.hashes().values()).containsExactly(HashValue.parse(HASH));
    assertThat(wish.hashes().type()).isEqualTo(HashType.DTBSR);
    assertThat(wish.description()).isEqualTo("Hợp đồng");
    assertThat(ClientAnswer.of(wish, PARAMETERS, UUID.fromString(ID)))
        .isEqualTo("{\"credentialID\":\"" + ID + "\"}");
  }

  @ParameterizedTest(name = "{0} in place of {1} is refused")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"credential\" | \"credentials\"",
        "\"credential\" | 1",
        "\"credentialID\" | \"credentialId\"",
        "\"label\" | \"hashType\":\"DTBSR\",\"label\"",
        "\"label\":\"Hợp đồng\" | \"label\":\"Hợp\u202Eđồng\"",
        "\"label\":\"Hợp đồng\" | \"label\":\"\\u0000\"",
        "\"label\":\"Hợp đồng\" | \"label\":7",
        "2.16.840.1.101.3.4.2.1 | 2.16.840.1.101.3.4.2.2",
        "2.16.840.1.101.3.4.2.1 | 1.3.14.3.2.26",
        "https://sign.example/csc/v2 | https://sign.example/csc/v1",
        "\"documentDigests\" | \"numSignatures\":2,\"documentDigests\"",
        "\"documentDigests\" | \"numSignatures\":\"1\",\"documentDigests\"",
        "\"documentDigests\" | \"numSignatures\":1.0,\"documentDigests\"",
        "\"documentDigests\" | \"signatureQualifier\":\"VN GOV\",\"documentDigests\"",
        "\"documentDigests\" | \"requestID\":\"6a0e2c55-2a3b-4e0c-8f6e-6f4f6e1d2c33\",\"documentDigests\"",
        "[{\"hash\" | [null,{\"hash\"",
        "[{\"hash\" | [{},{\"hash\"",
      })
  void oneWrongValueIsRefused(String good, String bad) {
    assertThat(V20).contains(good);

    assertThat(reader.read(V20.replace(good, bad))).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void bothKindsOfHashAreNotApprovedTogether() {
    String other = "{\"hash\":\"" + hashes(1).getFirst() + "\",\"label\":\"b\"}";

    assertThat(
            refused(
                V22.replace("\"numSignatures\":1,", "").replace("\"SDR\"}", "\"SDR\"}," + other)))
        .contains("not approved together");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"numSignatures\":\"2\"",
        "\"numSignatures\":\"01\"",
        "\"numSignatures\":1",
        "\"account_token\":\"x\"",
        "\"credentialID\":\"other\""
      })
  void wrongParameterIsRefused(String wrong) {
    String name = wrong.substring(0, wrong.indexOf(':'));
    String without = PARAMETERS.replaceAll(name + ":\"[^\"]*\",", "");

    assertThat(reader.read(without.replaceFirst("\\{", "{" + wrong + ",")))
        .isInstanceOf(Reading.Refused.class);
  }

  @Test
  void fiveThousandAreReadAndOneMoreIsNot() {
    assertThat(accepted(many(hashes(5_000))).hashes().size()).isEqualTo(5_000);
    assertThat(refused(many(hashes(5_001)))).contains("5000");
    String parameters = hashes(5_001).stream().collect(Collectors.joining(","));
    assertThat(
            refused(
                PARAMETERS.replaceFirst(
                    "\"hashes\":\"[^\"]*\"",
                    "\"hashes\":\"" + parameters.replace('+', '-').replace('/', '_') + "\"")))
        .contains("5000");
  }

  @Test
  void sameHashTwiceIsRefusedWhereverItStands() {
    List<String> hashes = new ArrayList<>(hashes(4_999));
    hashes.add(hashes.get(7));

    assertThat(refused(many(hashes))).contains("twice");
  }

  @Test
  void neitherCertificateNorQualifierIsRefused() {
    assertThat(refused(V20.replaceAll("\"credentialID\":\"[^\"]*\",", "")))
        .contains("signatureQualifier");
  }

  private static String many(List<String> hashes) {
    return V20.replace(
            "\"locations\":[\"https://sign.example/csc/v2\"]", "\"numSignatures\":" + hashes.size())
        .replaceFirst(
            "\\[\\{\"hash[^]]*]",
            hashes.stream()
                .map(hash -> "{\"hash\":\"" + hash + "\"}")
                .collect(Collectors.joining(",", "[", "]")));
  }

  private static List<String> hashes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> {
          byte[] hash = new byte[32];
          hash[0] = (byte) (i >> 8);
          hash[1] = (byte) i;
          return Base64.getEncoder().encodeToString(hash);
        })
        .toList();
  }

  private Wish accepted(String asked) {
    assertThat(reader.read(asked)).isInstanceOf(Reading.Accepted.class);
    return ((Reading.Accepted) reader.read(asked)).wish();
  }

  private String refused(String asked) {
    assertThat(reader.read(asked)).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused) reader.read(asked)).reason();
  }
}
