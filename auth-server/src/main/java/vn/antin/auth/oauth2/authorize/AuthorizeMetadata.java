package vn.antin.auth.oauth2.authorize;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.web.House;

/** What clients can discover of the authorization endpoint (RFC 8414, 9126, 9207). */
@Component
final class AuthorizeMetadata implements ServerMetadata {
  private final String issuer;

  AuthorizeMetadata(House house) {
    this.issuer = house.issuer().toString();
  }

  @Override
  public Map<String, Object> members() {
    return Map.of(
        "response_modes_supported", ResponseMode.names(),
        "prompt_values_supported", List.of("none", "login", "consent", "select_account"),
        "scopes_supported", List.of("address", "phone"),
        "acr_values_supported", List.of("urn:antin:acr:password"),
        "claims_parameter_supported", true,
        "pushed_authorization_request_endpoint", issuer + PushEndpoint.PATH,
        "require_pushed_authorization_requests", false);
  }
}
