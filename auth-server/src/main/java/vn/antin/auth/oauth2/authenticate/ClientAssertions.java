package vn.antin.auth.oauth2.authenticate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.ReadableSecret;

/**
 * Checks signed assertions of clients (RFC 7523 §3, OpenID Connect Core §9): signed with the
 * registered secret or key, issued by and about the client, meant for us, living ten minutes at
 * most, and never seen before by any node.
 */
@Component
public final class ClientAssertions {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int LONGEST_TOKEN_ID = 255;
  private static final Set<JOSEObjectType> TYPES =
      Set.of(JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"));

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final ClientSignatures signatures;
  private final AssertionAudience audience;

  ClientAssertions(
      JdbcClient jdbc,
      InstantSource clock,
      ClientSignatures signatures,
      AssertionAudience audience) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.signatures = signatures;
    this.audience = audience;
  }

  /** Why the assertion is not accepted; empty when it is, and then never again. */
  Optional<Refusal> check(@Nullable Client client, ClientCredential.Assertion presented) {
    try {
      SignedJWT jwt = SignedJWT.parse(presented.jwt());
      if (client == null || !signs(client)) {
        signatures.pretend(jwt);
        return Optional.of(client == null ? Refusal.UNKNOWN : Refusal.OTHER_METHOD);
      }
      return check(client, jwt, presented.path());
    } catch (ParseException e) {
      return Optional.of(Refusal.HEADER);
    }
  }

  private Optional<Refusal> check(Client client, SignedJWT jwt, String path) throws ParseException {
    if (!AssertionAlgorithms.allows(client, jwt.getHeader().getAlgorithm())) {
      signatures.pretend(jwt);
      return Optional.of(Refusal.ALGORITHM);
    }
    if (!ordinary(jwt.getHeader())) {
      signatures.pretend(jwt);
      return Optional.of(Refusal.HEADER);
    }
    boolean signed =
        client.authentication() == ClientAuthentication.CLIENT_SECRET_JWT
            ? macVerifies(client, jwt)
            : signatures.verifies(client, jwt);
    if (!signed) {
      return Optional.of(Refusal.SIGNATURE);
    }
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    String id = claims.getJWTID();
    if (!client.id().equals(claims.getIssuer())
        || !client.id().equals(claims.getSubject())
        || id == null
        || id.isEmpty()
        || id.length() > LONGEST_TOKEN_ID) {
      return Optional.of(Refusal.CLAIMS);
    }
    if (!audience.accepts(client, jwt.getPayload().toJSONObject().get("aud"), path)) {
      return Optional.of(Refusal.AUDIENCE);
    }
    Date end = claims.getExpirationTime();
    if (end == null || !now(end, claims.getIssueTime(), claims.getNotBeforeTime())) {
      return Optional.of(Refusal.TIME);
    }
    return firstUse(client.id(), id, end.toInstant())
        ? Optional.empty()
        : Optional.of(Refusal.REPLAYED);
  }

  private static boolean signs(Client client) {
    return switch (client.authentication()) {
      case CLIENT_SECRET_JWT, PRIVATE_KEY_JWT -> true;
      case CLIENT_SECRET_BASIC,
          CLIENT_SECRET_POST,
          TLS_CLIENT_AUTH,
          SELF_SIGNED_TLS_CLIENT_AUTH,
          NONE ->
          false;
    };
  }

  /** A token made for something else names its type; we know no critical extension. */
  private static boolean ordinary(JWSHeader header) {
    return (header.getType() == null || TYPES.contains(header.getType()))
        && header.getCriticalParams() == null
        && header.isBase64URLEncodePayload();
  }

  private boolean macVerifies(Client client, SignedJWT jwt) {
    Instant now = clock.instant();
    return client.secrets().stream()
        .filter(secret -> secret.inForce(now))
        .map(ClientSecret::readable)
        .anyMatch(secret -> secret != null && macVerifies(secret, jwt));
  }

  private static boolean macVerifies(ReadableSecret secret, SignedJWT jwt) {
    try {
      return jwt.verify(new MACVerifier(secret.reveal()));
    } catch (JOSEException tooShort) {
      return false;
    }
  }

  private boolean now(Date end, @Nullable Date issued, @Nullable Date begin) {
    Instant now = clock.instant();
    Instant soon = now.plus(SKEW);
    return end.toInstant().isAfter(now.minus(SKEW))
        && end.toInstant().isBefore(now.plus(LONGEST).plus(SKEW))
        && (issued == null || !issued.toInstant().isAfter(soon))
        && (begin == null || !begin.toInstant().isAfter(soon));
  }

  private boolean firstUse(String clientId, String tokenId, Instant end) {
    return jdbc.sql(
                """
                INSERT INTO client_assertion (client_id, jti_hash, expires_at)
                VALUES (:client, :jti, :expires)
                ON CONFLICT DO NOTHING
                """)
            .param("client", clientId)
            .param("jti", Digest.sha256(tokenId))
            .param("expires", end.plus(SKEW).atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Deletes the memory of assertions that have expired. */
  public int forgetExpired() {
    return jdbc.sql("DELETE FROM client_assertion WHERE expires_at < :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
