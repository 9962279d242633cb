package vn.antin.auth.oauth2.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.auth.Patience.await;
import static vn.antin.auth.oauth2.Protocol.basic;
import static vn.antin.auth.oauth2.Protocol.with;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.ClientSecrets;
import vn.antin.auth.oauth2.client.TestClients;

/** Clients with a secret, and what everyone who fails is told. */
@OAuth2Test
final class SecretClientTest {
  private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

  private final String id = "secret-" + UUID.randomUUID().toString().substring(0, 8);

  private final Protocol protocol;
  private final TestClients clients;
  private final ClientSecrets secrets;
  private final TestClock clock;

  @Autowired
  SecretClientTest(Protocol protocol, TestClients clients, ClientSecrets secrets, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Test
  void identifierAndSecretAreFormEncodedInTheHeader() {
    String secret = "a+b:c d%/ệ-0123456789";
    register(client(secret));
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    assertThat(token(basic(id, encoded)).status()).isEqualTo(200);
    refused(token(basic(id, secret.replace("%", ""))));
    for (String wrong : List.of("Basic !!", "Basic " + base64(id), "Basic " + base64(":x"))) {
      Answer malformed = token(Map.of("Authorization", wrong));
      assertThat(malformed.status()).as(wrong).isEqualTo(400);
      assertThat(malformed.text("error")).isEqualTo("invalid_request");
    }
    refused(token(Map.of("Authorization", "Bearer " + base64(id + ":" + encoded))));
  }

  @Test
  void credentialsInTheAddressOrTwiceAreRefused() {
    register(client("secret-secret-secret-secret-secret"));
    String address = "/oauth2/token?client_secret=secret-secret-secret-secret-secret";
    assertThat(protocol.post(address, with(GRANT, "client_id", id), Map.of()).text("error"))
        .isEqualTo("invalid_request");
    assertThat(protocol.post("/oauth2/token?%63lient_id=" + id, GRANT, Map.of()).text("error"))
        .isEqualTo("invalid_request");
    assertThat(
            protocol
                .post(
                    "/oauth2/token",
                    with(GRANT, "client_id", "demo-app"),
                    basic(id, "secret-secret-secret-secret-secret"))
                .text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void registeredMethodIsTheOnlyOneForClientsThatRegisteredThemselves() {
    register(client("s").kind(ClientKind.DYNAMIC));
    assertThat(token(basic(id, "s")).status()).isEqualTo(200);
    refused(inBody("s"));
    register(
        client("s")
            .kind(ClientKind.DYNAMIC)
            .authentication(ClientAuthentication.CLIENT_SECRET_POST, ClientSecret.hashed("s")));
    assertThat(inBody("s").status()).isEqualTo(200);
    soonRefused(() -> token(basic(id, "s")));
    register(client("s"));
    assertThat(inBody("s").status()).isEqualTo(200);
  }

  @Test
  void secretIsTooWeakForAFapiClient() {
    register(client("s").profile(ClientProfile.FAPI2_SECURITY));
    refused(token(basic(id, "s")));
  }

  @Test
  void formerSecretIsAcceptedUntilTheOverlapEnds() {
    rotated("first", "second");
    assertThat(token(basic(id, "first")).status()).isEqualTo(200);
    assertThat(token(basic(id, "second")).status()).isEqualTo(200);
    clock.advance(Duration.ofHours(2));
    refused(token(basic(id, "first")));
    assertThat(token(basic(id, "second")).status()).isEqualTo(200);
    register(client("third"));
    assertThat(token(basic(id, "third")).status()).isEqualTo(200);
    soonRefused(() -> token(basic(id, "second")));
  }

  @Test
  void useOfASecretIsWrittenDownAndOutlivesARotation() {
    register(client("first"));
    assertThat(secrets.of(id).getFirst().lastUsedAt()).isNull();
    assertThat(token(basic(id, "first")).status()).isEqualTo(200);
    await().untilAsserted(() -> assertThat(secrets.of(id).getFirst().lastUsedAt()).isNotNull());
    rotated("first", "second");
    assertThat(secrets.of(id))
        .extracting(ClientSecrets.State::lastUsedAt)
        .satisfiesExactly(
            fresh -> assertThat(fresh).isNull(), former -> assertThat(former).isNotNull());
  }

  @Test
  void clientIdAndSubjectOfAnOfficialCannotCollide() {
    for (String taken :
        List.of(UUID.randomUUID().toString(), "pairwise:abc", "Upper", "a/b", "a b", "a")) {
      assertThatThrownBy(() ->
              clients.register(
                  Client.builder(taken, "x")
                      .authentication(
                          ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed("s"))
                      .build()))
          .as(taken)
          .isInstanceOf(DataIntegrityViolationException.class);
    }
  }

  @Test
  void unknownAndKnownClientsAreTurnedAwayAlikeAndInTheSameTime() {
    register(client("right"));
    Answer unknown = token(basic("nobody-" + id, "wrong"));
    Answer known = token(basic(id, "wrong"));
    refused(unknown);
    refused(known);
    assertThat(unknown.response().headers().map().keySet())
        .isEqualTo(known.response().headers().map().keySet());
    int rounds = 150;
    long[] ofUnknown = new long[rounds];
    long[] ofKnown = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      ofUnknown[i] = nanos("nobody-" + id);
      ofKnown[i] = nanos(id);
    }
    Arrays.sort(ofUnknown);
    Arrays.sort(ofKnown);
    // Of the quicker ones: what else the machine does only adds.
    assertThat((double) ofUnknown[rounds / 4] / ofKnown[rounds / 4])
        .as("lower quartiles of a request: unknown to known")
        .isBetween(0.6, 1.7);
  }

  private long nanos(String client) {
    long began = System.nanoTime();
    token(basic(client, "wrong"));
    return System.nanoTime() - began;
  }

  private ClientBuilder client(String secret) {
    return Client.builder(id, "Bí mật")
        .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(secret))
        .grantTypes(Set.of("client_credentials"))
        .scopes(Set.of("service"));
  }

  /** As an administrator's rotation leaves it, with an overlap of an hour. */
  private void rotated(String former, String next) {
    Instant end = clock.instant().plus(Duration.ofHours(1));
    register(
        client(next)
            .authentication(
                ClientAuthentication.CLIENT_SECRET_BASIC,
                ClientSecret.hashed(next),
                ClientSecret.hashed(former).until(end)));
  }

  private void register(ClientBuilder client) {
    clients.register(client.build());
  }

  private Answer inBody(String secret) {
    return protocol.post(
        "/oauth2/token", with(GRANT, "client_id", id, "client_secret", secret), Map.of());
  }

  private Answer token(Map<String, String> headers) {
    return protocol.post("/oauth2/token", GRANT, headers);
  }

  /** As soon as every node has heard of the change. */
  private static void soonRefused(Supplier<Answer> request) {
    await().untilAsserted(() -> refused(request.get()));
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().body()).isEqualTo("{\"error\":\"invalid_client\"}");
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
