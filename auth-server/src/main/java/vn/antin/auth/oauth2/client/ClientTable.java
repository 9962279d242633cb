package vn.antin.auth.oauth2.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code oauth2_client}. Joins the caller's transaction. */
@Repository
public final class ClientTable {
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private static final String CLIENT =
      """
      SELECT client_id, name, url, kind, profile, authentication, jwks, jwks_uri,
        redirect_uris, post_logout_redirect_uris, grant_types, scopes,
        authorization_details_types, require_pkce, may_introspect, first_party, metadata
      FROM oauth2_client WHERE client_id = :id
      """;

  private final JdbcClient jdbc;
  private final ClientSecretTable secrets;
  private final JsonMapper json;

  ClientTable(JdbcClient jdbc, ClientSecretTable secrets, JsonMapper json) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.json = json;
  }

  /** The client, unless it has been switched off. */
  Optional<Client> find(String id) {
    Optional<Client> found =
        jdbc.sql(CLIENT + "AND enabled").param("id", id).query(this::client).optional();
    if (found.isEmpty()) {
      // What is not there takes as long to find as what is.
      secrets.of(id);
    }
    return found;
  }

  /** The client, whether it has been switched off or not. */
  public Optional<Client> findAny(String id) {
    return jdbc.sql(CLIENT).param("id", id).query(this::client).optional();
  }

  List<ClientPage> pages() {
    return jdbc.sql(
            """
            SELECT client_id, name, url, metadata->>'initiate_login_uri' AS initiate_login_uri
            FROM oauth2_client
            WHERE enabled AND (url IS NOT NULL OR metadata->>'initiate_login_uri' IS NOT NULL)
              AND kind NOT IN ('house', 'dynamic')
              AND 'authorization_code' = ANY (grant_types)
            ORDER BY name COLLATE "vi-x-icu", client_id
            """)
        .query((row, number) ->
            new ClientPage(
                row.getString("client_id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("initiate_login_uri")))
        .list();
  }

  /** Writes row and secrets as given; whether it was switched off stays as it is. */
  public void put(Client client, Instant now) {
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, url, kind, profile, authentication, jwks,
              jwks_uri, redirect_uris, post_logout_redirect_uris, grant_types, scopes,
              authorization_details_types, require_pkce, may_introspect, first_party, metadata,
              created_at, updated_at)
            VALUES (:id, :name, :url, :kind, :profile, :authentication, :jwks,
              :jwksUri, :redirectUris, :postLogoutRedirectUris, :grantTypes, :scopes,
              :authorizationDetailsTypes, :requirePkce, :mayIntrospect, :firstParty,
              :metadata::jsonb, :now, :now)
            ON CONFLICT (client_id) DO UPDATE SET
              name = excluded.name, url = excluded.url, kind = excluded.kind,
              profile = excluded.profile, authentication = excluded.authentication,
              jwks = excluded.jwks, jwks_uri = excluded.jwks_uri,
              redirect_uris = excluded.redirect_uris,
              post_logout_redirect_uris = excluded.post_logout_redirect_uris,
              grant_types = excluded.grant_types, scopes = excluded.scopes,
              authorization_details_types = excluded.authorization_details_types,
              require_pkce = excluded.require_pkce, may_introspect = excluded.may_introspect,
              first_party = excluded.first_party, metadata = excluded.metadata,
              updated_at = excluded.updated_at
            """)
        .param("id", client.id())
        .param("name", client.name())
        .param("url", client.url())
        .param("kind", client.kind().column())
        .param("profile", client.profile().column())
        .param("authentication", client.authentication().value())
        .param("jwks", client.keys() instanceof ClientKeys.Inline(var set) ? set.toString() : null)
        .param("jwksUri", client.keys() instanceof ClientKeys.At(var uri) ? uri.toString() : null)
        .param("redirectUris", texts(client.redirectUris()))
        .param("postLogoutRedirectUris", texts(client.postLogoutRedirectUris()))
        .param("grantTypes", texts(client.grantTypes()))
        .param("scopes", texts(client.scopes()))
        .param("authorizationDetailsTypes", texts(client.authorizationDetailsTypes()))
        .param("requirePkce", client.requirePkce())
        .param("mayIntrospect", client.mayIntrospect())
        .param("firstParty", client.firstParty())
        .param("metadata", json.writeValueAsString(client.metadata().members()))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    secrets.put(client.id(), client.secrets(), now);
  }

  /** Until the transaction ends no other node writes clients from its configuration. */
  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('oauth2_client'))")
        .query((row, number) -> number)
        .list();
  }

  /** A database that was once filled as a sample keeps no door with a published secret. */
  void removeSample() {
    jdbc.sql("DELETE FROM oauth2_client WHERE kind = 'sample'").update();
  }

  private Client client(ResultSet row, int number) throws SQLException {
    String id = row.getString("client_id");
    ClientAuthentication authentication = ClientAuthentication.of(row.getString("authentication"));
    List<ClientSecret> stored = secrets.of(id);
    return new Client(
        id,
        row.getString("name"),
        row.getString("url"),
        ClientKind.of(row.getString("kind")),
        ClientProfile.of(row.getString("profile")),
        authentication,
        authentication.secret() ? stored : List.of(),
        keys(id, row.getString("jwks"), row.getString("jwks_uri")),
        texts(row, "redirect_uris"),
        texts(row, "post_logout_redirect_uris"),
        texts(row, "grant_types"),
        texts(row, "scopes"),
        texts(row, "authorization_details_types"),
        row.getBoolean("require_pkce"),
        row.getBoolean("may_introspect"),
        row.getBoolean("first_party"),
        new ClientMetadata(json.readValue(row.getString("metadata"), MEMBERS)));
  }

  private static ClientKeys keys(String id, @Nullable String jwks, @Nullable String uri) {
    try {
      return jwks != null
          ? new ClientKeys.Inline(JWKSet.parse(jwks))
          : uri != null ? new ClientKeys.At(URI.create(uri)) : new ClientKeys.None();
    } catch (ParseException e) {
      throw new IllegalStateException("client %s: expected a JWK set".formatted(id), e);
    }
  }

  private static String[] texts(Set<String> values) {
    return values.stream().sorted().toArray(String[]::new);
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.of((String[]) row.getArray(column).getArray());
  }
}
