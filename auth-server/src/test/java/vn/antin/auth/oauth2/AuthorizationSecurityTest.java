package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;
import static vn.antin.auth.oauth2.Protocol.without;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.TestClients;

/** What RFC 9700 and ASVS 5 (chapter 10) demand of the authorization endpoint. */
@OAuth2Test
final class AuthorizationSecurityTest {
  private final Protocol protocol;
  private final TestClients clients;

  @Autowired
  AuthorizationSecurityTest(Protocol protocol, TestClients clients) {
    this.protocol = protocol;
    this.clients = clients;
  }

  /** RFC 8252 §8.6: another program on the same machine could pass for this one. */
  @Test
  void programOnTheOfficialsMachineAsksEachTime() {
    Client client =
        clients.register(
            SystemFromOutside.builder()
                .authentication(ClientAuthentication.NONE)
                .metadata(new ClientMetadata(Map.of("application_type", "native")))
                .redirectUris(Set.of("http://127.0.0.1/cb"))
                .build());
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> request = Protocol.request(client.id(), "http://127.0.0.1:50001/cb");
    Answer first = protocol.authorize(browser, request);
    assertThat(ConsentTest.allow(browser, browser.follow(first.response())).parameters())
        .containsKey("code");

    assertThat(protocol.authorize(browser, request).response().headers().firstValue("Location"))
        .hasValueSatisfying(page -> assertThat(page).startsWith("/consent?"));
    assertThat(protocol.authorize(browser, with(request, "prompt", "none")).parameters())
        .containsEntry("error", "consent_required");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:51004/cb, true",
    "http://127.0.0.1/cb, true",
    "http://[::1]:49152/cb, true",
    "http://127.0.0.1:51004/other, false",
    "http://127.0.0.1:51004/cb?x=1, false",
    "http://127.0.0.1:0/cb, false",
    "http://127.0.0.1:99999/cb, false",
    "http://127.0.0.1.evil.example:51004/cb, false",
    "http://127.0.0.1:51004@evil.example/cb, false",
    "http://localhost:51004/cb, false",
    "https://127.0.0.1:51004/cb, false"
  })
  void ofANativeClientsLoopbackAddressOnlyThePortMayVary(String redirectUri, boolean accepted) {
    Client client =
        clients.register(
            SystemFromOutside.builder()
                .authentication(ClientAuthentication.NONE)
                .metadata(new ClientMetadata(Map.of("application_type", "native")))
                .redirectUris(Set.of("http://127.0.0.1:8080/cb", "http://[::1]/cb"))
                .firstParty(true)
                .build());
    Browser browser = protocol.newOfficial().browser();
    Answer asked = protocol.authorize(browser, Protocol.request(client.id(), redirectUri));
    assertThat(asked.status()).isEqualTo(accepted ? 303 : 400);
    if (accepted) {
      Answer answer = ConsentTest.allow(browser, browser.follow(asked.response()));
      assertThat(answer.destination()).isEqualTo(redirectUri);
      assertThat(
              protocol
                  .post(
                      "/oauth2/token",
                      Map.of(
                          "grant_type",
                          "authorization_code",
                          "client_id",
                          client.id(),
                          "code",
                          answer.parameter("code"),
                          "redirect_uri",
                          redirectUri,
                          "code_verifier",
                          Protocol.VERIFIER),
                      Map.of())
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void portOfAWebClientMayNotVary() {
    assertThat(
            protocol
                .authorize(
                    protocol.newOfficial().browser(),
                    with(demoRequest(), "redirect_uri", "http://localhost:9997/cb"))
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"token", "id_token", "id_token token", "code token", "code id_token", "none"})
  void thereIsNoImplicitOrHybridFlow(String responseType) {
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(), with(demoRequest(), "response_type", responseType));
    assertThat(answer.parameters())
        .containsEntry("error", "unsupported_response_type")
        .containsEntry("iss", protocol.issuer());
    assertThat(answer.location()).doesNotContain("#", "access_token", "code=");
  }

  @Test
  void thereIsNoPasswordGrant() {
    LoggedIn official = protocol.newOfficial();
    Answer answer =
        protocol.token(
            Protocol.DEMO_APP,
            Map.of(
                "grant_type", "password",
                "username", official.username(),
                "password", "x"));
    assertThat(answer.text("error")).isEqualTo("unsupported_grant_type");
  }

  @Test
  void everyAnswerNamesTheIssuer() {
    Browser browser = protocol.newOfficial().browser();
    List<Map<String, String>> requests =
        List.of(
            demoRequest(),
            with(demoRequest(), "scope", "nonsense"),
            with(demoRequest(), "prompt", "dance"),
            with(demoRequest(), "request", "nonsense"),
            with(demoRequest(), "claims", "nonsense"),
            with(demoRequest(), "response_mode", "fragment"));
    assertThat(requests)
        .allSatisfy(request ->
            assertThat(protocol.authorize(browser, request).parameters())
                .containsEntry("iss", protocol.issuer()));
  }

  @Test
  void errorNeverSendsTheOfficialToAnUnvettedAddress() {
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> elsewhere = with(demoRequest(), "redirect_uri", "https://evil.example/");
    List<Map<String, String>> requests =
        List.of(
            elsewhere,
            with(elsewhere, "scope", "nonsense"),
            with(elsewhere, "response_type", "token"),
            with(elsewhere, "prompt", "none"),
            with(elsewhere, "request", "nonsense"),
            with(elsewhere, "request_uri", "https://evil.example/r"),
            with(elsewhere, "response_mode", "form_post"),
            with(elsewhere, "client_id", "nobody"),
            without(elsewhere, "client_id"));
    assertThat(requests)
        .allSatisfy(request -> {
          Answer answer = protocol.authorize(browser, request);
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.response().headers().firstValue("Location")).isEmpty();
          assertThat(answer.response().body()).doesNotContain("\"https://evil.example");
        });
  }

  @Test
  void codeOfOneSystemIsNothingToAnother() {
    Browser browser = protocol.newOfficial().browser();
    String code = protocol.code(browser);
    Answer stolen =
        protocol.token(
            Protocol.SECOND_APP,
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Protocol.DEMO_CALLBACK,
                "code_verifier",
                Protocol.VERIFIER));
    assertThat(stolen.text("error")).isEqualTo("invalid_grant");
    assertThat(protocol.redeem(code).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void pagesOfALoginAreNotFramedLoadNothingFromElsewhereAndTellNobody() {
    Client client =
        clients.register(
            SystemFromOutside.with(Map.of("logo_uri", "https://app.example/logo.png")).build());
    Map<String, String> request = SystemFromOutside.request(client);
    Browser stranger = protocol.browser();
    Browser official = protocol.newOfficial().browser();
    Stream.of(
            stranger.follow(protocol.authorize(stranger, request).response()),
            official.follow(protocol.authorize(official, request).response()),
            official.follow(
                protocol.authorize(official, with(request, "prompt", "select_account")).response()),
            protocol.authorize(official, with(request, "client_id", "nobody")).response(),
            protocol
                .authorize(
                    official, with(demoRequest(), "response_mode", "form_post", "scope", "x"))
                .response())
        .forEach(AuthorizationSecurityTest::isOurOwnAlone);
  }

  private static void isOurOwnAlone(HttpResponse<String> page) {
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'");
    assertThat(page.body())
        .contains("<html")
        .doesNotContainPattern("(src|srcset)=\"(https?:)?//")
        .doesNotContainPattern("<link[^>]*href=\"(https?:)?//")
        .doesNotContain("<iframe", "<script>");
  }

  @Test
  void lineBreaksInStateDoNotReachTheHeaders() {
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(),
            with(demoRequest(), "state", "a\r\nSet-Cookie: x=1\r\n\r\n<script>"));
    assertThat(answer.location()).contains("state=a%0D%0ASet-Cookie%3A%20x%3D1%0D%0A%0D%0A%3C");
    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .noneMatch(c -> c.contains("x=1"));
  }

  @Test
  void oversizedParametersAreRefused() {
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, with(demoRequest(), "state", "s".repeat(4096))).status())
        .isEqualTo(414);
    assertThat(
            protocol.authorize(browser, with(demoRequest(), "nonce", "n".repeat(513))).parameters())
        .containsEntry("error", "invalid_request");
    assertThat(
            new Answer(
                    browser.post(
                        "/oauth2/authorize", with(demoRequest(), "state", "s".repeat(5000))))
                .status())
        .isEqualTo(414);
  }

  @Test
  void afterCredentialsTheBrowserIsSentOnBy303() {
    Browser browser = protocol.browser();
    Answer parked = protocol.authorize(browser, demoRequest());
    LoggedIn official = protocol.newOfficial();
    HttpResponse<String> entered = protocol.logIn(browser, parked.response(), official.username());
    assertThat(entered.statusCode()).isEqualTo(303);
    HttpResponse<String> answered = browser.follow(entered);
    assertThat(answered.statusCode()).isEqualTo(303);
    assertThat(Browser.location(answered)).startsWith(Protocol.DEMO_CALLBACK + "?");
  }

  @Test
  void parametersThatNobodyKnowsAreIgnored() {
    assertThat(
            protocol
                .authorize(
                    protocol.newOfficial().browser(),
                    with(
                        demoRequest(),
                        "display",
                        "popup",
                        "acr_values",
                        "urn:antin:acr:hardware",
                        "ui_locales",
                        "fr en",
                        "continue_to",
                        "https://evil.example/",
                        "extra",
                        "x"))
                .parameters())
        .containsKey("code");
  }
}
