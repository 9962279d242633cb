package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.web.House;

/** What the approval page says of how documents are signed: all that the approval binds. */
@AuthServerTest
@TestPropertySource(properties = "antin.sample.officials=20")
final class ApprovalLookTest {
  private static final String OFFICIAL = "official0001";
  private static final String PARAMETERS = Sha256.digest(new byte[0]).base64();

  private final JsonMapper json = JsonMapper.builder().build();
  private final JdbcClient jdbc;
  private final TestApproval asked;
  private final SigningServiceFake signingService;

  @Autowired
  ApprovalLookTest(House house, JdbcClient jdbc) {
    this.jdbc = jdbc;
    asked = new TestApproval(house, jdbc);
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  @Test
  void everyReasonPlaceAndAppearanceOfABatchIsToldWithItsCount() {
    HttpResponse<String> page =
        page(
            13,
            i ->
                i == 12
                    ? """
                    {"level":"B","reason":"Cách chức","location":"Huế",
                     "appearance":{"kind":"annex","number":"15/QĐ-UBND","place":{"page":-1}}}\
                    """
                    : """
                    {"level":"B","reason":"Khen thưởng","location":null,
                     "appearance":{"kind":"person","place":{"title":"CHỦ TỊCH","name":"Nguyễn Văn A"}}}\
                    """,
            i -> i == 7 ? "{\"kind\":\"covers-text\",\"detail\":\"Điều 2. Mức phạt\"}" : "");

    assertThat(plain(page))
        .contains("Khen thưởng (12 văn bản)", "Cách chức (1 văn bản)")
        .contains("Không nêu (12 văn bản)", "Huế (1 văn bản)")
        .contains("Ảnh chữ ký, giữa “CHỦ TỊCH” và “Nguyễn Văn A” (12 văn bản)")
        .contains("Dòng chữ ký của phụ lục kèm văn bản 15/QĐ-UBND, trang cuối (1 văn bản)")
        .contains("Chữ ký che chữ trong văn bản (1 văn bản)", "Văn bản 7.pdf: Điều 2. Mức phạt")
        .contains("Cách chức. Huế. Dòng chữ ký của phụ lục");
    assertThat(asked.browser.get(page.uri() + "&lang=en").body())
        .contains("The signature covers text of the document", "last page");
  }

  @Test
  void oneWayIsToldOnceAndAKindThatIsNotKnownWarnsAllTheSame() {
    HttpResponse<String> page =
        page(
            1,
            i -> "{\"level\":\"B\",\"reason\":\"Ban hành\",\"appearance\":null}",
            i -> "{\"kind\":\"sings\",\"detail\":\"<b>\"}");

    assertThat(plain(page))
        .contains("Ban hành", "Không hiện gì trên trang văn bản")
        .contains("Dịch vụ ký số có lưu ý khác")
        .doesNotContain("Ban hành (1 văn bản)");
    assertThat(page.body()).contains("&lt;b&gt;");
  }

  @Test
  void aThousandDifferentReasonsStandBesideTheirDocumentsOnASmallPage() throws IOException {
    HttpResponse<String> page =
        page(
            1_000,
            i ->
                """
                {"level":"B","reason":"Chi trả trợ cấp cho hồ sơ số %04d của xã %02d","location":"Huế",
                 "appearance":{"kind":"person","place":{"page":%d,"x":10,"y":20}}}\
                """
                    .formatted(i, i % 50, i % 3 + 1),
            i -> i % 2 == 0 ? "{\"kind\":\"covers-image\",\"detail\":\"\"}" : "");

    assertThat(plain(page))
        .contains("và 988 nội dung khác", "Ảnh chữ ký, trang 3 (333 văn bản)")
        .contains("hồ sơ số 0049 của xã 49. Huế. Ảnh chữ ký, trang 2")
        .contains("Chữ ký che hình trong văn bản (500 văn bản)");
    assertThat(zipped(page.body())).as("bytes transferred").isLessThan(30 * 1024);
  }

  private HttpResponse<String> page(
      int count, IntFunction<String> parameters, IntFunction<String> warnings) {
    UUID official =
        jdbc.sql("SELECT id FROM account WHERE username = :name")
            .param("name", OFFICIAL)
            .query(UUID.class)
            .single();
    signingService.holds(
        asked.request,
        """
        {"id":"%s","client_id":"demo-app","credentialID":"%s","kind":"official","officialId":"%s",
         "certificate":{"subject":"CN=Nguyễn Văn A","serialNumber":"0A","issuer":"CN=CA",
           "validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z"},
         "level":"PAdES-BASELINE-B","parametersDigest":"%s","documents":[%s]}
        """
            .formatted(
                asked.request,
                asked.credential,
                official,
                PARAMETERS,
                each(
                    count,
                    i ->
                        """
                        {"id":"%s","name":"Văn bản %d.pdf","size":1000,"pages":3,"sha256":"%s",
                         "parameters":%s,"warnings":[%s]}\
                        """
                            .formatted(
                                UUID.randomUUID(),
                                i,
                                hash(i),
                                parameters.apply(i),
                                warnings.apply(i)))));
    String details =
        """
        [{"type":"urn:antin:rar:signature","requestID":"%s","credentialID":"%s","hashType":"SDR",
        "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","parametersDigest":"%s",
        "documentDigests":[%s]}]\
        """
            .formatted(
                asked.request,
                asked.credential,
                PARAMETERS,
                each(count, i -> "{\"hash\":\"%s\",\"label\":\"x\"}".formatted(hash(i))));
    String query = asked.authorize(Map.of("authorization_details", details));
    String pushed =
        json.readTree(asked.post("/oauth2/par", query.substring(query.indexOf('?') + 1)))
            .path("request_uri")
            .asString();
    HttpResponse<String> login =
        asked.browser.get(
            "/oauth2/authorize?client_id=demo-app&request_uri=" + TestApproval.encode(pushed));
    HttpResponse<String> in =
        asked.browser.logIn(Browser.location(login), OFFICIAL, "antin-demo-2026");
    HttpResponse<String> page = asked.browser.follow(asked.browser.follow(in));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page;
  }

  private static String each(int count, IntFunction<String> of) {
    return IntStream.range(0, count).mapToObj(of).collect(Collectors.joining(","));
  }

  private static String hash(int of) {
    return Sha256.digest(Integer.toString(of).getBytes(StandardCharsets.UTF_8)).base64();
  }

  /** As it is read, without tags. */
  private static String plain(HttpResponse<String> page) {
    return page.body().replaceAll("<[^>]*>", "").replaceAll("\\s+", " ").replace(" ,", ",");
  }

  private static int zipped(String body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.size();
  }
}
