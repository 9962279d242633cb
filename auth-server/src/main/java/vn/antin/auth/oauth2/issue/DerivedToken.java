package vn.antin.auth.oauth2.issue;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;

/**
 * An access token about an official that comes of something else than the official's own yes to
 * this client: another token, or the word of a trusted system.
 *
 * @param family the family that it ends with; null when there is none
 * @param audience empty for the usual one
 * @param notAfter it ends no later
 * @param more further claims
 */
public record DerivedToken(
    Client client,
    AccountId official,
    @Nullable Family family,
    Set<String> scopes,
    Set<String> audience,
    Instant notAfter,
    @Nullable Confirmation confirmation,
    Map<String, Object> more) {
  public DerivedToken {
    scopes = Set.copyOf(scopes);
    audience = Set.copyOf(audience);
    more = Map.copyOf(more);
  }

  /** One that ends with a family. */
  public static Builder of(Client client, Family family, Set<String> scopes) {
    return new Builder(client, family.account(), family, scopes);
  }

  /** One that nothing but its own end ends. */
  public static Builder of(Client client, AccountId official, Set<String> scopes) {
    return new Builder(client, official, null, scopes);
  }

  DerivedToken withScopes(Set<String> fewer) {
    return new DerivedToken(
        client, official, family, fewer, audience, notAfter, confirmation, more);
  }

  String tokenId() {
    return family == null ? UUID.randomUUID().toString() : family.id().newTokenId();
  }

  /** Puts one together; for one thread. */
  public static final class Builder {
    private final Client client;
    private final AccountId official;
    private final @Nullable Family family;
    private final Set<String> scopes;
    private final Map<String, Object> more = new LinkedHashMap<>();
    private Set<String> audience = Set.of();
    private Instant notAfter = Instant.MAX;
    private @Nullable Confirmation confirmation;

    private Builder(
        Client client, AccountId official, @Nullable Family family, Set<String> scopes) {
      this.client = client;
      this.official = official;
      this.family = family;
      this.scopes = scopes;
    }

    public Builder audience(Collection<String> values) {
      audience = Set.copyOf(values);
      return this;
    }

    public Builder notAfter(Instant end) {
      notAfter = end;
      return this;
    }

    public Builder confirmation(@Nullable Confirmation key) {
      confirmation = key;
      return this;
    }

    /** A further claim; an empty map is none. */
    public Builder claim(String name, Map<String, Object> value) {
      if (!value.isEmpty()) {
        more.put(name, Objects.requireNonNull(value));
      }
      return this;
    }

    public DerivedToken build() {
      return new DerivedToken(
          client, official, family, scopes, audience, notAfter, confirmation, more);
    }
  }
}
