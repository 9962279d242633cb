package vn.antin.signing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.antin.signing.FreePort;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** PostgreSQL goes away and comes back while the service runs. */
final class StorageOutageTest {
  @Test
  void nothingIsLostWhilePostgresIsAwayAndNoRestartIsNeeded() throws IOException {
    var folder = Files.createTempDirectory("antin-outage");
    var port = FreePort.find();
    var server = server(folder, port);
    try (var service =
        RunningService.start(
            TestDatabase.createIn(server), "spring.datasource.hikari.connection-timeout=3000")) {
      service.authServer.replacePeople(TestProvince.items());
      var steps = new TestSigning(service);
      steps.awaitPeople();
      var token = steps.official(CHAIRMAN);
      var document = steps.upload(token, TestPdfs.saying("before the outage"));
      var request = steps.request(token, steps.credential(CHAIRMAN, "official"), document);
      var approval = steps.approve(CHAIRMAN, request);

      server.close();
      var asked = Instant.now();
      var uploaded = service.postPdf("/documents", token, TestPdfs.saying("during"));
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(6));
      assertThat(uploaded.status()).isEqualTo(503);
      assertThat(uploaded.problem()).isEqualTo("storage-unreachable");
      assertThat(steps.sign(request, approval).problem()).isEqualTo("storage-unreachable");
      assertThat(readiness(service)).isEqualTo(503);

      server = server(folder, port);
      TestSigning.eventually(() -> service.get("/documents/" + document, token).status() == 200);
      TestSigning.eventually(() -> readiness(service) == 200);
      assertThat(steps.sign(request, approval).status()).isEqualTo(200);
    } finally {
      server.close();
    }
  }

  private static int readiness(RunningService service) {
    return service
        .send(
            HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + service.managementPort() + "/actuator/health/readiness")))
        .status();
  }

  private static EmbeddedPostgres server(Path folder, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }
}
