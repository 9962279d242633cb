package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.DpopKey;
import vn.antin.auth.web.House;

/** Agreement to hashes that the application made (CSC API v2), over HTTP. */
@AuthServerTest
@TestPropertySource(properties = "antin.sample.officials=20")
final class HashApprovalTest {
  private static final String OFFICIAL = "official0001";
  private static final String PIN = "202611";
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String V20 = "credential";
  private static final String V22 = "https://cloudsignatureconsortium.org/2025/credential";
  private static final Pattern ROW = Pattern.compile("<td>(\\d+)</td>");

  private final JsonMapper json = JsonMapper.builder().build();
  private final House house;
  private final JdbcClient jdbc;
  private final TestApproval asked;
  private final UUID official;
  private final String credential = UUID.randomUUID().toString();
  private SigningServiceFake signingService;

  @Autowired
  HashApprovalTest(House house, JdbcClient jdbc) {
    this.house = house;
    this.jdbc = jdbc;
    asked = new TestApproval(house, jdbc);
    official = account(OFFICIAL);
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @BeforeEach
  void everyPinIsFresh() {
    jdbc.sql("UPDATE signing_pin SET attempts = 0, locked_until = NULL").update();
    signingService.certifies(credential, official, true, "vn_gov_cv");
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  @Test
  void parametersOfTheScopeAreApprovedWithAWarning() {
    Map<String, String> wish =
        Map.of(
            "credentialID",
            credential,
            "numSignatures",
            "2",
            "hashes",
            url(hash(1)) + "," + url(hash(2)),
            "hashAlgorithmOID",
            SHA_256,
            "description",
            "Hai hợp đồng",
            "clientData",
            "H-77");

    HttpResponse<String> page = page(wish);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Chúng tôi không xem được văn bản", "2 mã băm sẽ được ký", "Hai hợp đồng")
        .contains(fingerprint(hash(1)), fingerprint(hash(2)))
        .doesNotContain("/approval/preview");
    assertThat(english(page).body()).contains("We could not see the document");
    JsonNode answer = approved(page);
    assertThat(answer.path("credentialID").asString()).isEqualTo(credential);
    assertThat(answer.has("authorization_details")).isFalse();
    assertNormal(answer, "DTBSR", hash(1), hash(2));
  }

  @ParameterizedTest
  @CsvSource({V20 + ",,DTBSR", V22 + ",,DTBSR", V22 + ",SDR,SDR"})
  void detailsOfBothVersionsAreApprovedAndAnsweredInTheirWords(
      String type, @Nullable String hashType, String normal) {
    HttpResponse<String> page =
        page(Map.of("authorization_details", details(type, credential, hashType, hash(3))));

    assertThat(page.body()).contains("Hợp đồng 1", "không xem được văn bản");
    JsonNode answer = approved(page);
    JsonNode told = answer.path("authorization_details").get(0);
    assertThat(told.path("type").asString()).isEqualTo(type);
    assertThat(told.path("credentialID").asString()).isEqualTo(credential);
    assertThat(told.path("documentDigests").get(0).path("hash").asString()).isEqualTo(hash(3));
    assertNormal(answer, normal, hash(3));
  }

  @Test
  void officialChoosesAmongTheCertificatesWithTheQualifier() {
    String other = UUID.randomUUID().toString();
    String foreign = UUID.randomUUID().toString();
    signingService.certifies(other, official, true, "vn_gov_cv");
    signingService.certifies(foreign, UUID.randomUUID(), true, "vn_gov_cv");
    HttpResponse<String> page = page(Map.of("authorization_details", qualified("vn_gov_cv")));
    assertThat(page.body())
        .contains("Ký bằng chứng thư số nào?", credential, other)
        .doesNotContain(foreign);

    assertThat(decide(page, Map.of("typed", PIN)).body()).contains("Hãy chọn chứng thư số");
    assertThat(decide(page, Map.of("typed", PIN, "credential", foreign)).statusCode())
        .isEqualTo(422);
    HttpResponse<String> wrong = decide(page, Map.of("typed", "000000", "credential", other));
    assertThat(wrong.body()).containsPattern(other + "\" required checked");
    JsonNode answer = approved(page, Map.of("credential", other));

    assertThat(answer.path("authorization_details").get(0).path("credentialID").asString())
        .isEqualTo(other);
    assertThat(introspected(answer).path("authorization_details").get(0).path("credentialID"))
        .isEqualTo(json.getNodeFactory().stringNode(other));
  }

  @Test
  void qualifierNobodyHasOrAnotherOfficialsCertificateCannotBeApproved() {
    HttpResponse<String> none = page(Map.of("authorization_details", qualified("vn_tt23_qes")));
    assertThat(none.statusCode()).isEqualTo(409);
    assertThat(none.body()).contains("Bạn không có chứng thư số mà ứng dụng yêu cầu");
    assertThat(decide(none, Map.of("typed", PIN)).statusCode()).isEqualTo(409);

    signingService.certifies(credential, account("official0002"), true);
    HttpResponse<String> foreign =
        again(Map.of("authorization_details", details(V20, credential, null, hash(4))));
    assertThat(foreign.statusCode()).isEqualTo(409);
    HttpResponse<String> unknown =
        again(
            Map.of(
                "authorization_details",
                details(V20, UUID.randomUUID().toString(), null, hash(4))));
    assertThat(unknown.statusCode()).isEqualTo(409);
  }

  @Test
  void certificateSuspendedBetweenShowingAndApprovingSignsNothing() {
    HttpResponse<String> page =
        page(Map.of("authorization_details", details(V20, credential, null, hash(5))));
    assertThat(page.statusCode()).isEqualTo(200);

    signingService.certifies(credential, official, false);

    assertThat(decide(page, Map.of("typed", PIN)).statusCode()).isEqualTo(409);
    assertThat(
            jdbc.sql("SELECT count(*) FROM signing_grant WHERE credential_id = :id::uuid")
                .param("id", credential)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"hash\":\"AAAA\"",
        "\"hashAlgorithmOID\":\"2.16.840.1.101.3.4.2.2\"",
        "\"hashAlgorithmOID\":\"1.3.14.3.2.26\"",
        "\"numSignatures\":2",
        "\"unknown\":1",
        "\"documentDigests\":[]",
        "\"type\":\"urn:example\"",
        "\"locations\":[\"https://elsewhere.example\"]"
      })
  void wrongDetailsAreRefusedWherePushed(String wrong) {
    String name = wrong.substring(0, wrong.indexOf(':') + 1);
    String good = details(V22, credential, null, hash(6));
    String without =
        good.contains(name)
            ? good.replaceFirst(
                Pattern.quote(name) + "(\\[.*?]|\"[^\"]*\")", wrong.replace("$", "\\$"))
            : good.replaceFirst("\\{", "{" + wrong + ",");
    assertThat(without).isNotEqualTo(good);

    assertThat(push(Map.of("authorization_details", without)).path("error").asString())
        .isEqualTo("invalid_authorization_details");
  }

  @Test
  void parametersThatDoNotAgreeAreRefusedAndAccountTokensAreNotTaken() {
    Map<String, String> good =
        new LinkedHashMap<>(
            Map.of(
                "credentialID",
                credential,
                "numSignatures",
                "1",
                "hashes",
                url(hash(7)),
                "hashAlgorithmOID",
                SHA_256));
    assertThat(push(good).has("request_uri")).isTrue();
    assertThat(refusal(good, "numSignatures", "2")).contains("1 hashes");
    assertThat(refusal(good, "hashes", url(hash(7)) + "," + url(hash(7)))).contains("twice");
    assertThat(refusal(good, "hashes", hash(7).replace('=', '+'))).isNotEmpty();
    assertThat(refusal(good, "account_token", "x.y.z")).contains("account_token");
    assertThat(refusal(good, "authorization_details", details(V20, credential, null, hash(7))))
        .contains("beside authorization_details");
    assertThat(push(Map.of()).path("error_description").asString()).contains("numSignatures");
  }

  @Test
  void fiveThousandAreAskedForByPushShownInPagesAndApprovedWhole() throws IOException {
    String[] hashes =
        IntStream.range(0, 5_000).mapToObj(i -> hash(1_000 + i)).toArray(String[]::new);
    String details =
        json.writeValueAsString(
            List.of(
                Map.of(
                    "type", V22,
                    "credentialID", credential,
                    "numSignatures", 5_000,
                    "hashAlgorithmOID", SHA_256,
                    "documentDigests",
                        IntStream.range(0, 5_000)
                            .mapToObj(i ->
                                Map.of(
                                    "hash",
                                    hashes[i],
                                    "label",
                                    "Xã %02d/Quyết định hưởng trợ cấp số %04d"
                                        .formatted(i / 100, i)))
                            .toList())));
    assertThat(
            asked
                .browser
                .get(asked.authorize(Map.of("authorization_details", details.substring(0, 3_000))))
                .statusCode())
        .as("too large for an address")
        .isEqualTo(414);

    HttpResponse<String> page = page(Map.of("authorization_details", details));

    assertThat(rows(page)).hasSize(50).startsWith(1);
    assertThat(page.body()).contains("5.000 mã băm sẽ được ký", "trang 1/100", "Xã 49 (100)");
    assertThat(zipped(page.body())).as("bytes transferred").isLessThan(30 * 1024);
    String here = page.uri().toString();
    assertThat(rows(asked.browser.get(here + "&page=100"))).hasSize(50).endsWith(5_000);
    assertThat(rows(asked.browser.get(here + "&find=huong+tro+cap+so+4321")))
        .containsExactly(4_322);
    HttpResponse<String> folder =
        asked.browser.get(here + "&group=" + TestApproval.encode("Xã 07") + "&page=2");
    assertThat(rows(folder)).hasSize(50).startsWith(751);
    assertThat(folder.body()).contains("name=\"page\" value=\"2\"", "value=\"Xã 07\" selected");
    HttpResponse<String> wrong =
        decide(page, Map.of("typed", "000000", "group", "Xã 07", "page", "2"));
    assertThat(rows(wrong)).as("keeps the place").startsWith(751);

    JsonNode answer = approved(page);

    assertThat(answer.path("authorization_details").get(0).path("documentDigests")).hasSize(5_000);
    JsonNode known = introspected(answer);
    assertThat(known.path("authorization_details").get(0).path("documentDigests")).hasSize(5_000);
    assertThat(
            jdbc.sql("SELECT count(*) FROM signing_grant_hash WHERE grant_id = :id::uuid")
                .param("id", known.path("grant_id").asString())
                .query(Integer.class)
                .single())
        .isEqualTo(5_000);
  }

  @Test
  void grantOfATokenBoundToAKeySaysSo() {
    DpopKey key = DpopKey.create();
    HttpResponse<String> page =
        page(Map.of("authorization_details", details(V20, credential, null, hash(8))));

    JsonNode answer = token(code(page, Map.of()), key);

    assertThat(answer.path("token_type").asString()).isEqualTo("DPoP");
    JsonNode known = introspected(answer);
    assertThat(known.path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
    assertThat(known.path("grant_id").asString()).isNotEmpty();
  }

  private void assertNormal(JsonNode answer, String hashType, String... hashes) {
    JsonNode known = introspected(answer);
    assertThat(known.path("active").asBoolean()).isTrue();
    assertThat(known.path("authorization_details")).hasSize(1);
    JsonNode normal = known.path("authorization_details").get(0);
    assertThat(normal.propertyNames())
        .containsExactlyInAnyOrder(
            "type", "credentialID", "hashType", "hashAlgorithmOID", "documentDigests");
    assertThat(normal.path("type").asString()).isEqualTo("urn:antin:rar:signature");
    assertThat(normal.path("credentialID").asString()).isEqualTo(credential);
    assertThat(normal.path("hashType").asString()).isEqualTo(hashType);
    assertThat(normal.path("documentDigests"))
        .extracting(each -> each.path("hash").asString())
        .containsExactly(hashes);
  }

  private JsonNode approved(HttpResponse<String> page) {
    return approved(page, Map.of());
  }

  private JsonNode approved(HttpResponse<String> page, Map<String, String> more) {
    return json.readTree(asked.token(code(page, more)));
  }

  private String code(HttpResponse<String> page, Map<String, String> more) {
    Map<String, String> form = new LinkedHashMap<>(more);
    form.put("typed", PIN);
    HttpResponse<String> agreed = decide(page, form);
    assertThat(agreed.statusCode()).isEqualTo(303);
    return TestApproval.parameter(Browser.location(asked.browser.follow(agreed)), "code");
  }

  private HttpResponse<String> decide(HttpResponse<String> page, Map<String, String> more) {
    Map<String, String> form = new LinkedHashMap<>(more);
    form.put("id", TestApproval.parameter(page.uri().toString(), "id"));
    form.put("action", "approve");
    return asked.browser.post("/approval", form);
  }

  private JsonNode introspected(JsonNode answer) {
    return json.readTree(asked.introspect(answer.path("access_token").asString()));
  }

  /** Where the official lands after logging in, when this was pushed. */
  private HttpResponse<String> page(Map<String, String> wish) {
    HttpResponse<String> login = asked.browser.get(reference(wish));
    HttpResponse<String> in =
        asked.browser.logIn(Browser.location(login), OFFICIAL, "antin-demo-2026");
    return asked.browser.follow(asked.browser.follow(in));
  }

  private HttpResponse<String> again(Map<String, String> wish) {
    return asked.browser.follow(asked.browser.get(reference(wish)));
  }

  private HttpResponse<String> english(HttpResponse<String> page) {
    return asked.browser.get(page.uri() + "&lang=en");
  }

  private String reference(Map<String, String> wish) {
    JsonNode pushed = push(wish);
    assertThat(pushed.path("request_uri").asString("")).as(pushed.toString()).isNotEmpty();
    return "/oauth2/authorize?client_id=demo-app&request_uri="
        + TestApproval.encode(pushed.path("request_uri").asString());
  }

  private JsonNode push(Map<String, String> wish) {
    String query = asked.authorize(wish);
    return json.readTree(asked.post("/oauth2/par", query.substring(query.indexOf('?') + 1)));
  }

  private String refusal(Map<String, String> good, String name, String value) {
    Map<String, String> bad = new LinkedHashMap<>(good);
    bad.put(name, value);
    return push(bad).path("error_description").asString();
  }

  private JsonNode token(String code, DpopKey key) {
    String address = house.issuer() + "/oauth2/token";
    String basic =
        Base64.getEncoder()
            .encodeToString("demo-app:demo-app-secret".getBytes(StandardCharsets.UTF_8));
    String form =
        "grant_type=authorization_code&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
            + "&redirect_uri="
            + TestApproval.encode(TestApproval.CALLBACK)
            + "&code="
            + code;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + basic)
            .header("DPoP", key.proof("POST", address, Instant.now()))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return json.readTree(
        HttpClient.newHttpClient()
            .sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .join()
            .body());
  }

  private UUID account(String username) {
    return jdbc.sql("SELECT id FROM account WHERE username = :name")
        .param("name", username)
        .query(UUID.class)
        .single();
  }

  private static String details(
      String type, String credential, @Nullable String hashType, String hash) {
    return """
    [{"type":"%s","credentialID":"%s","hashAlgorithmOID":"%s",
      "documentDigests":[{"hash":"%s","label":"Hợp đồng 1"%s}]}]
    """
        .formatted(
            type,
            credential,
            SHA_256,
            hash,
            hashType == null ? "" : ",\"hashType\":\"" + hashType + "\"");
  }

  private static String qualified(String qualifier) {
    return details(V22, "x", null, hash(9))
        .replace("\"credentialID\":\"x\"", "\"signatureQualifier\":\"" + qualifier + "\"");
  }

  private static List<Integer> rows(HttpResponse<String> page) {
    return ROW.matcher(page.body()).results().map(row -> Integer.valueOf(row.group(1))).toList();
  }

  private static int zipped(String body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.size();
  }

  private static String hash(int number) {
    return Sha256.digest(Integer.toString(number).getBytes(StandardCharsets.UTF_8)).base64();
  }

  private static String url(String base64) {
    return base64.replace('+', '-').replace('/', '_').replace("=", "");
  }

  private static String fingerprint(String base64) {
    return Sha256.parse(base64).fingerprint();
  }
}
