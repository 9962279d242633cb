package vn.antin.signing.web;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * Checks access tokens; whether the sender owns one is the filter's to ask. Keys are fetched at the
 * first token, kept for five minutes, fetched again when an unknown one appears (twice in two
 * seconds at most), and kept in use for an hour when auth-server cannot be reached.
 */
@Configuration(proxyBeanMethods = false)
class AccessTokens {
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final int JWKS_LIMIT = 256 * 1024;

  @Bean
  JwtDecoder accessTokenDecoder(AuthServer authServer, WebProperties web, InstantSource time) {
    var keys =
        JWKSourceBuilder.<SecurityContext>create(
                jwks(authServer), new DefaultResourceRetriever(2_000, 3_000, JWKS_LIMIT))
            .cache(Duration.ofMinutes(5).toMillis(), 5_000)
            .refreshAheadCache(false)
            .rateLimited(2_000)
            .outageTolerant(Duration.ofHours(1).toMillis())
            .build();
    var decoder =
        NimbusJwtDecoder.withJwkSource(keys)
            .jwsAlgorithms(accepted -> {
              accepted.clear();
              accepted.addAll(
                  Set.of(
                      SignatureAlgorithm.ES256,
                      SignatureAlgorithm.RS256,
                      SignatureAlgorithm.PS256));
            })
            .jwtProcessorCustomizer(processor ->
                processor.setJWSTypeVerifier(
                    new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))))
            .build();
    var lifetime = new JwtTimestampValidator(SKEW);
    lifetime.setAllowEmptyExpiryClaim(false);
    lifetime.setClock(time.withZone(ZoneOffset.UTC));
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            lifetime,
            new JwtIssuerValidator(authServer.issuer()),
            new JwtAudienceValidator(web.publicUrl()),
            new JwtClaimValidator<String>("sub", sub -> sub != null && !sub.isEmpty())));
    return decoder;
  }

  private static URL jwks(AuthServer authServer) {
    try {
      return URI.create(authServer.issuer() + "/oauth2/jwks").toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new ConfigurationFault(
          "antin.auth-server-issuer is '" + authServer.issuer() + "', which is not a URL.",
          "Set it to auth-server's issuer, for example http://localhost:9000.",
          e);
    }
  }
}
