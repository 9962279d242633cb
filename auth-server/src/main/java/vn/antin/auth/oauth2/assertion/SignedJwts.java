package vn.antin.auth.oauth2.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Checks signatures of JWTs that others have signed; what they claim is left to the caller. */
final class SignedJwts {
  private static final int LONGEST = 16 * 1024;

  private SignedJwts() {}

  /**
   * The claims of a JWT signed by one of these keys with one of these algorithms.
   *
   * @param known keys at hand
   * @param latest keys after a look whether there are new ones; asked when the known ones do not do
   */
  static Optional<JWTClaimsSet> verify(
      String text, Set<JWSAlgorithm> algorithms, Supplier<JWKSet> known, Supplier<JWKSet> latest) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(text);
      return algorithms.contains(jwt.getHeader().getAlgorithm())
          ? verify(jwt, algorithms, known.get()).or(() -> verify(jwt, algorithms, latest.get()))
          : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<JWTClaimsSet> verify(
      SignedJWT jwt, Set<JWSAlgorithm> algorithms, JWKSet keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(keys)));
    // Senders agree on no type; the claims tell one kind of JWT from another.
    processor.setJWSTypeVerifier((type, context) -> {});
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    try {
      return Optional.of(processor.process(jwt, null));
    } catch (BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }
}
