package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.TestClock;
import vn.antin.auth.web.TestCertificates;

/** Tokens bound to the certificate of a client (RFC 8705 §3), handed on by a listed proxy. */
@OAuth2Test
@TestPropertySource(
    properties = {
      "antin.trusted-proxies=127.0.0.0/8,::1",
      "antin.proxy-client-certificates=true",
      "antin.mtls.url=https://mtls.example:9444"
    })
final class CertificateBoundTest {
  private static final String BOUND = "{\"tls_client_certificate_bound_access_tokens\": true}";
  private static final TestCertificates OWN = TestCertificates.selfSigned("CN=client");
  private static final TestCertificates OTHER = TestCertificates.selfSigned("CN=thief");

  private final Protocol protocol;
  private final BoundClients clients;

  @Autowired
  CertificateBoundTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.clients = new BoundClients(protocol, jdbc, clock);
  }

  @Test
  void tokenOfTheClientIsBoundToItsCertificate() throws Exception {
    Answer machine = machine(clients.confidential(BOUND), header(OWN));
    assertThat(machine.status()).isEqualTo(200);
    assertThat(machine.text("token_type")).isEqualTo("Bearer");
    String thumbprint =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(OWN.certificate().getEncoded()));
    assertThat(machine.claim("access_token", "cnf")).isEqualTo(Map.of("x5t#S256", thumbprint));
  }

  @Test
  void clientThatRegisteredItGetsNoTokenWithoutACertificate() {
    assertThat(machine(clients.confidential(BOUND), Map.of()).text("error"))
        .isEqualTo("invalid_request");
    Answer plain = machine(clients.confidential("{}"), header(OWN));
    assertThat(plain.claims("access_token")).doesNotContainKey("cnf");
  }

  @Test
  void boundTokenOpensWithItsCertificateAlone() {
    String client = clients.confidential(BOUND);
    String code = clients.code(protocol.newOfficial().browser(), client);
    Answer tokens =
        clients.send(
            client,
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                BoundClients.CALLBACK,
                "code_verifier",
                Protocol.VERIFIER),
            header(OWN));
    String token = tokens.text("access_token");
    assertThat(userInfo(token, header(OWN)).status()).isEqualTo(200);
    Answer stolen = userInfo(token, header(OTHER));
    assertThat(stolen.status()).isEqualTo(401);
    assertThat(stolen.response().headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer error=\"invalid_token\"");
    assertThat(userInfo(token, Map.of()).status()).isEqualTo(401);

    Answer refreshed =
        clients.send(
            client,
            Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")),
            header(OTHER));
    assertThat(refreshed.status()).as("a renewed certificate").isEqualTo(200);
    assertThat(userInfo(refreshed.text("access_token"), header(OTHER)).status()).isEqualTo(200);
    assertThat(userInfo(refreshed.text("access_token"), header(OWN)).status()).isEqualTo(401);
  }

  @Test
  void proofForTheAddressOfMutualTlsIsAccepted() {
    DpopKey key = DpopKey.create();
    Answer machine =
        clients.send(
            clients.confidential("{}"),
            Map.of("grant_type", "client_credentials"),
            Map.of(
                "DPoP",
                key.proof("POST", "https://mtls.example:9444/oauth2/token", clients.now())));
    assertThat(machine.text("token_type")).isEqualTo("DPoP");
  }

  @Test
  void metadataSaysSo() {
    assertThat(
            protocol
                .get("/.well-known/openid-configuration")
                .json()
                .path("tls_client_certificate_bound_access_tokens")
                .asBoolean())
        .isTrue();
  }

  private Answer machine(String client, Map<String, String> headers) {
    return clients.send(client, Map.of("grant_type", "client_credentials"), headers);
  }

  private Answer userInfo(String token, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Authorization", "Bearer " + token);
    return protocol.get("/userinfo", all);
  }

  private static Map<String, String> header(TestCertificates shown) {
    try {
      return Map.of(
          "Client-Cert",
          ":" + Base64.getEncoder().encodeToString(shown.certificate().getEncoded()) + ":");
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
