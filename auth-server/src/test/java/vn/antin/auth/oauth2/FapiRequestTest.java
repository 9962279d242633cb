package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.with;
import static vn.antin.auth.oauth2.Protocol.without;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;

/** FAPI 2.0 Security Profile §5.3.2.2 and Message Signing §5.3 and §5.4. */
@OAuth2Test
final class FapiRequestTest {
  private static final String PAR = "/oauth2/par";

  private final Protocol protocol;
  private final TestClock clock;
  private final BoundClients clients;

  @Autowired
  FapiRequestTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.clock = clock;
    this.clients = new BoundClients(protocol, jdbc, clock);
  }

  @Test
  void requestMustBePushed() {
    String client = clients.insert("private_key_jwt", "fapi2_security", "{}");
    Map<String, String> request = Protocol.request(client, BoundClients.CALLBACK);
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, request).parameters())
        .containsEntry("error", "invalid_request")
        .containsEntry("iss", protocol.issuer());
    Answer pushed = clients.post(PAR, client, request, Map.of());
    assertThat(pushed.json().path("expires_in").asInt()).isLessThan(600);
    assertThat(
            protocol
                .authorize(
                    browser, Map.of("client_id", client, "request_uri", pushed.text("request_uri")))
                .parameters())
        .containsKey("code");
  }

  @Test
  void pushedRequestNeedsProofKeyAndAsymmetricAuthentication() {
    String client = clients.insert("private_key_jwt", "fapi2_security", "{}");
    Map<String, String> request = Protocol.request(client, BoundClients.CALLBACK);
    assertThat(
            clients
                .post(
                    PAR,
                    client,
                    without(request, "code_challenge", "code_challenge_method"),
                    Map.of())
                .text("error"))
        .isEqualTo("invalid_request");
    String open = clients.insert("none", "fapi2_security", "{}");
    Answer refused =
        clients.post(PAR, open, Protocol.request(open, BoundClients.CALLBACK), Map.of());
    assertThat(refused.status()).isBetween(400, 401);
  }

  @Test
  void messageSigningNeedsASignedRequestAndASignedAnswer() throws Exception {
    String client = clients.insert("private_key_jwt", "fapi2_message_signing", "{}");
    Map<String, String> request =
        with(Protocol.request(client, BoundClients.CALLBACK), "response_mode", "jwt");
    assertThat(clients.post(PAR, client, request, Map.of()).text("error"))
        .isEqualTo("invalid_request");
    assertThat(push(client, without(request, "response_mode"), Duration.ZERO).text("error"))
        .isEqualTo("invalid_request");
    assertThat(push(client, request, Duration.ofMinutes(61)).text("error"))
        .isEqualTo("invalid_request_object");

    Answer pushed = push(client, request, Duration.ofMinutes(1));
    assertThat(pushed.status()).isEqualTo(201);
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(),
            Map.of("client_id", client, "request_uri", pushed.text("request_uri")));
    assertThat(answer.parameters()).containsOnlyKeys("response");
    JWTClaimsSet claims = SignedJWT.parse(answer.parameter("response")).getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly(client);
    assertThat(claims.getStringClaim("code")).isNotEmpty();
  }

  /** Pushes the request as an object that has been good for this long. */
  private Answer push(String client, Map<String, String> request, Duration age)
      throws JOSEException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(client)
            .audience(protocol.issuer())
            .notBeforeTime(Date.from(clock.instant().minus(age)))
            .expirationTime(Date.from(clock.instant().plusSeconds(60)));
    request.forEach(claims::claim);
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("oauth-authz-req+jwt"))
                .keyID(BoundClients.ASSERTION_KEY.getKeyID())
                .build(),
            claims.build());
    jwt.sign(new ECDSASigner(BoundClients.ASSERTION_KEY));
    return clients.post(PAR, client, Map.of("request", jwt.serialize()), Map.of());
  }
}
