package vn.antin.signing.auditseal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.RootSignature;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

final class AuditSealEndpointTest {
  @Test
  void rootsOfOtherServicesAreSignedAndOurOwnLogIsSealed() throws Exception {
    var folder = Files.createTempDirectory("antin-roots");
    var roots = folder.resolve("roots.txt");
    try (var service =
        RunningService.start("antin.audit.roots-file=" + roots, "antin.audit.interval=200ms")) {
      var steps = new TestSigning(service);
      var root = new byte[32];
      root[5] = 9;

      var answer = service.postJson("/internal/audit-seals", steps.house("audit.seal"), body(root));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      var signature =
          new RootSignature(
              Base64.getUrlDecoder().decode(answer.json().path("signature").asString("")),
              Base64.getUrlDecoder().decode(answer.json().path("certificate").asString("")));
      assertThat(signature.verifies(Hash.of(root))).isTrue();
      assertThat(
              service
                  .postJson("/internal/audit-seals", steps.house("audit.seal"), body(new byte[31]))
                  .status())
          .isEqualTo(400);
      assertThat(
              service
                  .postJson("/internal/audit-seals", service.machine("app"), body(root))
                  .status())
          .isEqualTo(403);

      service.authServer.replacePeople(TestProvince.items());
      steps.awaitPeople();
      steps.credential(TestProvince.CHAIRMAN, "official");
      TestSigning.eventually(() ->
          service
                  .database
                  .superuser()
                  .sql("SELECT count(*) FROM audit.seal WHERE signature IS NOT NULL")
                  .query(Long.class)
                  .single()
              > 0);
      assertThat(roots).isNotEmptyFile();
    }
  }

  private static Map<String, String> body(byte[] root) {
    return Map.of("root", Base64.getUrlEncoder().withoutPadding().encodeToString(root));
  }
}
