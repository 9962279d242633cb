package vn.antin.auth.oauth2.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.rootkey.RootKey;

/** The rows of {@code oauth2_client}. */
@Repository
final class ClientTable {
  private final JdbcClient jdbc;
  private final RootKey rootKey;

  ClientTable(JdbcClient jdbc, RootKey rootKey) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
  }

  /** The client, unless it has been switched off. */
  Optional<Client> find(String id) {
    return jdbc.sql(
            """
            SELECT client_id, name, url, kind, authentication, secret, jwks, redirect_uris,
              post_logout_redirect_uris, grant_types, scopes, authorization_details_types,
              require_pkce, may_introspect
            FROM oauth2_client WHERE client_id = :id AND enabled
            """)
        .param("id", id)
        .query(this::client)
        .optional();
  }

  List<ClientPage> pages() {
    return jdbc.sql(
            """
            SELECT client_id, name, url FROM oauth2_client
            WHERE enabled AND url IS NOT NULL AND kind <> 'house'
              AND 'authorization_code' = ANY (grant_types)
            ORDER BY name COLLATE "vi-x-icu", client_id
            """)
        .query((row, number) ->
            new ClientPage(row.getString("client_id"), row.getString("name"), row.getString("url")))
        .list();
  }

  /** Writes the row as given; whether it was switched off stays as it is. */
  void put(Client client, Instant now) {
    SecretDigest secret = client.secret();
    JWKSet keys = client.keys();
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, url, kind, authentication, secret, jwks,
              redirect_uris, post_logout_redirect_uris, grant_types, scopes,
              authorization_details_types, require_pkce, may_introspect, created_at, updated_at)
            VALUES (:id, :name, :url, :kind, :authentication, :secret, :jwks,
              :redirectUris, :postLogoutRedirectUris, :grantTypes, :scopes,
              :authorizationDetailsTypes, :requirePkce, :mayIntrospect, :now, :now)
            ON CONFLICT (client_id) DO UPDATE SET
              name = excluded.name, url = excluded.url, kind = excluded.kind,
              authentication = excluded.authentication, secret = excluded.secret,
              jwks = excluded.jwks, redirect_uris = excluded.redirect_uris,
              post_logout_redirect_uris = excluded.post_logout_redirect_uris,
              grant_types = excluded.grant_types, scopes = excluded.scopes,
              authorization_details_types = excluded.authorization_details_types,
              require_pkce = excluded.require_pkce, may_introspect = excluded.may_introspect,
              updated_at = excluded.updated_at
            """)
        .param("id", client.id())
        .param("name", client.name())
        .param("url", client.url())
        .param("kind", client.kind().column())
        .param("authentication", client.authentication().column())
        .param(
            "secret", secret == null ? null : rootKey.wrap(secret.reveal(), context(client.id())))
        .param("jwks", keys == null ? null : keys.toString())
        .param("redirectUris", texts(client.redirectUris()))
        .param("postLogoutRedirectUris", texts(client.postLogoutRedirectUris()))
        .param("grantTypes", texts(client.grantTypes()))
        .param("scopes", texts(client.scopes()))
        .param("authorizationDetailsTypes", texts(client.authorizationDetailsTypes()))
        .param("requirePkce", client.requirePkce())
        .param("mayIntrospect", client.mayIntrospect())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Until the transaction ends no other node writes clients from its configuration. */
  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('oauth2_client'))")
        .query((row, number) -> number)
        .list();
  }

  private Client client(ResultSet row, int number) throws SQLException {
    String id = row.getString("client_id");
    return new Client(
        id,
        row.getString("name"),
        row.getString("url"),
        ClientKind.of(row.getString("kind")),
        ClientAuthentication.of(row.getString("authentication")),
        secret(id, row.getBytes("secret")),
        keys(id, row.getString("jwks")),
        texts(row, "redirect_uris"),
        texts(row, "post_logout_redirect_uris"),
        texts(row, "grant_types"),
        texts(row, "scopes"),
        texts(row, "authorization_details_types"),
        row.getBoolean("require_pkce"),
        row.getBoolean("may_introspect"));
  }

  private @Nullable SecretDigest secret(String id, byte @Nullable [] wrapped) {
    return wrapped == null ? null : SecretDigest.stored(rootKey.unwrap(wrapped, context(id)));
  }

  /** A database that was once filled as a sample keeps no door with a published secret. */
  void removeSample() {
    jdbc.sql("DELETE FROM oauth2_client WHERE kind = 'sample'").update();
  }

  private static @Nullable JWKSet keys(String id, @Nullable String jwks) {
    try {
      return jwks == null ? null : JWKSet.parse(jwks);
    } catch (ParseException e) {
      throw new IllegalStateException("client %s: expected a JWK set".formatted(id), e);
    }
  }

  private static String context(String id) {
    return "oauth2-client-secret:" + id;
  }

  private static String[] texts(Set<String> values) {
    return values.stream().sorted().toArray(String[]::new);
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.of((String[]) row.getArray(column).getArray());
  }
}
