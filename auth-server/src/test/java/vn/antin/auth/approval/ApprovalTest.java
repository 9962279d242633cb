package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
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
  private final House house;
  private final JdbcClient jdbc;
  private final TestApproval asked;
  private final Browser browser;
  private SigningServiceFake signingService;

  @Autowired
  ApprovalTest(House house, JdbcClient jdbc) {
    this.house = house;
    this.jdbc = jdbc;
    asked = new TestApproval(house, jdbc);
    browser = asked.browser;
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
    signingService.holds(asked.request, asked.description("official0001", TestApproval.HASH));
    HttpResponse<String> page = page("official0001");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Quyết định số 12.pdf").doesNotContain("nhãn của ứng dụng");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://localhost:*");

    HttpResponse<String> agreed = asked.decide(page, "approve", "202611");
    assertThat(agreed.statusCode()).isEqualTo(303);
    HttpResponse<String> issued = browser.follow(agreed);
    assertThat(Browser.location(issued)).startsWith(TestApproval.CALLBACK).contains("code=");

    String answer = asked.token(TestApproval.parameter(Browser.location(issued), "code"));
    assertThat(answer).contains("authorization_details").doesNotContain("refresh_token");
    String introspected = asked.introspect(TestApproval.value(answer, "access_token"));
    assertThat(introspected)
        .contains("\"active\":true", "\"grant_id\"", TestApproval.HASH, "\"scope\":\"credential\"");
    assertThat(signingService.bearers()).allMatch(bearer -> bearer.startsWith("Bearer ey"));
  }

  @Test
  void decisionCountsOnce() {
    signingService.holds(asked.request, asked.description("official0001", TestApproval.HASH));
    HttpResponse<String> agreed = asked.decide(page("official0001"), "approve", "202611");
    browser.follow(agreed);

    HttpResponse<String> again = browser.follow(agreed);

    assertThat(Browser.location(again)).startsWith("/approval?id=");
  }

  @Test
  void decisionDoesNotCountForAnotherRequest() {
    signingService.holds(asked.request, asked.description("official0001", TestApproval.HASH));
    HttpResponse<String> agreed = asked.decide(page("official0001"), "approve", "202611");
    assertThat(agreed.statusCode()).isEqualTo(303);

    HttpResponse<String> other = browser.get(asked.authorize(TestApproval.OTHER));

    assertThat(Browser.location(other)).startsWith("/approval?id=");
  }

  @Test
  void decisionDoesNotCountInAnotherSession() {
    signingService.holds(asked.request, asked.description("official0001", TestApproval.HASH));
    HttpResponse<String> agreed = asked.decide(page("official0001"), "approve", "202611");
    Browser elsewhere =
        new Browser(house.issuer().toString()).with("Sec-Fetch-Site", "same-origin");
    HttpResponse<String> login = elsewhere.get(Browser.location(agreed));
    HttpResponse<String> in =
        elsewhere.logIn(Browser.location(login), "official0001", "antin-demo-2026");

    assertThat(Browser.location(elsewhere.follow(in))).startsWith("/approval?id=");
  }

  @Test
  void refusalIsAccessDenied() {
    signingService.holds(asked.request, asked.description("official0001", TestApproval.HASH));
    HttpResponse<String> refused = asked.decide(page("official0001"), "deny", "");

    assertThat(Browser.location(browser.follow(refused))).contains("error=access_denied");
    assertThat(asked.grants()).isZero();
  }

  @Test
  void requestThatDiffersFromWhatIsHeldCannotBeApproved() {
    signingService.holds(asked.request, asked.description("official0001", TestApproval.OTHER));
    HttpResponse<String> page = page("official0001");

    assertThat(page.statusCode()).isEqualTo(409);
    HttpResponse<String> forced = asked.decide(page, "approve", "202611");
    assertThat(forced.statusCode()).isEqualTo(409);
    assertThat(asked.grants()).isZero();
  }

  @Test
  void anotherOfficialsCredentialCannotBeApproved() {
    signingService.holds(asked.request, asked.description("official0002", TestApproval.HASH));

    assertThat(page("official0001").statusCode()).isEqualTo(409);
  }

  @Test
  void nothingIsApprovedWhileSigningServiceIsAway() {
    signingService.close();
    HttpResponse<String> page = page("official0001");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Không kết nối được với dịch vụ ký số");

    assertThat(asked.decide(page, "approve", "202611").statusCode()).isEqualTo(503);
    assertThat(asked.grants()).isZero();
  }

  @Test
  void fifthWrongPinLocksEvenTheRightOne() {
    signingService.holds(asked.request, asked.description("official0005", TestApproval.HASH));
    HttpResponse<String> page = page("official0005");
    for (int left = 4; left > 0; left--) {
      assertThat(asked.decide(page, "approve", "999999").body())
          .contains("Còn " + left + " lần thử");
    }
    assertThat(asked.decide(page, "approve", "999999").body()).contains("Nhập sai quá nhiều lần");

    assertThat(asked.decide(page, "approve", "202611").statusCode()).isEqualTo(422);
    assertThat(asked.grants()).isZero();
  }

  @Test
  void malformedDetailsAreRefusedAtTheRedirectUri() {
    HttpResponse<String> login = browser.get(asked.authorize("short"));
    HttpResponse<String> in =
        browser.logIn(Browser.location(login), "official0001", "antin-demo-2026");

    assertThat(Browser.location(browser.follow(in)))
        .startsWith(TestApproval.CALLBACK)
        .contains("error=invalid_authorization_details");
  }

  @Test
  void previewIsForTheSessionThatIsAsked() {
    signingService.holds(asked.request, asked.description("official0001", TestApproval.HASH));
    String id = Browser.field(page("official0001").body(), "id");
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

  private HttpResponse<String> page(String official) {
    return asked.page(official, "antin-demo-2026");
  }
}
