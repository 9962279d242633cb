package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.with;
import static vn.antin.auth.oauth2.Protocol.without;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.TestClients;

/** RFC 9101 and OpenID Connect Core §6. */
@OAuth2Test
final class RequestObjectTest {
  private static final ECKey KEY = ecKey("request-1");
  private static final RSAKey RSA = rsaKey();

  private final Protocol protocol;
  private final TestClients clients;
  private final TestClock clock;

  @Autowired
  RequestObjectTest(Protocol protocol, TestClients clients, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.clock = clock;
  }

  @Test
  void signedRequestIsTakenAndNothingOutsideItCounts() {
    Client client = client(Map.of());
    String object = signed(claims(client), KEY);
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(),
            Map.of(
                "client_id",
                client.id(),
                "request",
                object,
                "state",
                "outside",
                "redirect_uri",
                "https://evil.example/cb"));
    assertThat(answer.destination()).isEqualTo(SystemFromOutside.CALLBACK);
    assertThat(answer.parameters())
        .containsKey("code")
        .containsEntry("state", "s t+a/t=e")
        .containsEntry("iss", protocol.issuer());
  }

  @Test
  void openIdRequestMayHaveMoreOutside() {
    Client client = client(Map.of());
    Map<String, Object> inner = claims(client);
    inner.keySet().removeAll(List.of("nonce", "scope", "redirect_uri"));
    inner.put("state", "inside");
    Map<String, String> request =
        with(SystemFromOutside.request(client), "request", signed(inner, KEY), "nonce", "outer");
    Browser browser = protocol.newOfficial().browser();
    assertThat(protocol.authorize(browser, request).parameters())
        .containsEntry("state", "inside")
        .containsKey("code");
    inner.put("response_type", "code id_token");
    assertThat(
            protocol.authorize(browser, with(request, "request", signed(inner, KEY))).parameters())
        .containsEntry("error", "invalid_request");
  }

  @Test
  void rsaKeyMaySignToo() {
    Client client = client(Map.of());
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.PS256, JWSAlgorithm.RS256)) {
      String object = sign(algorithm, null, claims(client), rsaSigner());
      assertThat(authorize(client, object).parameters()).containsKey("code");
    }
  }

  @Test
  void unsignedRequestIsRefusedUnlessTheClientRegisteredThat() {
    Client client = client(Map.of());
    isRefused(client, unsigned(claims(client)));
    Client lax = client(Map.of("request_object_signing_alg", "none"));
    assertThat(authorize(lax, unsigned(claims(lax))).parameters()).containsKey("code");
  }

  @Test
  void algorithmIsTheOneRegistered() {
    Client client = client(Map.of("request_object_signing_alg", "PS256"));
    isRefused(client, signed(claims(client), KEY));
    assertThat(
            authorize(client, sign(JWSAlgorithm.PS256, null, claims(client), rsaSigner()))
                .parameters())
        .containsKey("code");
  }

  @Test
  void publicKeyIsNoSharedSecret() throws JOSEException {
    Client client = client(Map.of());
    byte[] published = RSA.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
    isRefused(client, sign(JWSAlgorithm.HS256, null, claims(client), new MACSigner(published)));
  }

  @Test
  void keysThatTheHeaderBringsAreNotLookedAt() throws JOSEException {
    Client client = client(Map.of());
    ECKey foreign = ecKey("request-1");
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("request-1")
            .jwk(foreign.toPublicJWK())
            .jwkURL(URI.create("https://evil.example/jwks"))
            .x509CertURL(URI.create("https://evil.example/x5u"))
            .build();
    SignedJWT jwt = new SignedJWT(header, claimsSet(claims(client)));
    jwt.sign(new ECDSASigner(foreign));
    isRefused(client, jwt.serialize());
    isRefused(client, signed(claims(client), ecKey("unknown")));
  }

  @ParameterizedTest
  @CsvSource({
    "aud, https://other.example",
    "iss, other-client",
    "client_id, demo-app",
    "request, nested",
    "request_uri, https://app.example/r"
  })
  void objectThatIsNotMeantSoIsRefused(String name, String value) {
    Client client = client(Map.of());
    Map<String, Object> claims = claims(client);
    claims.put(name, value);
    isRefused(client, signed(claims, KEY));
  }

  @Test
  void clientAssertionIsNoRequest() {
    Client client = client(Map.of());
    Map<String, Object> claims = claims(client);
    claims.put("sub", client.id());
    isRefused(client, signed(claims, KEY));
    isRefused(client, sign(JWSAlgorithm.ES256, "at+jwt", claims(client), ecSigner(KEY)));
    isRefused(client, "not.a.jwt");
  }

  @Test
  void objectThatHasExpiredOrIsNotYetGoodIsRefused() {
    Client client = client(Map.of());
    Map<String, Object> expired = claims(client);
    expired.put("exp", clock.instant().minusSeconds(60).getEpochSecond());
    isRefused(client, signed(expired, KEY));
    Map<String, Object> early = claims(client);
    early.put("nbf", clock.instant().plusSeconds(120).getEpochSecond());
    isRefused(client, signed(early, KEY));
  }

  @Test
  void loginDemandedInsideHappensOnce() {
    Client client = client(Map.of());
    LoggedIn official = protocol.newOfficial();
    clock.advance(Duration.ofMinutes(3));
    Map<String, Object> claims = claims(client);
    claims.put("max_age", 60);
    Answer asked =
        protocol.authorize(
            official.browser(), Map.of("client_id", client.id(), "request", signed(claims, KEY)));
    assertThat(asked.location()).startsWith("/login?flow=");
    Answer back =
        new Answer(
            official
                .browser()
                .follow(protocol.logIn(official.browser(), asked.response(), official.username())));
    assertThat(back.parameters()).containsKey("code");
  }

  @Test
  void whatTheOfficialDidForOneRequestDoesNotCountForAnother() {
    LoggedIn official = protocol.newOfficial();
    clock.advance(Duration.ofMinutes(3));
    Map<String, String> request = with(Protocol.demoRequest(), "prompt", "login");
    Answer asked = protocol.authorize(official.browser(), request);
    Answer resumed =
        new Answer(protocol.logIn(official.browser(), asked.response(), official.username()));
    String resume = resumed.parameter("resume");
    String changed = new StringBuilder(resume).reverse().toString();
    assertThat(new Answer(official.browser().follow(resumed.response())).parameters())
        .containsKey("code");
    assertThat(
            protocol
                .authorize(official.browser(), with(request, "resume", resume, "state", "other"))
                .location())
        .startsWith("/login?flow=");
    assertThat(protocol.authorize(official.browser(), with(request, "resume", changed)).location())
        .startsWith("/login?flow=");
  }

  @Test
  void pushedRequestMayBeAnObject() {
    Client client = client(Map.of("require_signed_request_object", true));
    Map<String, String> credentials = Protocol.basic(client.id(), client.id() + "-secret");
    assertThat(
            protocol
                .post("/oauth2/par", SystemFromOutside.request(client), credentials)
                .text("error"))
        .isEqualTo("invalid_request");
    Answer pushed =
        protocol.post("/oauth2/par", Map.of("request", signed(claims(client), KEY)), credentials);
    assertThat(pushed.status()).isEqualTo(201);
    assertThat(
            protocol
                .authorize(
                    protocol.newOfficial().browser(),
                    Map.of("client_id", client.id(), "request_uri", pushed.text("request_uri")))
                .parameters())
        .containsKey("code");
    assertThat(
            protocol
                .post(
                    "/oauth2/par",
                    Map.of("request", signed(claims(client), ecKey("x"))),
                    credentials)
                .text("error"))
        .isEqualTo("invalid_request_object");
  }

  @Test
  void requestUriThatIsNotRegisteredIsNeverFetched() {
    Client client = client(Map.of());
    assertThat(
            protocol
                .authorize(
                    protocol.newOfficial().browser(),
                    with(
                        SystemFromOutside.request(client),
                        "request_uri",
                        "https://app.example/request.jwt"))
                .parameters())
        .containsEntry("error", "invalid_request_uri");
  }

  private Client client(Map<String, Object> metadata) {
    return clients.register(
        SystemFromOutside.with(metadata)
            .firstParty(true)
            .keys(new ClientKeys.Inline(new JWKSet(List.of(KEY, RSA))))
            .build());
  }

  private Map<String, Object> claims(Client client) {
    Map<String, Object> claims = new HashMap<>(SystemFromOutside.request(client));
    claims.put("iss", client.id());
    claims.put("aud", protocol.issuer());
    claims.put("exp", clock.instant().plusSeconds(300).getEpochSecond());
    claims.put("nbf", clock.instant().getEpochSecond());
    return claims;
  }

  private Answer authorize(Client client, String object) {
    return protocol.authorize(
        protocol.newOfficial().browser(), Map.of("client_id", client.id(), "request", object));
  }

  private void isRefused(Client client, String object) {
    assertThat(
            protocol
                .authorize(
                    protocol.newOfficial().browser(),
                    with(
                        without(SystemFromOutside.request(client), "response_type"),
                        "request",
                        object))
                .parameters())
        .containsEntry("error", "invalid_request_object")
        .doesNotContainKey("code");
  }

  private static String signed(Map<String, Object> claims, ECKey key) {
    return sign(JWSAlgorithm.ES256, "oauth-authz-req+jwt", claims, ecSigner(key), key.getKeyID());
  }

  private static String sign(
      JWSAlgorithm algorithm, @Nullable String type, Map<String, Object> claims, JWSSigner signer) {
    return sign(algorithm, type, claims, signer, null);
  }

  private static String sign(
      JWSAlgorithm algorithm,
      @Nullable String type,
      Map<String, Object> claims,
      JWSSigner signer,
      @Nullable String keyId) {
    JWSHeader.Builder header = new JWSHeader.Builder(algorithm).keyID(keyId);
    if (type != null) {
      header.type(new JOSEObjectType(type));
    }
    SignedJWT jwt = new SignedJWT(header.build(), claimsSet(claims));
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private static String unsigned(Map<String, Object> claims) {
    return new PlainJWT(claimsSet(claims)).serialize();
  }

  private static JWTClaimsSet claimsSet(Map<String, Object> claims) {
    JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
    claims.forEach((name, value) ->
        set.claim(
            name,
            (name.equals("exp") || name.equals("nbf"))
                ? Date.from(Instant.ofEpochSecond((Long) value))
                : value));
    return set.build();
  }

  private static JWSSigner ecSigner(ECKey key) {
    try {
      return new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSSigner rsaSigner() {
    try {
      return new RSASSASigner(RSA);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ecKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey rsaKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("request-2").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
