package vn.antin.auth.oauth2.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientKind;

/** A client as a metadata document (RFC 7591 §3.2.1), which the rules would accept again. */
public final class ClientInformation {
  private ClientInformation() {}

  /** Everything but the secret. */
  public static Map<String, Object> of(Client client) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("client_id", client.id());
    if (!client.name().equals(client.id())) {
      document.put("client_name", client.name());
    }
    if (client.url() != null) {
      document.put("client_uri", client.url());
    }
    document.put("application_type", "web");
    document.put("token_endpoint_auth_method", client.authentication().value());
    list(document, "redirect_uris", client.redirectUris());
    list(document, "post_logout_redirect_uris", client.postLogoutRedirectUris());
    document.put("grant_types", client.grantTypes().stream().sorted().toList());
    document.put("response_types", GrantRules.responseTypes(client.grantTypes()));
    document.put("scope", String.join(" ", client.scopes().stream().sorted().toList()));
    list(document, "authorization_details_types", client.authorizationDetailsTypes());
    switch (client.keys()) {
      case ClientKeys.None() -> {}
      case ClientKeys.Inline(var set) -> document.put("jwks", set.toJSONObject());
      case ClientKeys.At(var uri) -> document.put("jwks_uri", uri.toString());
    }
    if (client.profile().fapi() || client.kind() != ClientKind.DYNAMIC) {
      document.put(ProfileRules.MEMBER, ProfileRules.name(client.profile()));
    }
    if (client.kind() != ClientKind.DYNAMIC) {
      document.put("antin_require_pkce", client.requirePkce());
      document.put("antin_may_introspect", client.mayIntrospect());
      document.put("antin_first_party", client.firstParty());
    }
    document.putAll(client.metadata().members());
    return document;
  }

  private static void list(Map<String, Object> document, String member, Set<String> values) {
    if (!values.isEmpty()) {
      document.put(member, values.stream().sorted().toList());
    }
  }
}
