package vn.antin.auth.oauth2.authenticate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Answer;

/** A client's assertion, good unless a test makes it otherwise. */
final class TestAssertion {
  private final JWTClaimsSet.Builder claims;
  private JWSHeader.Builder header;

  private TestAssertion(String client, Object audience, Instant now) {
    claims =
        new JWTClaimsSet.Builder()
            .issuer(client)
            .subject(client)
            .claim("aud", audience)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(1))))
            .jwtID(UUID.randomUUID().toString());
    header = new JWSHeader.Builder(JWSAlgorithm.ES256);
  }

  static TestAssertion by(String client, Object audience, Instant now) {
    return new TestAssertion(client, audience, now);
  }

  TestAssertion claim(String name, Object value) {
    claims.claim(name, value);
    return this;
  }

  TestAssertion without(String name) {
    claims.claim(name, null);
    return this;
  }

  TestAssertion algorithm(JWSAlgorithm algorithm) {
    header = new JWSHeader.Builder(algorithm);
    return this;
  }

  TestAssertion header(UnaryOperator<JWSHeader.Builder> change) {
    header = change.apply(header);
    return this;
  }

  String sign(JWK key) throws JOSEException {
    header.keyID(key.getKeyID());
    return sign(key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key));
  }

  String mac(String secret) throws JOSEException {
    return sign(new MACSigner(secret));
  }

  private String sign(JWSSigner signer) throws JOSEException {
    Map<String, Object> payload = new HashMap<>(claims.build().toJSONObject());
    // As it was given: the builder would write a list of one as a string.
    payload.computeIfPresent("aud", (name, written) -> claims.getClaims().get("aud"));
    JWSObject jwt = new JWSObject(header.build(), new Payload(payload));
    jwt.sign(signer);
    return jwt.serialize();
  }

  /** Asks a node for a token with these parameters. */
  static Answer post(String origin, Map<String, String> parameters) {
    return new Answer(new Browser(origin).post("/oauth2/token", parameters));
  }

  /** The parameters that carry it. */
  static Map<String, String> parameters(String assertion) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("grant_type", "client_credentials");
    parameters.put("client_assertion_type", CredentialReader.ASSERTION_TYPE);
    parameters.put("client_assertion", assertion);
    return parameters;
  }
}
