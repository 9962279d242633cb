package vn.antin.auth.oauth2.ciba;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientSecret;

/** Speaks as a system that asks officials, and as the official asked. */
final class Asking {
  static final String GRANT = "urn:openid:params:grant-type:ciba";
  static final String PATH = "/oauth2/bc-authorize";
  static final ECKey KEY = key();

  private static final String SECRET = "a-secret-of-a-test-client-0123456789";

  private Asking() {}

  /** A client with a secret and a key, which polls. */
  static ClientBuilder newClient() {
    return Client.builder("ciba-" + UUID.randomUUID(), "Một cửa điện tử")
        .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(SECRET))
        .keys(new ClientKeys.Inline(new JWKSet(KEY)))
        .grantTypes(Set.of(GRANT, "refresh_token"))
        .scopes(Set.of("openid", "profile", "email", "admin"));
  }

  static Map<String, String> request(String loginHint) {
    return Map.of("scope", "openid profile", "login_hint", loginHint, "binding_message", "W4SCT");
  }

  static Answer ask(Protocol protocol, Client client, Map<String, String> parameters) {
    return protocol.post(PATH, parameters, Protocol.basic(client.id(), SECRET));
  }

  static Answer poll(Protocol protocol, Client client, String authReqId) {
    return protocol.post(
        "/oauth2/token",
        Map.of("grant_type", GRANT, "auth_req_id", authReqId),
        Protocol.basic(client.id(), SECRET));
  }

  /** Answers the first question in the inbox. */
  static HttpResponse<String> decide(Browser browser, String action) {
    Matcher form =
        Pattern.compile("action=\"(/inbox/[0-9a-f-]{36})\"").matcher(browser.get("/inbox").body());
    if (!form.find()) {
      throw new AssertionError("the inbox is empty");
    }
    return browser.post(form.group(1), Map.of("action", action));
  }

  static String sign(JWTClaimsSet claims, ECKey key) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
