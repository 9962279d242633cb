package vn.antin.auth.oauth2.ciba;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.web.House;

/** CIBA Core §4. */
@Component
final class CibaMetadata implements ServerMetadata {
  private final House house;

  CibaMetadata(House house) {
    this.house = house;
  }

  @Override
  public Map<String, Object> members() {
    return Map.of(
        "backchannel_authentication_endpoint",
        house.issuer() + CibaEndpoint.PATH,
        "backchannel_token_delivery_modes_supported",
        List.of("poll", "ping"),
        "backchannel_authentication_request_signing_alg_values_supported",
        SignedRequests.ALGORITHMS,
        "backchannel_user_code_parameter_supported",
        false);
  }
}
