package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.with;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

/** RFC 9396 for types that have no feature of their own here. */
@OAuth2Test
final class AuthorizationDetailsTest {
  private static final String DETAILS =
      "[{\"type\":\"urn:example:dossier\",\"actions\":[\"read\"],\"identifier\":\"H-77\"}]";

  private final Protocol protocol;
  private final TestClients clients;

  @Autowired
  AuthorizationDetailsTest(Protocol protocol, TestClients clients) {
    this.protocol = protocol;
    this.clients = clients;
  }

  @Test
  void officialSeesTheDetailsEachTimeAndTheTokenCarriesThem() {
    Client client = client(false);
    Browser browser = protocol.newOfficial().browser();
    Answer pushed =
        protocol.post(
            "/oauth2/par", request(client), Protocol.basic(client.id(), client.id() + "-secret"));
    Map<String, String> reference =
        Map.of("client_id", client.id(), "request_uri", pushed.text("request_uri"));
    HttpResponse<String> page = browser.follow(protocol.authorize(browser, reference).response());
    assertThat(page.body()).contains("urn:example:dossier", "H-77");
    String query = page.request().uri().getRawQuery();
    Answer back =
        new Answer(
            browser.follow(
                browser.post(
                    "/consent/allow?" + query,
                    Map.of("seen", Browser.field(page.body(), "seen")))));

    Answer tokens = redeem(client, back.parameter("code"));
    assertThat(tokens.json().path("authorization_details").get(0).path("identifier").asString())
        .isEqualTo("H-77");
    assertThat(tokens.claim("access_token", "authorization_details").toString()).contains("H-77");
    assertThat(
            protocol
                .post(
                    "/oauth2/introspect",
                    Map.of("token", tokens.text("access_token")),
                    Protocol.basic(client.id(), client.id() + "-secret"))
                .json()
                .path("authorization_details")
                .get(0)
                .path("type")
                .asString())
        .isEqualTo("urn:example:dossier");
    assertThat(protocol.authorize(browser, request(client)).location()).startsWith("/consent?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{}",
        "[]",
        "[1]",
        "[{\"actions\":[]}]",
        "[{\"type\":\"urn:example:other\"}]",
        "[{\"type\":\"urn:antin:rar:signature\"}]"
      })
  void detailsThatTheClientMayNotSendAreRefused(String details) {
    Client client = client(true);
    assertThat(
            protocol
                .authorize(
                    protocol.newOfficial().browser(),
                    with(request(client), "authorization_details", details))
                .parameters())
        .containsEntry("error", "invalid_authorization_details");
  }

  private Client client(boolean firstParty) {
    return clients.register(
        SystemFromOutside.builder()
            .authorizationDetailsTypes(Set.of("urn:example:dossier"))
            .firstParty(firstParty)
            .build());
  }

  private static Map<String, String> request(Client client) {
    return with(SystemFromOutside.request(client), "authorization_details", DETAILS);
  }

  private Answer redeem(Client client, String code) {
    return protocol.token(
        client.id(),
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            SystemFromOutside.CALLBACK,
            "code_verifier",
            Protocol.VERIFIER));
  }
}
