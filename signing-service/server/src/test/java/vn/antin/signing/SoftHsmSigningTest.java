package vn.antin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole way with a key that never leaves a PKCS#11 token. */
final class SoftHsmSigningTest {
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  @Test
  void anApprovedDocumentIsSignedByAKeyThatOnlyAPkcs11TokenUnwraps() throws Exception {
    assumeTrue(Files.exists(LIBRARY), "skipped: package softhsm2 is not installed");
    initialise();

    var database = TestDatabase.create();
    try (var service =
        RunningService.start(
            database,
            "antin.token.kind=pkcs11",
            "antin.token.make-master-key=true",
            "antin.token.library=" + LIBRARY,
            "antin.token.label=antin-server-test")) {
      service.authServer.replacePeople(TestProvince.items());
      var steps = new TestSigning(service);
      steps.awaitPeople();
      var token = steps.official(CHAIRMAN);
      var request =
          steps.request(
              token,
              steps.credential(CHAIRMAN, "official"),
              steps.upload(token, TestPdfs.saying("by a token")));
      var answer = steps.sign(request, steps.approve(CHAIRMAN, request));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      var id = answer.json().path("documents").get(0).path("signedDocumentId").asString("");
      var file = Files.createTempFile("signed", ".pdf");
      Files.write(file, service.get("/documents/" + id + "/content", token).body());
      PdfSig.check(file).isValidOverTheWholeDocument().isBy("Nguyễn Văn An");
      assertThat(
              database
                  .superuser()
                  .sql("SELECT residence FROM private_key WHERE owner = :owner")
                  .param("owner", CHAIRMAN.toString())
                  .query(String.class)
                  .single())
          .isEqualTo("wrapped");
    }
  }

  /** Made before the library is loaded: it does not see tokens that others make later. */
  private static void initialise() throws IOException, InterruptedException {
    var configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    var tokens = Files.createTempDirectory("antin-softhsm");
    Files.createDirectories(configuration.toAbsolutePath().getParent());
    Files.writeString(configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
    var process =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "antin-server-test",
                "--pin",
                "1234567890",
                "--so-pin",
                "918273")
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
