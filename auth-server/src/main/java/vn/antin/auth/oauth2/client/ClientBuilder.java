package vn.antin.auth.oauth2.client;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Client} together; for one thread. */
public final class ClientBuilder {
  private final String id;
  private String name;
  private @Nullable String url;
  private ClientKind kind = ClientKind.REGISTERED;
  private ClientProfile profile = ClientProfile.STANDARD;
  private ClientAuthentication authentication = ClientAuthentication.NONE;
  private List<ClientSecret> secrets = List.of();
  private ClientKeys keys = new ClientKeys.None();
  private Set<String> redirectUris = Set.of();
  private Set<String> postLogoutRedirectUris = Set.of();
  private Set<String> grantTypes = Set.of();
  private Set<String> scopes = Set.of();
  private Set<String> authorizationDetailsTypes = Set.of();
  private boolean requirePkce = true;
  private boolean mayIntrospect;
  private boolean firstParty;
  private ClientMetadata metadata = ClientMetadata.EMPTY;

  ClientBuilder(String id, String name) {
    this.id = id;
    this.name = name;
  }

  ClientBuilder(Client client) {
    this(client.id(), client.name());
    url = client.url();
    kind = client.kind();
    profile = client.profile();
    authentication = client.authentication();
    secrets = client.secrets();
    keys = client.keys();
    redirectUris = client.redirectUris();
    postLogoutRedirectUris = client.postLogoutRedirectUris();
    grantTypes = client.grantTypes();
    scopes = client.scopes();
    authorizationDetailsTypes = client.authorizationDetailsTypes();
    requirePkce = client.requirePkce();
    mayIntrospect = client.mayIntrospect();
    firstParty = client.firstParty();
    metadata = client.metadata();
  }

  public ClientBuilder name(String value) {
    name = value;
    return this;
  }

  public ClientBuilder url(@Nullable String value) {
    url = value;
    return this;
  }

  public ClientBuilder kind(ClientKind value) {
    kind = value;
    return this;
  }

  public ClientBuilder profile(ClientProfile value) {
    profile = value;
    return this;
  }

  /** The method and the secrets that it needs, if any. */
  public ClientBuilder authentication(ClientAuthentication value, ClientSecret... shared) {
    authentication = value;
    secrets = List.of(shared);
    return this;
  }

  public ClientBuilder keys(ClientKeys value) {
    keys = value;
    return this;
  }

  public ClientBuilder redirectUris(Set<String> values) {
    redirectUris = values;
    return this;
  }

  public ClientBuilder postLogoutRedirectUris(Set<String> values) {
    postLogoutRedirectUris = values;
    return this;
  }

  public ClientBuilder grantTypes(Set<String> values) {
    grantTypes = values;
    return this;
  }

  public ClientBuilder scopes(Set<String> values) {
    scopes = values;
    return this;
  }

  public ClientBuilder authorizationDetailsTypes(Set<String> values) {
    authorizationDetailsTypes = values;
    return this;
  }

  public ClientBuilder requirePkce(boolean value) {
    requirePkce = value;
    return this;
  }

  public ClientBuilder mayIntrospect(boolean value) {
    mayIntrospect = value;
    return this;
  }

  public ClientBuilder firstParty(boolean value) {
    firstParty = value;
    return this;
  }

  public ClientBuilder metadata(ClientMetadata value) {
    metadata = value;
    return this;
  }

  /**
   * The client.
   *
   * @throws IllegalArgumentException when method and secrets do not fit
   */
  public Client build() {
    return new Client(
        id,
        name,
        url,
        kind,
        profile,
        authentication,
        secrets,
        keys,
        redirectUris,
        postLogoutRedirectUris,
        grantTypes,
        scopes,
        authorizationDetailsTypes,
        requirePkce,
        mayIntrospect,
        firstParty,
        metadata);
  }
}
