package vn.antin.auth.login.broker;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;

/** Posts forms to upstreams and proves that they come from their client. Thread-safe. */
@Component
final class ClientProofs {
  private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(1);
  private static final int LARGEST = 256 * 1024;

  private final Outbound outbound;
  private final InstantSource clock;

  ClientProofs(Outbound outbound, InstantSource clock) {
    this.outbound = outbound;
    this.clock = clock;
  }

  /** Posts the form with the client's proof. */
  Answer post(URI address, Upstream upstream, Map<String, String> form) {
    Map<String, String> fields = new LinkedHashMap<>(form);
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    switch (upstream.proof()) {
      case CLIENT_SECRET_BASIC ->
          headers.put(
              "Authorization",
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString(
                          (encode(upstream.clientId()) + ":" + encode(secret(upstream)))
                              .getBytes(StandardCharsets.UTF_8)));
      case CLIENT_SECRET_POST -> {
        fields.put("client_id", upstream.clientId());
        fields.put("client_secret", secret(upstream));
      }
      case PRIVATE_KEY_JWT -> {
        fields.put("client_id", upstream.clientId());
        fields.put(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        fields.put("client_assertion", assertion(upstream));
      }
    }
    return outbound.post(
        address,
        "application/x-www-form-urlencoded",
        encode(fields).getBytes(StandardCharsets.US_ASCII),
        headers,
        LARGEST);
  }

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String secret(Upstream upstream) {
    return read(upstream.secretFile()).strip();
  }

  /** RFC 7523 §2.2; the audience is the issuer alone, so that it serves nobody else. */
  private String assertion(Upstream upstream) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(upstream.clientId())
            .subject(upstream.clientId())
            .audience(upstream.issuer().toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)))
            .build();
    try {
      PrivateKey key = key(upstream);
      boolean elliptic = key instanceof ECPrivateKey;
      JWSSigner signer =
          key instanceof ECPrivateKey own ? new ECDSASigner(own) : new RSASSASigner(key);
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.PS256)
                  .keyID(upstream.keyId())
                  .build(),
              claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "expected a private key of P-256 or RSA, PKCS#8 in PEM, in " + upstream.keyFile(), e);
    }
  }

  private static PrivateKey key(Upstream upstream) throws GeneralSecurityException {
    String text = read(upstream.keyFile());
    PKCS8EncodedKeySpec encoded =
        new PKCS8EncodedKeySpec(
            Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "")));
    try {
      return KeyFactory.getInstance("EC").generatePrivate(encoded);
    } catch (InvalidKeySpecException notElliptic) {
      return KeyFactory.getInstance("RSA").generatePrivate(encoded);
    }
  }

  private static String read(@Nullable Path file) {
    Path named = Objects.requireNonNull(file);
    try {
      return Files.readString(named);
    } catch (IOException e) {
      throw new IllegalStateException("the upstream's credential %s is gone".formatted(named), e);
    }
  }
}
