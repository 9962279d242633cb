package vn.antin.auth.oauth2.bind;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.web.House;

/**
 * Where tokens may be used (resource indicators, RFC 8707). A client may name this server, the
 * signing service, and what its metadata lists under {@value #ALLOWED}; nothing else.
 */
@Component
public final class Resources {
  /** The member of a client's metadata that lists further resources. */
  public static final String ALLOWED = "allowed_resources";

  /** Scopes that mean something to this server and the signing service alone. */
  private static final Set<String> OURS =
      Set.of("admin", "service", "credential", "signing-request", "people.read", "agreement.read");

  private static final int LONGEST = 512;
  private static final int MOST = 10;

  private final Set<String> house;

  Resources(House house) {
    this.house = Set.of(house.issuer().toString(), house.signingServiceUrl().toString());
  }

  /** Whether the client may have tokens for all of these. */
  public boolean allows(Client client, Collection<String> resources) {
    return resources.size() <= MOST
        && resources.stream()
            .allMatch(resource ->
                wellFormed(resource)
                    && (house.contains(resource)
                        || client.metadata().texts(ALLOWED).contains(resource)));
  }

  /**
   * Where a token goes, given what was authorized and what the token request asks for: a part of
   * it, or all. Empty when that goes beyond what was authorized, or beyond what the client may have
   * by now.
   *
   * @param authorized empty when the authorization request named none
   * @param wanted empty for all
   */
  public Optional<Set<String>> narrow(Client client, Set<String> authorized, Set<String> wanted) {
    Set<String> audience = wanted.isEmpty() ? authorized : wanted;
    boolean within = authorized.isEmpty() || authorized.containsAll(audience);
    return within && allows(client, audience) ? Optional.of(audience) : Optional.empty();
  }

  /** The scopes that a token for these resources needs: no power over us travels to others. */
  public Set<String> scopesFor(Set<String> resources, Set<String> scopes) {
    return resources.isEmpty() || house.containsAll(resources)
        ? scopes
        : scopes.stream()
            .filter(scope -> !OURS.contains(scope))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** An absolute URI without fragment (RFC 8707 §2). */
  private static boolean wellFormed(String resource) {
    try {
      URI uri = new URI(resource);
      return resource.length() <= LONGEST && uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
