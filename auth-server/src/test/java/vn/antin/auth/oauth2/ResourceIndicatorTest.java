package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.web.House;

/** Tokens that are good in one place (RFC 8707), with no more than that place needs. */
@OAuth2Test
final class ResourceIndicatorTest {
  private static final String DOCUMENTS = "https://documents.example/api";
  private static final String LAND = "https://land.example";
  private static final String ALLOWED =
      "{\"allowed_resources\": [\"%s\", \"%s\"]}".formatted(DOCUMENTS, LAND);

  private final Protocol protocol;
  private final BoundClients clients;
  private final House house;

  @Autowired
  ResourceIndicatorTest(Protocol protocol, JdbcClient jdbc, TestClock clock, House house) {
    this.protocol = protocol;
    this.clients = new BoundClients(protocol, jdbc, clock);
    this.house = house;
  }

  @Test
  void tokenIsForTheResourceAskedForAndOpensNothingElse() {
    String client = clients.confidential(ALLOWED);
    Answer tokens = tokens(client, "resource", DOCUMENTS);
    assertThat(audience(tokens)).containsExactly(DOCUMENTS);
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void powerOverUsDoesNotTravelToOthers() {
    String client = clients.confidential(ALLOWED);
    Answer abroad = tokens(client, "resource", DOCUMENTS, "scope", "openid profile service admin");
    assertThat(abroad.text("scope")).doesNotContain("service", "admin");
    assertThat(abroad.claims("access_token"))
        .containsEntry("scope", "openid profile")
        .doesNotContainKey("administers");
    Answer home =
        tokens(client, "resource", protocol.issuer(), "scope", "openid profile service admin");
    assertThat(audience(home)).containsExactly(protocol.issuer());
    assertThat(home.claims("access_token")).containsKey("administers");
    Answer signing =
        tokens(client, "resource", house.signingServiceUrl().toString(), "scope", "service");
    assertThat(audience(signing)).containsExactly(house.signingServiceUrl().toString());
  }

  @Test
  void tokenAndRefreshRequestsMayNarrowButNotWiden() {
    String client = clients.confidential(ALLOWED);
    Browser browser = protocol.newOfficial().browser();
    String narrow = clients.code(browser, client, "resource", DOCUMENTS);
    assertThat(clients.redeem(client, narrow, null, "resource", LAND).text("error"))
        .isEqualTo("invalid_target");

    Answer tokens = tokens(client, "resource", DOCUMENTS);
    String refresh = tokens.text("refresh_token");
    assertThat(clients.refresh(client, refresh, null, "resource", LAND).text("error"))
        .isEqualTo("invalid_target");
    Answer same = clients.refresh(client, refresh, null, "resource", DOCUMENTS);
    assertThat(audience(same)).as("the mistake has not spent the token").containsExactly(DOCUMENTS);

    Answer usual = clients.redeem(client, clients.code(browser, client), null, "resource", LAND);
    assertThat(audience(usual)).containsExactly(LAND);
    Answer wider = clients.refresh(client, usual.text("refresh_token"), null);
    assertThat(audience(wider))
        .as("what a token request narrows is its own token")
        .contains(protocol.issuer());
  }

  @Test
  void severalResourcesAreAuthorizedTogetherAndUsedApart() {
    String client = clients.confidential(ALLOWED);
    String code =
        protocol
            .authorize(
                protocol.newOfficial().browser(),
                Protocol.request(client, BoundClients.CALLBACK),
                "resource=" + DOCUMENTS + "&resource=" + LAND)
            .parameter("code");
    Answer both = clients.redeem(client, code, null);
    assertThat(audience(both)).containsExactlyInAnyOrder(DOCUMENTS, LAND);
    Answer one = clients.refresh(client, both.text("refresh_token"), null, "resource", LAND);
    assertThat(audience(one)).containsExactly(LAND);
  }

  @Test
  void resourceThatIsNotTheClientsIsRefusedEverywhere() {
    String client = clients.confidential(ALLOWED);
    for (String wrong :
        List.of(
            "https://other.example",
            DOCUMENTS + "/",
            DOCUMENTS + "#part",
            "documents",
            "https://x y",
            "https://long.example/" + "x".repeat(600))) {
      assertThat(
              protocol
                  .authorize(
                      protocol.newOfficial().browser(),
                      Protocol.with(
                          Protocol.request(client, BoundClients.CALLBACK), "resource", wrong))
                  .parameters())
          .as(wrong)
          .containsEntry("error", "invalid_target");
      assertThat(
              clients
                  .token(
                      client, null, Map.of("grant_type", "client_credentials", "resource", wrong))
                  .text("error"))
          .as(wrong)
          .isEqualTo("invalid_target");
    }
  }

  @Test
  void machineTokensAreRestrictedToo() {
    String client = clients.confidential(ALLOWED);
    Answer machine =
        clients.token(client, null, Map.of("grant_type", "client_credentials", "resource", LAND));
    assertThat(audience(machine)).containsExactly(LAND);
    assertThat(machine.text("scope")).isEmpty();
  }

  private Answer tokens(String client, String... request) {
    return clients.redeem(
        client, clients.code(protocol.newOfficial().browser(), client, request), null);
  }

  private static List<String> audience(Answer tokens) {
    return ((List<?>) tokens.claim("access_token", "aud")).stream().map(String::valueOf).toList();
  }
}
