package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.TestClock;

/** Proofs that must carry a nonce of the server (RFC 9449 §8, §9). */
@OAuth2Test
@TestPropertySource(properties = "antin.oauth2.dpop.nonces=true")
final class DpopNonceTest {
  private final Protocol protocol;
  private final BoundClients clients;
  private final TestClock clock;
  private final DpopKey key = DpopKey.create();

  @Autowired
  DpopNonceTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.clients = new BoundClients(protocol, jdbc, clock);
    this.clock = clock;
  }

  @Test
  void proofWithoutANonceIsToldOneAndWithItAccepted() {
    String client = clients.confidential("{}");
    Answer asked = token(client, null);
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.text("error")).isEqualTo("use_dpop_nonce");
    Answer given = token(client, nonce(asked));
    assertThat(given.status()).isEqualTo(200);
    assertThat(nonce(given)).as("the nonce for the next proof").isNotEmpty();
    assertThat(token(client, "invented").text("error")).isEqualTo("use_dpop_nonce");
    String old = nonce(given);
    clock.advance(Duration.ofMinutes(6));
    assertThat(token(client, old).text("error")).isEqualTo("use_dpop_nonce");
  }

  @Test
  void resourceAsksForANonceToo() {
    String client = clients.publicApp();
    String code = clients.code(protocol.newOfficial().browser(), client);
    Map<String, String> form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            BoundClients.CALLBACK,
            "code_verifier",
            Protocol.VERIFIER);
    String nonce = nonce(clients.send(client, form, Map.of("DPoP", proof(null))));
    String token = clients.send(client, form, Map.of("DPoP", proof(nonce))).text("access_token");

    Answer asked = userInfo(token, null);
    assertThat(asked.status()).isEqualTo(401);
    assertThat(asked.response().headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("DPoP error=\"use_dpop_nonce\"");
    assertThat(userInfo(token, nonce(asked)).status()).isEqualTo(200);
  }

  @Test
  void clientsWithoutProofsAreNotBothered() {
    Answer tokens = protocol.redeem(protocol.code(protocol.newOfficial().browser()));
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.response().headers().firstValue("DPoP-Nonce")).isEmpty();
  }

  private Answer token(String client, @Nullable String nonce) {
    return clients.send(
        client, Map.of("grant_type", "client_credentials"), Map.of("DPoP", proof(nonce)));
  }

  private String proof(@Nullable String nonce) {
    return key.proof(
        "POST", clients.tokenEndpoint(), clients.now(), claims -> claims.claim("nonce", nonce));
  }

  private Answer userInfo(String token, @Nullable String nonce) {
    String proof =
        key.proof(
            "GET",
            protocol.issuer() + "/userinfo",
            clients.now(),
            claims -> claims.claim("ath", DpopKey.hash(token)).claim("nonce", nonce));
    return protocol.get("/userinfo", Map.of("Authorization", "DPoP " + token, "DPoP", proof));
  }

  private static String nonce(Answer answer) {
    return answer.response().headers().firstValue("DPoP-Nonce").orElseThrow();
  }
}
