package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;

/** The example of docs/sender-constrained-tokens.md, as readers run it. */
final class DpopExampleTest {
  private static final String ISSUER = "http://localhost:9000";

  @TempDir private Path folder;

  @Test
  void exampleMakesProofsThatAreTaken() throws Exception {
    try (TestServer server = TestServer.start(TestDatabase.create(), "antin.sample.officials=4")) {
      Answer tokens =
          send(
              HttpRequest.newBuilder(URI.create(server.origin() + "/oauth2/token"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("DPoP", proof("POST", ISSUER + "/oauth2/token"))
                  .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")),
              Protocol.basic("demo-app", "demo-app-secret"));
      assertThat(tokens.text("token_type")).isEqualTo("DPoP");
      String token = tokens.text("access_token");

      HttpRequest.Builder me = HttpRequest.newBuilder(URI.create(server.origin() + "/api/me"));
      assertThat(send(me.copy(), Map.of("Authorization", "Bearer " + token)).status())
          .isEqualTo(401);
      Answer proven =
          send(
              me.header("DPoP", proof("GET", ISSUER + "/api/me", token)),
              Map.of("Authorization", "DPoP " + token));
      assertThat(proven.response().headers().firstValue("WWW-Authenticate").orElseThrow())
          .contains("insufficient_scope");
    }
  }

  private static Answer send(HttpRequest.Builder request, Map<String, String> headers)
      throws IOException, InterruptedException {
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
  }

  private String proof(String... arguments) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("antin.root")).toAbsolutePath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(root.resolve("docs/examples/DpopProof.java").toString());
    Stream.of(arguments).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    assertThat(process.waitFor()).isZero();
    return printed;
  }
}
