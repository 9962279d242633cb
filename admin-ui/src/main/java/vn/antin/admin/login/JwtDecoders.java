package vn.antin.admin.login;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;
import vn.antin.admin.authorization.Discovery;
import vn.antin.admin.authorization.Metadata;
import vn.antin.admin.installation.Installation;

/** Decoders of the auth-server's tokens; its keys are fetched when first needed, then kept. */
@Component
class JwtDecoders {
  private static final Set<SignatureAlgorithm> ALGORITHMS =
      Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256);

  private final Discovery discovery;
  private final RestTemplate http;
  private final Clock clock;
  private final ConcurrentMap<Metadata, NimbusJwtDecoder> idToken = new ConcurrentHashMap<>();
  private final ConcurrentMap<Metadata, NimbusJwtDecoder> logoutToken = new ConcurrentHashMap<>();

  JwtDecoders(Discovery discovery, HttpClient client, InstantSource clock) {
    this.discovery = discovery;
    this.clock = clock.withZone(ZoneOffset.UTC);
    var requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(Duration.ofSeconds(5));
    http = new RestTemplate(requests);
  }

  /** Checks what OpenID Connect Core 1.0 section 3.1.3.7 asks for, except the nonce. */
  NimbusJwtDecoder idToken() {
    return idToken.computeIfAbsent(
        discovery.metadata(),
        metadata -> {
          var validator = new OidcIdTokenValidator(registration(metadata));
          validator.setClock(clock);
          var decoder = builder(metadata).build();
          decoder.setJwtValidator(validator);
          return decoder;
        });
  }

  /** Checks the signature only: a logout token's rules are its receiver's. */
  NimbusJwtDecoder logoutToken() {
    return logoutToken.computeIfAbsent(
        discovery.metadata(),
        metadata -> {
          OAuth2TokenValidator<Jwt> none = token -> OAuth2TokenValidatorResult.success();
          var decoder = builder(metadata).validateType(false).build();
          decoder.setJwtValidator(none);
          return decoder;
        });
  }

  private NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder builder(Metadata metadata) {
    return NimbusJwtDecoder.withJwkSetUri(metadata.jwksUri().toString())
        .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
        .restOperations(http);
  }

  private static ClientRegistration registration(Metadata metadata) {
    return ClientRegistration.withRegistrationId(Installation.CLIENT_ID)
        .clientId(Installation.CLIENT_ID)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("/login/callback")
        .authorizationUri(metadata.authorizationEndpoint().toString())
        .tokenUri(metadata.tokenEndpoint().toString())
        .jwkSetUri(metadata.jwksUri().toString())
        .issuerUri(metadata.issuer())
        .build();
  }
}
