package vn.antin.auth.oauth2.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

/** OpenID Connect Core §8. */
@OAuth2Test
final class PairwiseSubjectTest {
  private final Protocol protocol;
  private final TestClients clients;
  private final Subjects subjects;

  @Autowired
  PairwiseSubjectTest(Protocol protocol, TestClients clients, Subjects subjects) {
    this.protocol = protocol;
    this.clients = clients;
    this.subjects = subjects;
  }

  @Test
  void oneNameStandsInAllThatAClientGets() {
    Client client = client(Map.of(), "https://one.example/cb");
    LoggedIn official = protocol.newOfficial();
    Answer tokens = enter(client, official);
    String subject = String.valueOf(tokens.claim("id_token", "sub"));
    assertThat(subject).startsWith("pairwise:").hasSizeLessThan(256);
    assertThat(tokens.response().body()).doesNotContain(official.account().toString());
    assertThat(tokens.claim("access_token", "sub")).isEqualTo(subject);
    assertThat(protocol.userInfo(tokens.text("access_token")).text("sub")).isEqualTo(subject);
    for (String token : Set.of(tokens.text("access_token"), tokens.text("refresh_token"))) {
      Answer introspection =
          protocol.post(
              "/oauth2/introspect",
              Map.of("token", token),
              Protocol.basic(client.id(), client.id() + "-secret"));
      assertThat(introspection.text("sub")).isEqualTo(subject);
    }
    assertThat(enter(client, official).claim("id_token", "sub")).isEqualTo(subject);
  }

  @Test
  void systemsOfDifferentHostsKnowAnOfficialByDifferentNames() {
    LoggedIn official = protocol.newOfficial();
    Client one = client(Map.of(), "https://one.example/cb");
    Client two = client(Map.of(), "https://two.example/cb");
    Client sameHost = client(Map.of(), "https://one.example/another");
    assertThat(subjects.of(one, official.account()))
        .isEqualTo(subjects.of(sameHost, official.account()))
        .isNotEqualTo(subjects.of(two, official.account()))
        .isNotEqualTo(subjects.of(one, protocol.newOfficial().account()));
  }

  @Test
  void systemsOfOneSectorKnowAnOfficialByOneName() {
    LoggedIn official = protocol.newOfficial();
    Map<String, Object> sector =
        Map.of("sector_identifier_uri", "https://sector.example/redirects.json");
    Client one = client(sector, "https://one.example/cb");
    Client two = client(sector, "https://two.example/cb");
    assertThat(subjects.of(one, official.account()))
        .isEqualTo(subjects.of(two, official.account()));
  }

  @Test
  void hintWithAPairwiseNameIsUnderstood() {
    Client client = client(Map.of(), "https://one.example/cb");
    LoggedIn official = protocol.newOfficial();
    String idToken = enter(client, official).text("id_token");
    Map<String, String> silent =
        Protocol.with(
            Protocol.request(client.id(), "https://one.example/cb"),
            "prompt",
            "none",
            "id_token_hint",
            idToken);
    assertThat(protocol.authorize(official.browser(), silent).parameters()).containsKey("code");
    assertThat(protocol.authorize(protocol.newOfficial().browser(), silent).parameter("error"))
        .isEqualTo("login_required");
  }

  @Test
  void publicNameIsTheAccountAndMetadataOffersBoth() {
    LoggedIn official = protocol.newOfficial();
    String code = protocol.code(official.browser());
    assertThat(protocol.redeem(code).claim("id_token", "sub"))
        .isEqualTo(official.account().toString());
    assertThat(
            protocol
                .get("/.well-known/openid-configuration")
                .json()
                .path("subject_types_supported")
                .toString())
        .isEqualTo("[\"public\",\"pairwise\"]");
  }

  private Client client(Map<String, Object> more, String callback) {
    String id = "pairwise-" + UUID.randomUUID().toString().substring(0, 8);
    Map<String, Object> metadata = new java.util.HashMap<>(more);
    metadata.put("subject_type", "pairwise");
    return clients.register(
        Client.builder(id, "Hệ thống " + id)
            .authentication(
                ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(id + "-secret"))
            .redirectUris(Set.of(callback))
            .grantTypes(Set.of("authorization_code", "refresh_token"))
            .scopes(Set.of("openid", "profile", "email"))
            .firstParty(true)
            .metadata(new ClientMetadata(metadata))
            .build());
  }

  private Answer enter(Client client, LoggedIn official) {
    String callback = client.redirectUris().iterator().next();
    String code =
        protocol
            .authorize(official.browser(), Protocol.request(client.id(), callback))
            .parameter("code");
    return protocol.token(
        client.id(),
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            callback,
            "code_verifier",
            Protocol.VERIFIER));
  }
}
