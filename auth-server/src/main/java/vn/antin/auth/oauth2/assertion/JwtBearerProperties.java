package vn.antin.auth.oauth2.assertion;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Systems whose word about officials is taken (RFC 7523); none unless listed.
 *
 * @param issuers each with its keys and the clients that may bring its assertions
 */
@ConfigurationProperties("antin.jwt-bearer")
@Validated
record JwtBearerProperties(@DefaultValue List<Issuer> issuers) {
  JwtBearerProperties {
    issuers = List.copyOf(issuers);
    if (issuers.stream().map(Issuer::issuer).distinct().count() != issuers.size()) {
      throw new IllegalArgumentException("antin.jwt-bearer.issuers: an issuer is listed twice");
    }
  }

  /**
   * A trusted system.
   *
   * @param issuer the claim {@code iss}, exactly
   * @param jwksFile file with its public keys as a JWK set
   * @param jwksUri or where it publishes them
   * @param clients ids of the clients that may bring its assertions
   * @param usernameClaim the claim that holds the official's user name
   * @param longest from now to the end of an assertion at most
   */
  record Issuer(
      String issuer,
      @Nullable Path jwksFile,
      @Nullable URI jwksUri,
      Set<String> clients,
      @DefaultValue("sub") String usernameClaim,
      @DefaultValue("5m") Duration longest) {
    Issuer {
      clients = Set.copyOf(clients);
      if ((jwksFile == null) == (jwksUri == null) || clients.isEmpty()) {
        throw new IllegalArgumentException(
            "antin.jwt-bearer.issuers, %s: expected jwks-file or jwks-uri, and clients"
                .formatted(issuer));
      }
    }
  }
}
