package vn.antin.auth.oauth2.administration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What most applications are like, so that registering one takes a name and an address. */
enum ClientTemplate {
  SPRING,
  MOD_AUTH_OPENIDC,
  WORDPRESS,
  NATIVE_APP,
  MACHINE;

  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<ClientTemplate> of(String title) {
    return Arrays.stream(values()).filter(template -> template.title().equals(title)).findFirst();
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(ClientTemplate::title).toList();
  }

  /** The template's members with those given in their place. */
  Map<String, Object> with(Map<String, Object> given) {
    Map<String, Object> document = new HashMap<>(metadata());
    document.putAll(given);
    return document;
  }

  private Map<String, Object> metadata() {
    return switch (this) {
      // Spring Security checks ID tokens with RS256 unless told otherwise, sends a nonce always
      // and PKCE only in its later versions.
      case SPRING ->
          Map.of(
              "grant_types",
              LOGIN,
              "scope",
              SCOPES,
              "antin_first_party",
              true,
              "id_token_signed_response_alg",
              "RS256",
              "antin_require_pkce",
              false);
      case MOD_AUTH_OPENIDC ->
          Map.of("grant_types", LOGIN, "scope", SCOPES, "antin_first_party", true);
      // The plugin OpenID Connect Generic sends no nonce; PKCE it does, when told to.
      case WORDPRESS ->
          Map.of(
              "grant_types",
              LOGIN,
              "scope",
              SCOPES,
              "antin_first_party",
              true,
              "id_token_signed_response_alg",
              "RS256");
      // It can keep no secret, and others can pretend to be it (RFC 8252 §8.6): consent is asked.
      case NATIVE_APP ->
          Map.of(
              "grant_types",
              LOGIN,
              "scope",
              SCOPES,
              "application_type",
              "native",
              "token_endpoint_auth_method",
              "none");
      case MACHINE -> Map.of("grant_types", List.of("client_credentials"));
    };
  }

  private static final List<String> LOGIN = List.of("authorization_code", "refresh_token");
  private static final String SCOPES = "openid profile email";
}
