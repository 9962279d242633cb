package vn.antin.admin.authorization;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the auth-server says of itself (OpenID Connect Discovery 1.0). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Metadata(
    String issuer,
    @JsonProperty("authorization_endpoint") URI authorizationEndpoint,
    @JsonProperty("token_endpoint") URI tokenEndpoint,
    @JsonProperty("pushed_authorization_request_endpoint") @Nullable URI pushEndpoint,
    @JsonProperty("jwks_uri") URI jwksUri,
    @JsonProperty("end_session_endpoint") @Nullable URI endSessionEndpoint) {}
