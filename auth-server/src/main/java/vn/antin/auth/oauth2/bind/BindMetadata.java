package vn.antin.auth.oauth2.bind;

import java.util.Map;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.web.House;
import vn.antin.auth.web.MutualTls;

@Component
final class BindMetadata implements ServerMetadata {
  private final boolean certificates;

  BindMetadata(House house, MutualTls mutual) {
    this.certificates = mutual.address(house).isPresent();
  }

  @Override
  public Map<String, Object> members() {
    return Map.of(
        "dpop_signing_alg_values_supported",
        ProofSignature.ALGORITHMS,
        "tls_client_certificate_bound_access_tokens",
        certificates);
  }
}
