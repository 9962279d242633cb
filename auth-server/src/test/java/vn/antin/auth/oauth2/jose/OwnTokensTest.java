package vn.antin.auth.oauth2.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Peer;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.key.VerificationKey;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;

/** Forged and confused tokens (RFC 8725, RFC 9068 §5, ASVS 9), tried where tokens are taken. */
@OAuth2Test
final class OwnTokensTest {
  private final Protocol protocol;
  private final SigningKeys keys;
  private final ECKey attackers;
  private Answer tokens;
  private LoggedIn official;
  private SignedJWT genuine;

  @Autowired
  OwnTokensTest(Protocol protocol, SigningKeys keys) throws Exception {
    this.protocol = protocol;
    this.keys = keys;
    this.attackers = new ECKeyGenerator(Curve.P_256).keyID("attacker").generate();
  }

  @BeforeEach
  void logIn() throws Exception {
    official = protocol.newOfficial();
    tokens = protocol.redeem(protocol.code(official.browser()));
    genuine = SignedJWT.parse(tokens.text("access_token"));
    assertThat(protocol.userInfo(genuine.serialize()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void algNoneIsRefusedInEverySpelling(String none) {
    String header =
        base64(
            "{\"typ\":\"at+jwt\",\"alg\":\"%s\",\"kid\":\"%s\"}"
                .formatted(none, genuine.getHeader().getKeyID()));
    String payload = genuine.getParsedParts()[1].toString();
    assertRefused(header + "." + payload + ".");
    assertRefused(header + "." + payload + "." + genuine.getSignature());
  }

  @Test
  void hs256WithOurPublicKeyAsSecretIsRefused() throws Exception {
    VerificationKey key = keys.published(genuine.getHeader().getKeyID()).orElseThrow();
    for (byte[] secret :
        List.of(
            key.key().getEncoded(),
            com.nimbusds.jose.util.JSONObjectUtils.toJSONString(key.jwk())
                .getBytes(StandardCharsets.UTF_8))) {
      assertRefused(
          forged(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()), new MACSigner(secret)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "EdDSA", "ES384", "HS256"})
  void algorithmOfAnotherKeyThanTheOneNamedIsRefused(String algorithm) {
    String header =
        base64(
            "{\"typ\":\"at+jwt\",\"alg\":\"%s\",\"kid\":\"%s\"}"
                .formatted(algorithm, genuine.getHeader().getKeyID()));
    assertRefused(header + "." + genuine.getParsedParts()[1] + "." + genuine.getSignature());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attacker",
        "../../../../dev/null",
        "' OR '1'='1",
        "'; DROP TABLE signing_key; --",
        "file:///etc/passwd"
      })
  void kidChoosesAmongOurKeysAndDoesNothingElse(String kid) throws Exception {
    assertRefused(
        forged(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid), new ECDSASigner(attackers)));
  }

  @Test
  void keyInTheHeaderIsIgnored() throws Exception {
    assertRefused(
        forged(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(genuine.getHeader().getKeyID())
                .jwk(attackers.toPublicJWK()),
            new ECDSASigner(attackers)));
  }

  @Test
  void addressesInTheHeaderAreNeverFetched() throws Exception {
    try (Peer peer = Peer.start()) {
      peer.json("/jwks", new JWKSet(attackers.toPublicJWK()).toString()).json("/x5u", "");
      URI jku = peer.at("/jwks");
      assertRefused(
          forged(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("attacker").jwkURL(jku),
              new ECDSASigner(attackers)));
      assertRefused(
          forged(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .keyID("attacker")
                  .x509CertURL(peer.at("/x5u")),
              new ECDSASigner(attackers)));
      assertThat(peer.requests("/jwks")).isEmpty();
      assertThat(peer.requests("/x5u")).isEmpty();
    }
  }

  @Test
  void idTokenIsNotAnAccessToken() {
    assertRefused(tokens.text("id_token"));
  }

  @Test
  void accessTokenIsNotAnIdToken() {
    Answer answer =
        protocol.authorize(
            official.browser(),
            Protocol.with(Protocol.demoRequest(), "id_token_hint", tokens.text("access_token")));
    assertThat(answer.parameter("error")).isEqualTo("invalid_request");
  }

  @Test
  void changedClaimsAreRefused() {
    String payload =
        genuine.getPayload().toString().replace("\"scope\":\"email", "\"scope\":\"admin email");
    String[] parts = genuine.serialize().split("\\.", -1);
    assertRefused(parts[0] + "." + base64(payload) + "." + parts[2]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "e30.e30.", "e30.e30.e30.e30.e30", "ẫn"})
  void whatIsNoJwtIsRefused(String token) {
    assertThat(
            protocol
                .post(
                    "/oauth2/introspect",
                    Map.of("token", token.isEmpty() ? "x" : token),
                    Protocol.basic(Protocol.DEMO_APP, Protocol.DEMO_APP + "-secret"))
                .json()
                .path("active")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void everyPublicKeyStaysOnOfferWithItsTime() {
    Answer answer = protocol.get("/oauth2/jwks/past");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("keys").valueStream().toList())
        .allSatisfy(key -> {
          assertThat(key.has("nbf")).isTrue();
          assertThat(key.has("d")).isFalse();
        })
        .anySatisfy(key -> {
          assertThat(key.path("kid").asString()).isEqualTo(genuine.getHeader().getKeyID());
          assertThat(key.path("exp").asLong()).isGreaterThan(key.path("nbf").asLong());
        });
  }

  private String forged(JWSHeader.Builder header, JWSSigner signer) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            header.type(new JOSEObjectType("at+jwt")).build(),
            JWTClaimsSet.parse(genuine.getJWTClaimsSet().toJSONObject()));
    jwt.sign(signer);
    return jwt.serialize();
  }

  private void assertRefused(String token) {
    assertThat(protocol.userInfo(token).status()).isEqualTo(401);
    Answer introspection =
        protocol.post(
            "/oauth2/introspect",
            Map.of("token", token),
            Protocol.basic(Protocol.DEMO_APP, Protocol.DEMO_APP + "-secret"));
    assertThat(introspection.json().path("active").asBoolean(true)).isFalse();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
