package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.basic;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.login.passkey.SoftAuthenticator;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2TestConfiguration;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.web.House;

/** Asks for signatures without a browser, and answers as an official with a passkey. */
final class TestPhone {
  static final String GRANT = "urn:openid:params:grant-type:ciba";
  static final String ASK = "/oauth2/bc-authorize";
  static final String OURS = "urn:antin:rar:signature";
  static final String V22 = "https://cloudsignatureconsortium.org/2025/credential";
  static final String SECRET = "a-secret-of-a-test-client-0123456789";
  static final Pattern FORM = Pattern.compile("action=\"(/inbox/[0-9a-f-]{36})\"");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Client client;
  private final Protocol protocol;
  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final SigningServiceFake signingService;

  TestPhone(
      Protocol protocol,
      House house,
      JdbcClient jdbc,
      TestClock clock,
      SigningServiceFake signingService,
      Client client) {
    this.protocol = protocol;
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    this.signingService = signingService;
    this.client = client;
  }

  static ClientBuilder newClient() {
    return Client.builder("phone-" + UUID.randomUUID(), "Quản lý văn bản")
        .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(SECRET))
        .keys(new ClientKeys.Inline(new JWKSet(OAuth2TestConfiguration.SIGNING_SERVICE_KEY)))
        .grantTypes(Set.of(GRANT, "refresh_token"))
        .scopes(Set.of("openid", "profile", "credential"))
        .authorizationDetailsTypes(Set.of(V22, OURS, "credential"));
  }

  /** An official with a certificate and a passkey, logged in on their phone. */
  final class Official {
    final LoggedIn person = protocol.newOfficial();
    final Browser desk = protocol.browser();
    final String certificate = UUID.randomUUID().toString();
    final SoftAuthenticator passkey = new SoftAuthenticator(house.issuer());
    final String handle;

    Official() {
      protocol.logIn(desk, desk.get("/account"), person.username());
      signingService.certifies(certificate, person.account().value(), true, "vn_gov_cv");
      JsonNode options =
          JSON.readTree(phone().post("/account/factors/passkey/options", Map.of()).body());
      String key = passkey.register(options.path("challenge").asString());
      assertThat(
              phone()
                  .post("/account/factors/passkey", Map.of("response", key, "label", "Khóa"))
                  .statusCode())
          .isEqualTo(303);
      handle = options.path("user").path("id").asString();
    }

    Browser phone() {
      return person.browser();
    }

    /** From the inbox to the page that shows what is to be signed. */
    HttpResponse<String> open(Browser browser) {
      Matcher form = FORM.matcher(browser.get("/inbox").body());
      assertThat(form.find()).as("a question lies in the inbox").isTrue();
      return browser.follow(browser.post(form.group(1), Map.of("action", "approve")));
    }

    HttpResponse<String> answer(HttpResponse<String> page, Map<String, String> more) {
      return answer(phone(), page, more);
    }

    HttpResponse<String> answer(
        Browser browser, HttpResponse<String> page, Map<String, String> more) {
      String id = TestApproval.parameter(page.uri().toString(), "id");
      JsonNode options = JSON.readTree(browser.post("/approval/options", Map.of("id", id)).body());
      passkey.counter++;
      Map<String, String> form = new HashMap<>(more);
      form.putAll(
          Map.of(
              "id",
              id,
              "action",
              "approve",
              "response",
              passkey.logIn(options.path("challenge").asString(), handle)));
      return browser.post("/approval", form);
    }

    HttpResponse<String> approve() {
      return phone().follow(phone().follow(answer(open(phone()), Map.of())));
    }

    int grants() {
      return jdbc.sql("SELECT count(*) FROM signing_grant WHERE account_id = :account")
          .param("account", person.account().value())
          .query(Integer.class)
          .single();
    }
  }

  Answer ask(Official official, Map<String, String> wish) {
    return ask(client, official, wish);
  }

  Answer ask(Client asking, Official official, Map<String, String> wish) {
    return protocol.post(ASK, asking(official, wish), basic(asking.id(), SECRET));
  }

  static Map<String, String> asking(Official official, Map<String, String> wish) {
    Map<String, String> form = new HashMap<>(wish);
    form.put("login_hint", official.person.username());
    form.put("binding_message", "W4SCT");
    return form;
  }

  String error(Official official, Map<String, String> wish) {
    return ask(official, wish).text("error");
  }

  Answer poll(Answer asked) {
    return poll(client, asked);
  }

  Answer poll(Client asking, Answer asked) {
    clock.advance(Duration.ofSeconds(6));
    return protocol.post("/oauth2/token", polling(asked), basic(asking.id(), SECRET));
  }

  static Map<String, String> polling(Answer asked) {
    return Map.of("grant_type", GRANT, "auth_req_id", asked.text("auth_req_id"));
  }

  Map<String, String> proof() throws JOSEException {
    return Map.of(
        "client_id",
        "signing-service",
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion",
        sign(
            new JWTClaimsSet.Builder()
                .issuer("signing-service")
                .subject("signing-service")
                .audience(house.issuer().toString())
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .build()));
  }

  JsonNode introspect(Answer token) {
    try {
      Map<String, String> form = new HashMap<>(proof());
      form.put("token", token.text("access_token"));
      return protocol.post("/oauth2/introspect", form, Map.of()).json();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(JWTClaimsSet claims) throws JOSEException {
    ECKey key = OAuth2TestConfiguration.SIGNING_SERVICE_KEY;
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  int audited(String type, Official official) {
    return jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = :type AND actor = :actor")
        .param("type", type)
        .param("actor", official.person.account().toString())
        .query(Integer.class)
        .single();
  }

  static String hash(int of) {
    return Sha256.digest(Integer.toString(of).getBytes(StandardCharsets.UTF_8)).base64();
  }

  static Map<String, String> details(Official official, String... hashes) {
    String digests =
        List.of(hashes).stream()
            .map("{\"hash\":\"%s\",\"label\":\"Văn bản\"}"::formatted)
            .collect(Collectors.joining(","));
    return Map.of(
        "scope",
        "openid credential",
        "authorization_details",
        """
        [{"type":"%s","credentialID":"%s","numSignatures":%d,
          "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","documentDigests":[%s]}]\
        """
            .formatted(V22, official.certificate, hashes.length, digests));
  }

  static Map<String, String> held(TestApproval request, String hash) {
    return Map.of(
        "scope",
        "openid credential",
        "authorization_details",
        """
        [{"type":"urn:antin:rar:signature","requestID":"%s","credentialID":"%s","hashType":"SDR",
        "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","parametersDigest":"%s",
        "documentDigests":[{"hash":"%s","label":"nhãn"}]}]\
        """
            .formatted(
                request.request, request.credential, Sha256.digest(new byte[0]).base64(), hash));
  }
}
