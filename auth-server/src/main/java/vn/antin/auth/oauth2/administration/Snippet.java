package vn.antin.auth.oauth2.administration;

import vn.antin.auth.oauth2.client.Client;

/** What to put into the application's own configuration, ready to be copied. */
final class Snippet {
  private Snippet() {}

  static String of(ClientTemplate template, String issuer, Client client, String secret) {
    String scopes = String.join(" ", client.scopes().stream().sorted().toList());
    String redirect = client.redirectUris().stream().sorted().findFirst().orElse("");
    return (switch (template) {
          case SPRING ->
              """
              spring:
                security:
                  oauth2:
                    client:
                      registration:
                        antin:
                          client-id: {id}
                          client-secret: {secret}
                          authorization-grant-type: authorization_code
                          redirect-uri: "{redirect}"
                          scope: {comma-scopes}
                      provider:
                        antin:
                          issuer-uri: {issuer}
                          user-name-attribute: preferred_username
              """;
          case MOD_AUTH_OPENIDC ->
              """
              OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
              OIDCClientID {id}
              OIDCClientSecret {secret}
              OIDCRedirectURI {redirect}
              OIDCScope "{scopes}"
              OIDCPKCEMethod S256
              OIDCIDTokenSignedResponseAlg ES256
              OIDCRemoteUserClaim preferred_username
              OIDCCryptoPassphrase "exec:/bin/cat /etc/apache2/oidc-passphrase"
              """;
          case WORDPRESS ->
              """
              Client ID: {id}
              Client Secret Key: {secret}
              OpenID Scope: {scopes}
              Login Endpoint URL: {issuer}/oauth2/authorize
              Userinfo Endpoint URL: {issuer}/userinfo
              Token Validation Endpoint URL: {issuer}/oauth2/token
              End Session Endpoint URL: {issuer}/connect/logout
              Identity Key: preferred_username
              Nickname Key: preferred_username
              Enable PKCE support: on
              """;
          case NATIVE_APP ->
              """
              issuer = {issuer}
              client_id = {id}
              redirect_uri = {redirect}
              scope = {scopes}
              code_challenge_method = S256
              """;
          case MACHINE ->
              """
              curl -s {issuer}/oauth2/token \\
                -u '{id}:{secret}' \\
                -d grant_type=client_credentials
              """;
        })
        .replace("{issuer}", issuer)
        .replace("{id}", client.id())
        .replace("{secret}", secret)
        .replace("{redirect}", redirect)
        .replace("{comma-scopes}", scopes.replace(" ", ", "))
        .replace("{scopes}", scopes);
  }
}
