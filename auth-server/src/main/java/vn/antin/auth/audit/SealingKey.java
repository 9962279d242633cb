package vn.antin.auth.audit;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Base64;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import vn.antin.audit.RootSigner;
import vn.antin.audit.proof.RootSignature;
import vn.antin.auth.oauth2.ServiceTokens;
import vn.antin.auth.web.House;

/** Has roots signed by signing-service. Thread-safe. */
@Component
class SealingKey implements RootSigner {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RestClient http;
  private final ServiceTokens tokens;

  SealingKey(RestClient.Builder builder, House house, ServiceTokens tokens) {
    var factory =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(PATIENCE).build());
    factory.setReadTimeout(PATIENCE);
    this.http =
        builder.baseUrl(house.signingServiceUrl().toString()).requestFactory(factory).build();
    this.tokens = tokens;
  }

  @Override
  public RootSignature sign(byte[] root) {
    Seal seal =
        http.post()
            .uri("/internal/audit-seals")
            .headers(headers -> headers.setBearerAuth(tokens.mint("audit.seal")))
            .contentType(MediaType.APPLICATION_JSON)
            .body(new Root(Base64.getUrlEncoder().withoutPadding().encodeToString(root)))
            .retrieve()
            .body(Seal.class);
    if (seal == null) {
      throw new IllegalStateException("signing-service gave no seal");
    }
    return new RootSignature(
        Base64.getUrlDecoder().decode(seal.signature()),
        Base64.getUrlDecoder().decode(seal.certificate()));
  }

  private record Root(String root) {}

  private record Seal(String signature, String certificate) {}
}
