package vn.antin.auth.oauth2.authorize;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.oauth2.jose.JoseMetadata;
import vn.antin.auth.oauth2.request.RequestObjects;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.House;

/** What clients can discover of the authorization endpoint (RFC 8414, 9101, 9126, JARM). */
@Component
final class AuthorizeMetadata implements ServerMetadata {
  private final String issuer;
  private final JoseMetadata jose;

  AuthorizeMetadata(House house, JoseMetadata jose) {
    this.issuer = house.issuer().toString();
    this.jose = jose;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("response_modes_supported", ResponseMode.names());
    members.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
    members.put("scopes_supported", List.of("address", "phone"));
    members.put(
        "acr_values_supported", Arrays.stream(Assurance.values()).map(Assurance::value).toList());
    members.put("claims_parameter_supported", true);
    members.put("pushed_authorization_request_endpoint", issuer + PushEndpoint.PATH);
    members.put("require_pushed_authorization_requests", false);
    members.put("request_parameter_supported", true);
    members.put("request_uri_parameter_supported", true);
    members.put("require_request_uri_registration", true);
    members.put(
        "request_object_signing_alg_values_supported",
        Stream.concat(RequestObjects.ALGORITHMS.stream(), Stream.of("none")).toList());
    members.put("authorization_signing_alg_values_supported", jose.signing());
    members.put("authorization_encryption_alg_values_supported", JoseMetadata.keyManagement());
    members.put("authorization_encryption_enc_values_supported", JoseMetadata.content());
    return members;
  }
}
