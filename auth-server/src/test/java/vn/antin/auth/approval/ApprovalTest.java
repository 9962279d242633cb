package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.web.House;

/** The journey of a request for a signature through auth-server, over HTTP. */
@AuthServerTest
@TestPropertySource(properties = "antin.sample.officials=20")
final class ApprovalTest {
  private static final String CALLBACK = "http://localhost:9999/cb";
  private static final String HASH = Sha256.digest("a".getBytes(StandardCharsets.UTF_8)).base64();
  private static final String OTHER = Sha256.digest("b".getBytes(StandardCharsets.UTF_8)).base64();
  private static final String PARAMETERS = Sha256.digest(new byte[0]).base64();

  private final House house;
  private final JdbcClient jdbc;
  private final Browser browser;
  private final String request = UUID.randomUUID().toString();
  private final String credential = UUID.randomUUID().toString();
  private SigningServiceFake signingService;

  @Autowired
  ApprovalTest(House house, JdbcClient jdbc) {
    this.house = house;
    this.jdbc = jdbc;
    browser = new Browser(house.issuer().toString()).with("Sec-Fetch-Site", "same-origin");
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @BeforeEach
  void everyPinIsFresh() {
    jdbc.sql("UPDATE signing_pin SET attempts = 0, locked_until = NULL").update();
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  @Test
  void approvedRequestYieldsAnOpaqueTokenThatNamesTheGrant() {
    signingService.holds(request, description("official0001", HASH));
    HttpResponse<String> page = approvalPage("official0001");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Quyết định số 12.pdf").doesNotContain("nhãn của ứng dụng");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://localhost:*");

    HttpResponse<String> agreed = decide(page, "approve", "202611");
    assertThat(agreed.statusCode()).isEqualTo(303);
    HttpResponse<String> issued = browser.follow(agreed);
    assertThat(Browser.location(issued)).startsWith(CALLBACK).contains("code=");

    String answer = token(parameter(Browser.location(issued), "code"));
    assertThat(answer).contains("authorization_details").doesNotContain("refresh_token");
    String introspected = introspect(value(answer, "access_token"));
    assertThat(introspected)
        .contains("\"active\":true", "\"grant_id\"", HASH, "\"scope\":\"credential\"");
    assertThat(signingService.bearers()).allMatch(bearer -> bearer.startsWith("Bearer ey"));
  }

  @Test
  void decisionCountsOnce() {
    signingService.holds(request, description("official0001", HASH));
    HttpResponse<String> agreed = decide(approvalPage("official0001"), "approve", "202611");
    browser.follow(agreed);

    HttpResponse<String> again = browser.follow(agreed);

    assertThat(Browser.location(again)).startsWith("/approval?id=");
  }

  @Test
  void decisionDoesNotCountForAnotherRequest() {
    signingService.holds(request, description("official0001", HASH));
    HttpResponse<String> agreed = decide(approvalPage("official0001"), "approve", "202611");
    assertThat(agreed.statusCode()).isEqualTo(303);

    HttpResponse<String> other = browser.get(authorize(OTHER));

    assertThat(Browser.location(other)).startsWith("/approval?id=");
  }

  @Test
  void decisionDoesNotCountInAnotherSession() {
    signingService.holds(request, description("official0001", HASH));
    HttpResponse<String> agreed = decide(approvalPage("official0001"), "approve", "202611");
    Browser elsewhere =
        new Browser(house.issuer().toString()).with("Sec-Fetch-Site", "same-origin");
    HttpResponse<String> login = elsewhere.get(Browser.location(agreed));
    HttpResponse<String> in =
        elsewhere.logIn(Browser.location(login), "official0001", "antin-demo-2026");

    assertThat(Browser.location(elsewhere.follow(in))).startsWith("/approval?id=");
  }

  @Test
  void refusalIsAccessDenied() {
    signingService.holds(request, description("official0001", HASH));
    HttpResponse<String> refused = decide(approvalPage("official0001"), "deny", "");

    assertThat(Browser.location(browser.follow(refused))).contains("error=access_denied");
    assertThat(grants()).isZero();
  }

  @Test
  void requestThatDiffersFromWhatIsHeldCannotBeApproved() {
    signingService.holds(request, description("official0001", OTHER));
    HttpResponse<String> page = approvalPage("official0001");

    assertThat(page.statusCode()).isEqualTo(409);
    HttpResponse<String> forced = decide(page, "approve", "202611");
    assertThat(forced.statusCode()).isEqualTo(409);
    assertThat(grants()).isZero();
  }

  @Test
  void anotherOfficialsCredentialCannotBeApproved() {
    signingService.holds(request, description("official0002", HASH));

    assertThat(approvalPage("official0001").statusCode()).isEqualTo(409);
  }

  @Test
  void nothingIsApprovedWhileSigningServiceIsAway() {
    signingService.close();
    HttpResponse<String> page = approvalPage("official0001");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Không kết nối được với dịch vụ ký số");

    assertThat(decide(page, "approve", "202611").statusCode()).isEqualTo(503);
    assertThat(grants()).isZero();
  }

  @Test
  void fifthWrongPinLocksEvenTheRightOne() {
    signingService.holds(request, description("official0005", HASH));
    HttpResponse<String> page = approvalPage("official0005");
    for (int left = 4; left > 0; left--) {
      assertThat(decide(page, "approve", "999999").body()).contains("Còn " + left + " lần thử");
    }
    assertThat(decide(page, "approve", "999999").body()).contains("Nhập sai quá nhiều lần");

    assertThat(decide(page, "approve", "202611").statusCode()).isEqualTo(422);
    assertThat(grants()).isZero();
  }

  @Test
  void malformedDetailsAreRefusedAtTheRedirectUri() {
    HttpResponse<String> login = browser.get(authorize("short"));
    HttpResponse<String> in =
        browser.logIn(Browser.location(login), "official0001", "antin-demo-2026");

    assertThat(Browser.location(browser.follow(in)))
        .startsWith(CALLBACK)
        .contains("error=invalid_authorization_details");
  }

  @Test
  void previewIsForTheSessionThatIsAsked() {
    signingService.holds(request, description("official0001", HASH));
    String id = Browser.field(approvalPage("official0001").body(), "id");
    String preview = "/approval/preview?document=0&page=1&id=" + id;

    assertThat(browser.get(preview).headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(new Browser(house.issuer().toString()).get(preview).statusCode()).isEqualTo(303);
  }

  @Test
  void officialChoosesAPin() {
    HttpResponse<String> login = browser.get("/account/pin");
    browser.logIn(Browser.location(login), "official0006", "antin-demo-2026");

    assertThat(choose("202611", "123456", "123456")).isEqualTo(422);
    assertThat(choose("202611", "471193", "471194")).isEqualTo(422);
    assertThat(choose("999999", "471193", "471193")).as("present PIN is wrong").isEqualTo(422);
    assertThat(choose("202611", "471193", "471193")).isEqualTo(303);
  }

  private int choose(String current, String pin, String repeated) {
    Map<String, String> form = Map.of("current", current, "pin", pin, "repeated", repeated);
    return browser.post("/account/pin", form).statusCode();
  }

  private HttpResponse<String> approvalPage(String official) {
    HttpResponse<String> login = browser.get(authorize(HASH));
    HttpResponse<String> in = browser.logIn(Browser.location(login), official, "antin-demo-2026");
    return browser.follow(browser.follow(in));
  }

  private HttpResponse<String> decide(HttpResponse<String> page, String action, String pin) {
    String id = parameter(page.uri().toString(), "id");
    return browser.post("/approval", Map.of("id", id, "action", action, "pin", pin));
  }

  private String authorize(String hash) {
    String details =
        """
        [{"type":"urn:antin:rar:signature","requestID":"%s","credentialID":"%s","hashType":"SDR",
        "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","parametersDigest":"%s",
        "documentDigests":[{"hash":"%s","label":"nhãn của ứng dụng"}]}]\
        """
            .formatted(request, credential, PARAMETERS, hash);
    return "/oauth2/authorize?response_type=code&client_id=demo-app&scope=credential&state=s"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        + "&redirect_uri="
        + encode(CALLBACK)
        + "&authorization_details="
        + encode(details);
  }

  private String description(String official, String hash) {
    UUID id =
        jdbc.sql("SELECT id FROM account WHERE username = :name")
            .param("name", official)
            .query(UUID.class)
            .single();
    return """
    {"id":"%s","client_id":"demo-app","credentialID":"%s","kind":"official","officialId":"%s",
     "certificate":{"subject":"CN=Nguyễn Văn A","serialNumber":"0A","issuer":"CN=CA",
       "validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z"},
     "level":"PAdES-BASELINE-B","parametersDigest":"%s","reason":null,"location":null,
     "documents":[{"id":"%s","name":"Quyết định số 12.pdf","size":1000,"pages":2,"sha256":"%s"}]}
    """
        .formatted(request, credential, id, PARAMETERS, UUID.randomUUID(), hash);
  }

  private int grants() {
    return jdbc.sql("SELECT count(*) FROM signing_grant WHERE request_id = :request")
        .param("request", UUID.fromString(request))
        .query(Integer.class)
        .single();
  }

  private String token(String code) {
    return post(
        "/oauth2/token",
        "grant_type=authorization_code&code="
            + code
            + "&redirect_uri="
            + encode(CALLBACK)
            + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  }

  private String introspect(String token) {
    return post("/oauth2/introspect", "token=" + token);
  }

  private String post(String path, String form) {
    String basic =
        Base64.getEncoder()
            .encodeToString("demo-app:demo-app-secret".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(house.issuer() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + basic)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .join()
        .body();
  }

  private static String value(String json, String name) {
    int start = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return json.substring(start, json.indexOf('"', start));
  }

  private static String parameter(String uri, String name) {
    String query = uri.substring(uri.indexOf('?') + 1);
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("no " + name + " in " + uri);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
