package vn.antin.signing.bind;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;

/** A client's key and the proofs that it signs. */
public final class TestKey {
  private final RunningService service;
  private final ECKey key;

  public TestKey(RunningService service) {
    this.service = service;
    try {
      this.key = new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code cnf} of tokens that are bound to it. */
  public Map<String, String> confirmation() {
    try {
      return Map.of("jkt", key.computeThumbprint().toString());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A proof for a POST.
   *
   * @param changes claims that differ; null leaves one out
   */
  public String proof(String path, String token, Map<String, ? extends @Nullable Object> changes) {
    var claims = new HashMap<String, @Nullable Object>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", "POST");
    claims.put("htu", "http://localhost:9100" + path);
    claims.put("iat", service.clock.instant().getEpochSecond());
    claims.put("ath", Digests.base64url(token.getBytes(StandardCharsets.UTF_8)));
    claims.putAll(changes);
    claims.values().removeIf(java.util.Objects::isNull);
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(key.toPublicJWK())
            .build();
    try {
      var jwt =
          new SignedJWT(header, JWTClaimsSet.parse(JsonMapper.shared().writeValueAsString(claims)));
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException | java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  public String proof(String path, String token) {
    return proof(path, token, Map.of());
  }

  /** Posts with the token and this proof. */
  static Answer post(
      RunningService node, String path, String token, String proof, @Nullable Object body) {
    return node.send(
        call(node, path, body).header("Authorization", "DPoP " + token).header("DPoP", proof));
  }

  static HttpRequest.Builder call(RunningService node, String path, @Nullable Object body) {
    var call = node.request(path, null);
    return body == null
        ? call.POST(HttpRequest.BodyPublishers.noBody())
        : call.header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    JsonMapper.shared().writeValueAsBytes(body)));
  }
}
