package vn.antin.auth.login.broker;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.broker.BrokerFault.Kind;

/** Validates ID tokens of upstreams (OpenID Connect Core §3.1.3.7). Thread-safe. */
@Component
final class IdTokens {
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int LONGEST_SUBJECT = 255;

  private final Providers providers;
  private final InstantSource clock;

  IdTokens(Providers providers, InstantSource clock) {
    this.providers = providers;
    this.clock = clock;
  }

  /** The claims of a token that this upstream made for us, for this very login. */
  JWTClaimsSet read(String token, Upstream upstream, ProviderMetadata metadata, String nonce)
      throws BrokerFault {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    Keys keys = new Keys(metadata);
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            upstream.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()),
            keys));
    processor.setJWTClaimsSetVerifier(new Claims(upstream, metadata));
    try {
      JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
      verify(claims, upstream, nonce);
      return claims;
    } catch (ParseException e) {
      throw new BrokerFault(Kind.UNTRUSTED, "expected a signed ID token");
    } catch (BadJOSEException | JOSEException e) {
      throw keys.fault == null
          ? new BrokerFault(Kind.UNTRUSTED, "the ID token is refused: " + e.getMessage())
          : keys.fault;
    }
  }

  private void verify(JWTClaimsSet claims, Upstream upstream, String nonce) throws BrokerFault {
    Object azp = claims.getClaim("azp");
    if (azp == null ? claims.getAudience().size() > 1 : !azp.equals(upstream.clientId())) {
      throw new BrokerFault(Kind.UNTRUSTED, "the ID token was given to somebody else (azp)");
    }
    if (!(claims.getClaim("nonce") instanceof String found)
        || !MessageDigest.isEqual(
            found.getBytes(StandardCharsets.UTF_8), nonce.getBytes(StandardCharsets.UTF_8))) {
      throw new BrokerFault(Kind.UNTRUSTED, "the ID token belongs to another login (nonce)");
    }
    String subject = claims.getSubject();
    if (subject == null || subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      throw new BrokerFault(Kind.UNTRUSTED, "the ID token has no usable subject");
    }
    Instant now = clock.instant();
    Instant oldest = now.minus(upstream.maxAge()).minus(SKEW);
    if (!(claims.getClaim("auth_time") instanceof Number time)
        || Instant.ofEpochSecond(time.longValue()).isBefore(oldest)) {
      throw new BrokerFault(
          Kind.UNTRUSTED, "expected an auth_time within max_age, found an older one or none");
    }
    if (claims.getIssueTime().toInstant().isAfter(now.plus(SKEW))) {
      throw new BrokerFault(Kind.UNTRUSTED, "the ID token comes from the future (iat)");
    }
  }

  private final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    Claims(Upstream upstream, ProviderMetadata metadata) {
      super(
          upstream.clientId(),
          new JWTClaimsSet.Builder().issuer(metadata.issuer()).build(),
          Set.of("sub", "aud", "exp", "iat"));
      setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }

  /** The upstream's keys, looked at again when none fits. */
  private final class Keys implements JWKSource<SecurityContext> {
    private final ProviderMetadata metadata;
    private @Nullable BrokerFault fault;

    Keys(ProviderMetadata metadata) {
      this.metadata = metadata;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
      try {
        List<JWK> found = selector.select(providers.keys(metadata, false));
        return found.isEmpty() ? selector.select(providers.keys(metadata, true)) : found;
      } catch (BrokerFault e) {
        fault = e;
        return List.of();
      }
    }
  }
}
