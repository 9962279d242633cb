package vn.antin.auth.oauth2.signals;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.web.House;

/** Tells receivers where the transmitter's endpoints are (SSF 1.0 §7). */
@RestController
final class TransmitterController {
  private final Map<String, Object> configuration;

  TransmitterController(House house) {
    String issuer = house.issuer().toString();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("spec_version", "1_0");
    all.put("issuer", issuer);
    all.put("jwks_uri", issuer + "/oauth2/jwks");
    all.put("delivery_methods_supported", List.of(Transport.PUSH, Transport.POLL));
    all.put("configuration_endpoint", issuer + Endpoints.CONFIGURATION);
    all.put("status_endpoint", issuer + Endpoints.STATUS);
    all.put("add_subject_endpoint", issuer + Endpoints.ADD);
    all.put("remove_subject_endpoint", issuer + Endpoints.REMOVE);
    all.put("verification_endpoint", issuer + Endpoints.VERIFY);
    all.put("critical_subject_members", List.of("user", "session"));
    all.put("authorization_schemes", List.of(Map.of("spec_urn", "urn:ietf:rfc:6749")));
    all.put("default_subjects", "ALL");
    configuration = Map.copyOf(all);
  }

  @GetMapping("/.well-known/ssf-configuration")
  ResponseEntity<Map<String, Object>> configuration() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .body(configuration);
  }

  /** The scopes of receivers. */
  @Component
  static final class Scopes implements ServerMetadata {
    @Override
    public Map<String, Object> members() {
      return Map.of("scopes_supported", List.of("ssf.manage", "ssf.read"));
    }
  }
}
