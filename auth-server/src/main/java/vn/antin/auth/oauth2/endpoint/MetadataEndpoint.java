package vn.antin.auth.oauth2.endpoint;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.key.VerificationKey;
import vn.antin.auth.oauth2.ApprovalGate;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.oauth2.bind.SenderConstraint;
import vn.antin.auth.oauth2.issue.Grant;
import vn.antin.auth.oauth2.request.AuthorizationDetails;
import vn.antin.auth.web.House;
import vn.antin.auth.web.MutualTls;
import vn.antin.auth.web.MutualTlsPaths;

/** Says what this server does, and with which keys; nothing that it does not do. */
@RestController
final class MetadataEndpoint {
  private static final Duration CACHED = Duration.ofMinutes(5);

  private final SigningKeys keys;
  private final String issuer;
  private final Map<String, Object> metadata;

  MetadataEndpoint(
      SigningKeys keys,
      House house,
      ObjectProvider<ApprovalGate> approvals,
      List<Grant> grants,
      List<ServerMetadata> features,
      MutualTls mutual) {
    this.keys = keys;
    this.issuer = house.issuer().toString();
    Map<String, Object> all = metadata(issuer, approvals.getIfAvailable() != null);
    all.put("grant_types_supported", grants.stream().map(Grant::type).sorted().toList());
    features.forEach(feature ->
        feature
            .members()
            .forEach((name, value) -> all.merge(name, value, MetadataEndpoint::joined)));
    mutual
        .address(house)
        .ifPresent(address -> all.put("mtls_endpoint_aliases", aliases(all, address)));
    this.metadata = Collections.unmodifiableMap(all);
  }

  /** The same endpoints where clients can show certificates (RFC 8705 §5). */
  private static Map<String, Object> aliases(Map<String, Object> metadata, URI address) {
    Map<String, Object> aliases = new LinkedHashMap<>();
    metadata.forEach((name, value) -> {
      if (name.endsWith("_endpoint") && value instanceof String endpoint) {
        String path = URI.create(endpoint).getPath();
        if (MutualTlsPaths.serves(path)) {
          aliases.put(name, address + path);
        }
      }
    });
    return aliases;
  }

  @GetMapping({"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
  ResponseEntity<Map<String, Object>> metadata() {
    return open(metadata);
  }

  /** Our own API as a protected resource (RFC 9728). */
  @GetMapping(Endpoints.RESOURCE_METADATA)
  ResponseEntity<Map<String, Object>> resourceMetadata() {
    return open(
        Map.of(
            "resource",
            issuer,
            "authorization_servers",
            List.of(issuer),
            "bearer_methods_supported",
            List.of("header", "body"),
            "scopes_supported",
            List.of("openid", "profile", "email", "admin"),
            "dpop_signing_alg_values_supported",
            SenderConstraint.PROOF_ALGORITHMS,
            "tls_client_certificate_bound_access_tokens",
            metadata.getOrDefault("tls_client_certificate_bound_access_tokens", false)));
  }

  @GetMapping(Endpoints.JWKS)
  ResponseEntity<Map<String, Object>> jwks() {
    return open(Map.of("keys", keys.published().stream().map(VerificationKey::jwk).toList()));
  }

  /**
   * Every public key since the installation began, for evidence that is older than {@link #jwks};
   * {@code nbf} and {@code exp} say from when to when it signed.
   */
  @GetMapping(Endpoints.JWKS_PAST)
  ResponseEntity<Map<String, Object>> pastKeys() {
    return open(Map.of("keys", keys.everUsed().stream().map(MetadataEndpoint::dated).toList()));
  }

  private static Map<String, Object> dated(SigningKeys.UsedKey used) {
    Map<String, Object> jwk = new LinkedHashMap<>(used.key().jwk());
    jwk.put("nbf", used.from().getEpochSecond());
    if (used.until().isBefore(Instant.MAX)) {
      jwk.put("exp", used.until().getEpochSecond());
    }
    return jwk;
  }

  /** For anyone, also from scripts of other sites. */
  private static ResponseEntity<Map<String, Object>> open(Map<String, Object> body) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .body(body);
  }

  private static Object joined(Object known, Object more) {
    return known instanceof List<?> some && more instanceof List<?> others
        ? Stream.concat(some.stream(), others.stream()).distinct().toList()
        : more;
  }

  private static Map<String, Object> metadata(String issuer, boolean approvals) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("issuer", issuer);
    all.put("authorization_endpoint", issuer + Endpoints.AUTHORIZE);
    all.put("token_endpoint", issuer + Endpoints.TOKEN);
    all.put("userinfo_endpoint", issuer + Endpoints.USERINFO);
    all.put("jwks_uri", issuer + Endpoints.JWKS);
    all.put("end_session_endpoint", issuer + Endpoints.LOGOUT);
    all.put("introspection_endpoint", issuer + Endpoints.INTROSPECT);
    all.put("revocation_endpoint", issuer + Endpoints.REVOKE);
    all.put(
        "scopes_supported",
        List.of("openid", "profile", "email", "post", "roles", "service", "credential"));
    all.put("response_types_supported", List.of("code"));
    all.put("code_challenge_methods_supported", List.of("S256"));
    all.put("authorization_response_iss_parameter_supported", true);
    all.put(
        "claims_supported",
        List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "acr",
            "amr",
            "sid",
            "at_hash",
            "name",
            "family_name",
            "middle_name",
            "given_name",
            "preferred_username",
            "locale",
            "email",
            "post",
            "unit",
            "unit_path",
            "organisation_identifier",
            "roles"));
    all.put("ui_locales_supported", List.of("vi", "en"));
    if (approvals) {
      all.put("authorization_details_types_supported", AuthorizationDetails.SIGNATURES);
    }
    return all;
  }
}
