package vn.antin.signing.bind;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proof whose signature is that of the key it shows (RFC 9449 §4.2). What it says has not been
 * compared with anything yet.
 *
 * @param thumbprint of the key (RFC 7638, SHA-256, base64url)
 * @param method, uri the request that it was made for
 * @param notBefore, expiresAt which nobody asks for, but which are honoured
 * @param tokenHash of the access token that it goes with
 */
record DpopProof(
    String thumbprint,
    String id,
    String method,
    String uri,
    Instant issuedAt,
    @Nullable Instant notBefore,
    @Nullable Instant expiresAt,
    String tokenHash) {
  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
  private static final int LONGEST = 6144;
  private static final int LONGEST_ID = 255;

  /** Reads a proof; empty unless it is complete and signed by the public key in its header. */
  static Optional<DpopProof> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var jwt = SignedJWT.parse(text);
      var header = jwt.getHeader();
      var key = header.getJWK();
      return TYPE.equals(header.getType())
              && header.getCriticalParams() == null
              && header.isBase64URLEncodePayload()
              && key != null
              && !key.isPrivate()
              && ProofSignature.verifies(jwt, key)
          ? read(key, jwt.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<DpopProof> read(JWK key, JWTClaimsSet claims)
      throws JOSEException, ParseException {
    var id = claims.getJWTID();
    var method = claims.getStringClaim("htm");
    var uri = claims.getStringClaim("htu");
    var tokenHash = claims.getStringClaim("ath");
    var issuedAt = instant(claims.getIssueTime());
    return id == null
            || id.isEmpty()
            || id.length() > LONGEST_ID
            || method == null
            || uri == null
            || tokenHash == null
            || issuedAt == null
        ? Optional.empty()
        : Optional.of(
            new DpopProof(
                key.computeThumbprint().toString(),
                id,
                method,
                uri,
                issuedAt,
                instant(claims.getNotBeforeTime()),
                instant(claims.getExpirationTime()),
                tokenHash));
  }

  @SuppressWarnings("JavaUtilDate") // Nimbus' claims give no other type.
  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
