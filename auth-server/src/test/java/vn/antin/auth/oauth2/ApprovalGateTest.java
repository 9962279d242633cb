package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import vn.antin.auth.Browser;

/** The decision point that approvals hang on, with a gate that rules what the details say. */
@OAuth2Test
@Import(ApprovalGateTest.ScriptedGate.class)
final class ApprovalGateTest {
  private static final UUID GRANT = UUID.randomUUID();
  private static final String ASK = "[{\"type\":\"urn:antin:rar:signature\",\"say\":\"ask\"}]";
  private static final String DENY = "[{\"type\":\"urn:antin:rar:signature\",\"say\":\"deny\"}]";
  private static final String WHAT = "[{\"type\":\"urn:antin:rar:signature\"}]";

  private final Protocol protocol;
  private final GrantTokens grants;

  @Autowired
  ApprovalGateTest(Protocol protocol, GrantTokens grants) {
    this.protocol = protocol;
    this.grants = grants;
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class ScriptedGate {
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    @Bean
    @Primary
    ApprovalGate scriptedGate() {
      return demand ->
          switch (demand.asked()) {
            case ASK -> {
              // The same request asked again is the official coming back.
              String before = asked.putIfAbsent(demand.requestDigest(), demand.returnTo());
              yield before == null
                  ? new Ruling.Ask("/approval?id=1")
                  : new Ruling.Approved(GRANT, "[{\"type\":\"urn:antin:rar:signature\"}]", null);
            }
            case DENY -> new Ruling.Denied();
            default -> new Ruling.Invalid("unknown type");
          };
    }
  }

  @Test
  void officialIsAskedAndTheClientGetsAnOpaqueTokenForWhatWasApproved() {
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> request = request(ASK, UUID.randomUUID().toString());
    assertThat(protocol.authorize(browser, request).location()).isEqualTo("/approval?id=1");

    Answer tokens = protocol.redeem(protocol.authorize(browser, request).parameter("code"));

    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.text("access_token")).hasSize(46);
    assertThat(tokens.json().path("expires_in").asInt()).isBetween(290, 300);
    assertThat(tokens.text("scope")).isEqualTo("credential");
    assertThat(tokens.json().path("authorization_details").get(0).path("type").asString())
        .isEqualTo("urn:antin:rar:signature");
    assertThat(tokens.json().propertyNames()).doesNotContain("refresh_token", "id_token");

    Answer known = introspect(tokens.text("access_token"));
    assertThat(known.json().path("active").asBoolean()).isTrue();
    assertThat(known.text("grant_id")).isEqualTo(GRANT.toString());
    assertThat(known.text("scope")).isEqualTo("credential");
    assertThat(known.json().path("authorization_details").isArray()).isTrue();

    grants.endAll(GRANT, "revoked");
    assertThat(introspect(tokens.text("access_token")).json().path("active").asBoolean()).isFalse();
  }

  @Test
  void rulingIsToldToTheClient() {
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, request(DENY, "1")).parameters())
        .containsEntry("error", "access_denied");
    assertThat(protocol.authorize(browser, request(WHAT, "2")).parameters())
        .containsEntry("error", "invalid_authorization_details");
    assertThat(
            protocol
                .authorize(
                    browser, with(request(ASK, UUID.randomUUID().toString()), "prompt", "none"))
                .parameters())
        .containsEntry("error", "interaction_required");
    assertThat(
            protocol
                .authorize(
                    browser,
                    with(
                        Protocol.request(Protocol.SECOND_APP, Protocol.SECOND_CALLBACK),
                        "authorization_details",
                        "[]"))
                .parameters())
        .containsEntry("error", "invalid_authorization_details");
  }

  @Test
  void detailsTypesAreAdvertised() {
    assertThat(
            protocol
                .get("/.well-known/openid-configuration")
                .json()
                .path("authorization_details_types_supported")
                .get(0)
                .asString())
        .isEqualTo("urn:antin:rar:signature");
  }

  private static Map<String, String> request(String details, String state) {
    return with(
        demoRequest(), "scope", "credential", "authorization_details", details, "state", state);
  }

  private Answer introspect(String token) {
    return protocol.post(
        "/oauth2/introspect",
        Map.of("token", token),
        Protocol.basic("demo-app", "demo-app-secret"));
  }
}
