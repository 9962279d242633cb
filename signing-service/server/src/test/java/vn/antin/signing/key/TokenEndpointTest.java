package vn.antin.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestSigning;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;

/** What administrators see of the tokens. */
final class TokenEndpointTest {

  @Test
  void administratorSeesStateCapabilitiesAndKeysAndNobodyElseDoes() {
    try (var service = RunningService.start()) {
      var steps = new TestSigning(service);
      var keys = service.bean(Keys.class);
      var label = new KeyLabel("seen");
      keys.generate(label, KeyKind.EC_P256, Residence.WRAPPED, "official-1");
      keys.sign(label, SigningAlgorithm.ECDSA_SHA256, new byte[1]);

      var answer = service.get("/tokens", steps.administrator(CHAIRMAN, UUID.randomUUID()));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      var token = answer.json().path("items").get(0);
      assertThat(token.path("name").asString("")).isEqualTo("main");
      assertThat(token.path("state").asString("")).isEqualTo("well");
      assertThat(token.path("signed").asInt(0)).isOne();
      assertThat(token.path("can").path("model").asString("")).isEqualTo("PKCS#12");
      assertThat(token.path("can").path("keys").toString()).contains("ec-p256");
      assertThat(answer.json().path("keys").path("resident").asInt(0)).isOne();

      assertThat(service.get("/tokens", steps.administrator(CHAIRMAN)).status()).isEqualTo(403);
      assertThat(service.get("/tokens", steps.official(CHAIRMAN)).status()).isEqualTo(403);
      assertThat(service.get("/tokens", null).status()).isEqualTo(401);
    }
  }
}
