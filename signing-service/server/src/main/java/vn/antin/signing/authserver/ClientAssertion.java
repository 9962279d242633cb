package vn.antin.signing.authserver;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import vn.antin.signing.problem.ConfigurationFault;

/** A fresh signed assertion per call: one minute, one audience, never used twice. */
final class ClientAssertion {
  static final String CLIENT_ID = "signing-service";
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final JWSHeader header;
  private final JWSSigner signer;
  private final String audience;
  private final InstantSource time;

  ClientAssertion(Path keyFile, String audience, InstantSource time) {
    var key = read(keyFile);
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    this.signer = signer(key);
    this.audience = audience;
    this.time = time;
  }

  private static JWSSigner signer(ECKey key) {
    try {
      return new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("the client key cannot sign with ES256", e);
    }
  }

  @SuppressWarnings("JavaUtilDate") // Nimbus' claims builder takes no other type.
  String create() {
    var now = time.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(CLIENT_ID)
            .subject(CLIENT_ID)
            .audience(audience)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .build();
    try {
      var assertion = new SignedJWT(header, claims);
      assertion.sign(signer);
      return assertion.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the client key cannot sign with ES256", e);
    }
  }

  private static ECKey read(Path file) {
    var action =
        "Set antin.client-key-file to a readable file holding this service's private EC P-256 key"
            + " as a JWK, the one whose public half auth-server knows for the client "
            + CLIENT_ID
            + ".";
    try {
      var key = ECKey.parse(Files.readString(file));
      if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
        throw new ConfigurationFault(
            "The client key " + file + " is not a private key on the curve P-256.", action);
      }
      return key;
    } catch (IOException e) {
      throw new ConfigurationFault("The client key " + file + " cannot be read.", action, e);
    } catch (ParseException e) {
      throw new ConfigurationFault("The client key " + file + " is not a JWK.", action, e);
    }
  }
}
