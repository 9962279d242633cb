package vn.antin.auth.oauth2.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.auth.oauth2.DpopKey;

/** What may call itself a proof (RFC 9449 §4.2), and what may not (ASVS 9). */
final class DpopProofTest {
  private static final Instant NOW = Instant.parse("2026-07-01T08:00:00Z");
  private static final String TARGET = "https://id.example/oauth2/token";
  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

  private final DpopKey key = DpopKey.create();

  @Test
  void proofSaysWhatItIsFor() {
    String text =
        key.proof(
            "POST", TARGET, NOW, claims -> claims.jwtID("1").claim("ath", "a").claim("nonce", "n"));
    assertThat(DpopProof.read(text))
        .contains(new DpopProof(key.thumbprint(), "1", "POST", TARGET, NOW, null, null, "a", "n"));
  }

  @Test
  void rsaPssAndEd25519AreAccepted() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    assertThat(DpopProof.read(signed(JWSAlgorithm.PS256, rsa, new RSASSASigner(rsa))))
        .hasValueSatisfying(proof -> assertThat(proof.thumbprint()).isEqualTo(thumbprint(rsa)));
    assertThat(DpopProof.read(ed25519("EdDSA"))).isPresent();
    assertThat(DpopProof.read(ed25519("Ed25519"))).isPresent();
  }

  @Test
  void algNoneIsRefused() {
    String[] parts = key.proof("POST", TARGET, NOW).split("\\.", 3);
    String none =
        header("{\"typ\":\"dpop+jwt\",\"alg\":\"none\",\"jwk\":%s}".formatted(publicJwk()));
    assertThat(DpopProof.read(none + "." + parts[1] + ".")).isEmpty();
    assertThat(DpopProof.read(none + "." + parts[1] + "." + parts[2])).isEmpty();
  }

  @Test
  void symmetricAlgorithmIsRefusedAlsoWithThePublicKeyAsSecret() throws Exception {
    byte[] secret = publicJwk().getBytes(StandardCharsets.UTF_8);
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).jwk(key.key().toPublicJWK()).build();
    SignedJWT jwt = new SignedJWT(header, claims());
    jwt.sign(new MACSigner(secret));
    assertThat(DpopProof.read(jwt.serialize())).isEmpty();
  }

  @Test
  void algorithmOfAnotherKindOfKeyIsRefused() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    assertThat(DpopProof.read(signed(JWSAlgorithm.RS256, rsa, new RSASSASigner(rsa)))).isEmpty();
    ECKey large = new ECKeyGenerator(Curve.P_384).generate();
    assertThat(DpopProof.read(signed(JWSAlgorithm.ES384, large, new ECDSASigner(large)))).isEmpty();
    JWSHeader confused =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).jwk(rsa.toPublicJWK()).build();
    assertThat(DpopProof.read(key.sign(confused, claims()))).isEmpty();
  }

  @Test
  void privateKeyInTheHeaderIsRefused() {
    String[] parts = key.proof("POST", TARGET, NOW).split("\\.", 3);
    String leaking =
        header(
            "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}"
                .formatted(key.key().toJSONString()));
    assertThat(DpopProof.read(resigned(leaking + "." + parts[1]))).isEmpty();
    assertThat(
            DpopProof.read(
                resigned(
                    header(
                            "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}"
                                .formatted(publicJwk()))
                        + "."
                        + parts[1])))
        .isPresent();
  }

  @Test
  void signatureOfAnotherKeyIsRefused() {
    JWSHeader borrowed =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(TYPE)
            .jwk(DpopKey.create().key().toPublicJWK())
            .build();
    assertThat(DpopProof.read(key.sign(borrowed, claims()))).isEmpty();
    String good = key.proof("POST", TARGET, NOW);
    String[] parts = good.split("\\.", 3);
    String changed =
        Base64URL.encode(Base64URL.from(parts[1]).decodeToString().replace("POST", "PUT "))
            .toString();
    assertThat(DpopProof.read(parts[0] + "." + changed + "." + parts[2])).isEmpty();
  }

  @Test
  void tokenOfAnotherTypeIsNoProof() {
    JWSHeader.Builder plain =
        new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(key.key().toPublicJWK());
    assertThat(DpopProof.read(key.sign(plain.build(), claims()))).isEmpty();
    assertThat(DpopProof.read(key.sign(plain.type(JOSEObjectType.JWT).build(), claims())))
        .isEmpty();
    assertThat(DpopProof.read(key.sign(plain.type(new JOSEObjectType("at+jwt")).build(), claims())))
        .isEmpty();
  }

  @Test
  void keyNamedInsteadOfShownIsRefused() throws Exception {
    JWSHeader named =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(TYPE)
            .keyID("1")
            .jwkURL(new java.net.URI("https://attacker.example/jwks"))
            .build();
    assertThat(DpopProof.read(key.sign(named, claims()))).isEmpty();
  }

  @Test
  void unknownCriticalHeaderIsRefused() {
    JWSHeader header = key.header().criticalParams(Set.of("exp")).customParam("exp", 1).build();
    assertThat(DpopProof.read(key.sign(header, claims()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jti", "htm", "htu", "iat"})
  void proofWithoutWhatItNeedsIsRefused(String missing) {
    JWTClaimsSet claims = new JWTClaimsSet.Builder(claims()).claim(missing, null).build();
    assertThat(DpopProof.read(key.sign(key.header().build(), claims))).isEmpty();
  }

  @Test
  void oversizedProofIsRefused() {
    assertThat(
            DpopProof.read(key.proof("POST", TARGET, NOW, c -> c.claim("more", "x".repeat(6000)))))
        .isEmpty();
    assertThat(DpopProof.read(key.proof("POST", TARGET, NOW, c -> c.jwtID("x".repeat(256)))))
        .isEmpty();
    assertThat(DpopProof.read(key.proof("POST", TARGET, NOW, c -> c.jwtID("x".repeat(255)))))
        .isPresent();
  }

  @Test
  void tooShortAndTooLongRsaKeysAreRefused() throws Exception {
    KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    KeyPair small = weak.generateKeyPair();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.PS256)
            .type(TYPE)
            .jwk(new RSAKey.Builder((RSAPublicKey) small.getPublic()).build())
            .build();
    SignedJWT jwt = new SignedJWT(header, claims());
    jwt.sign(new RSASSASigner(small.getPrivate(), Set.of(AllowWeakRSAKey.getInstance())));
    assertThat(DpopProof.read(jwt.serialize())).isEmpty();
    RSAKey huge =
        new RSAKey.Builder(
                Base64URL.encode(
                    java.math.BigInteger.TWO
                        .pow(16_384)
                        .subtract(java.math.BigInteger.ONE)
                        .toByteArray()),
                Base64URL.from("AQAB"))
            .build();
    JWSHeader slow = new JWSHeader.Builder(JWSAlgorithm.PS256).type(TYPE).jwk(huge).build();
    String payload = Base64URL.encode(claims().toString()).toString();
    assertThat(DpopProof.read(slow.toBase64URL() + "." + payload + ".AAAA")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "e30.e30.",
        "e30.e30.e30",
        "{}",
        "W10.W10.AA",
        "\0"
      })
  void nonsenseIsRefused(String text) {
    assertThat(DpopProof.read(text)).isEmpty();
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .jwtID("1")
        .claim("htm", "POST")
        .claim("htu", TARGET)
        .issueTime(Date.from(NOW))
        .build();
  }

  private static String signed(JWSAlgorithm algorithm, JWK key, JWSSigner signer) throws Exception {
    JWSHeader header = new JWSHeader.Builder(algorithm).type(TYPE).jwk(key.toPublicJWK()).build();
    SignedJWT jwt = new SignedJWT(header, claims());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static String ed25519(String algorithm) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    OctetKeyPair jwk =
        new OctetKeyPair.Builder(
                Curve.Ed25519,
                Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)))
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).type(TYPE).jwk(jwk).build();
    String input = header.toBase64URL() + "." + Base64URL.encode(claims().toString());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64URL.encode(signature.sign());
  }

  private String publicJwk() {
    return key.key().toPublicJWK().toJSONString();
  }

  private static String header(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Header and payload as they are, with a right signature. */
  private String resigned(String input) {
    try {
      return input
          + "."
          + new ECDSASigner(key.key())
              .sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(StandardCharsets.US_ASCII));
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String thumbprint(JWK key) {
    try {
      return key.computeThumbprint().toString();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
