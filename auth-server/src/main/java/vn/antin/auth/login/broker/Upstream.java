package vn.antin.auth.login.broker;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.antin.auth.session.Assurance;

/**
 * An OpenID provider where officials may log in.
 *
 * @param name as officials know it
 * @param issuer its address; discovery (OpenID Connect Discovery 1.0) starts there
 * @param clientId ours there
 * @param proof how we prove to be that client
 * @param secretFile the client secret, read at every use
 * @param keyFile PEM file with the private key (PKCS#8, P-256 or RSA) of private_key_jwt, read at
 *     every use
 * @param keyId how the upstream knows that key ({@code kid}); not said when absent
 * @param scopes asked for
 * @param acrValues asked for with {@code acr_values}; nothing is asked for when empty
 * @param levels what its {@code acr} is worth here
 * @param otherwise what a login with any other {@code acr}, or none, is worth
 * @param maxAge how long ago the official may have logged in there at most ({@code max_age})
 * @param nationalIdClaim where the national id stands, in the ID token or else at the userinfo
 *     endpoint; dots lead into objects
 * @param nationalIdFrom a national id is believed from this level upwards
 * @param linkByNationalId whether the national id alone leads to the account that has it
 * @param algorithms with which its ID tokens may be signed
 */
record Upstream(
    @NotBlank String name,
    @NotNull URI issuer,
    @NotBlank String clientId,
    @DefaultValue("client-secret-basic") Proof proof,
    @Nullable Path secretFile,
    @Nullable Path keyFile,
    @Nullable String keyId,
    @DefaultValue("openid") List<String> scopes,
    @DefaultValue List<String> acrValues,
    @DefaultValue List<Level> levels,
    @DefaultValue("password") Assurance otherwise,
    @DefaultValue("5m") Duration maxAge,
    @Nullable String nationalIdClaim,
    @DefaultValue("two-factor") Assurance nationalIdFrom,
    @DefaultValue("false") boolean linkByNationalId,
    @DefaultValue({"ES256", "PS256", "RS256"}) Set<String> algorithms) {
  Upstream {
    scopes = List.copyOf(scopes);
    acrValues = List.copyOf(acrValues);
    levels = List.copyOf(levels);
    algorithms = Set.copyOf(algorithms);
  }

  /** How we prove to be the client (OpenID Connect Core §9). */
  enum Proof {
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    PRIVATE_KEY_JWT
  }

  /** One {@code acr} of theirs in our terms. */
  record Level(String acr, Assurance worth) {}

  /** What a login with this {@code acr} is worth here. */
  Assurance worth(@Nullable String acr) {
    return levels.stream()
        .filter(level -> level.acr().equals(acr))
        .map(Level::worth)
        .findFirst()
        .orElse(otherwise);
  }
}
