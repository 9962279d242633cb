package vn.antin.csckit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.csckit.SmallServer.Said;

final class KitTest {
  private record Ran(int code, String out, String err) {
    List<String> failed() {
      return out.lines()
          .filter(line -> line.startsWith("FAILED"))
          .map(line -> line.substring("FAILED CSC.md ".length()))
          .toList();
    }
  }

  private static Ran run(SmallServer server, String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = server.url();
    all[1] = "--token";
    all[2] = SmallServer.TOKEN;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return run(all);
  }

  private static Ran run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Main.run(
            arguments,
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aServerThatKeepsToTheSpecificationMeetsEverything() {
    try (var server = SmallServer.right()) {
      var ran = run(server);

      assertThat(ran.failed()).as(ran.out()).isEmpty();
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("info does not name signatures/signHash");
    }
  }

  @Test
  void whatIsWrongInInfoIsFound() {
    var wrong = new HashMap<String, Object>();
    wrong.put("name", 7);
    wrong.put("authType", List.of("oauth2code", "password"));
    wrong.put("oauth2", "https://example.org");
    wrong.put("methods", List.of("info", "sign/everything"));
    wrong.put("asynchronousOperationMode", "no");
    wrong.put("signAlgorithms", Map.of("algos", List.of("SHA256withRSA")));
    wrong.put("signature_formats", Map.of("formats", List.of("PDF")));
    wrong.put("conformance_levels", List.of("B-LT"));
    wrong.put("oauth2Servers", List.of(Map.of("label", "x", "authType", List.of("oauth2code"))));
    wrong.put("supportedHashTypes", List.of("sha"));
    wrong.forEach((member, value) -> {
      try (var server = SmallServer.right().info(member, value)) {
        var ran = run(server);

        assertThat(ran.failed()).as(member + "\n" + ran.out()).isNotEmpty();
        assertThat(ran.code()).as(member).isOne();
      }
    });
  }

  @Test
  void aCredentialThatLiesAboutItsCertificateIsFound() {
    try (var server =
        SmallServer.right()
            .reply(
                "credentials/info",
                parameters -> {
                  var view = new HashMap<>(SmallServer.view(parameters));
                  view.put(
                      "cert",
                      Map.of(
                          "status", "fine",
                          "certificates", List.of(TestCertificate.BASE64),
                          "issuerDN", "CN=x",
                          "subjectDN", "CN=x",
                          "serialNumber", "99",
                          "validFrom", "x",
                          "validTo", "x"));
                  return new Said(200, view);
                })) {
      assertThat(run(server).failed())
          .contains(
              "§3 credentials/info: cert.status is one of four",
              "§3 credentials/info: certificates none, single and chain differ",
              "§3 credentials/info: certInfo is what the certificate says",
              "§4: a missing credentialID is refused in known words",
              "§4: an unknown credentialID is refused in known words");
    }
  }

  @Test
  void refusalsInAnotherFormAreFound() {
    try (var server =
        SmallServer.right()
            .reply("credentials/info", _ -> new Said(404, Map.of("title", "Not found")))) {
      assertThat(run(server).failed())
          .contains(
              "§4: a missing credentialID is refused in known words",
              "§4: a credentialID that is a number is refused");
    }
  }

  @Test
  void anAddressThatOpensWithoutATokenIsFound() {
    try (var server = SmallServer.right()) {
      var ran = run(server.url(), "--json");

      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("\"verdict\":\"not-asked\"").contains("\"unmet\":0");
    }
    try (var server = SmallServer.right().reply("info", _ -> new Said(200, SmallServer.info()))) {
      assertThat(run(server.url()).out()).contains("needs a token");
    }
  }

  @Test
  void aTimeStampOfAnotherHashIsFound() {
    try (var server =
        SmallServer.right()
            .info("methods", List.of("info", "signatures/timestamp"))
            .reply("signatures/timestamp", _ -> new Said(200, Map.of("timestamp", "MAA=")))) {
      assertThat(run(server).failed())
          .contains("§3 timestamp: a hash is stamped", "§4: a hash of another length is refused");
    }
  }

  @Test
  void aServerThatSignsDocumentsWithoutApprovalIsFound() {
    try (var server =
        SmallServer.right()
            .info(
                "methods",
                List.of("info", "credentials/list", "signatures/signDoc", "signatures/signPolling"))
            .reply(
                "signatures/signDoc",
                _ -> new Said(200, Map.of("DocumentWithSignature", List.of("AQID"))))
            .reply("signatures/signPolling", _ -> new Said(202, Map.of()))) {
      assertThat(run(server).failed())
          .contains(
              "§4: signDoc without SAD is refused",
              "§4: signDoc with an invented SAD is refused",
              "§3 info: info says in which formats signDoc signs",
              "§3 signPolling: an unknown requestID is refused",
              "§4: signPolling without requestID is refused")
          .doesNotContain("§4: signDoc without a token is refused");
    }
  }

  @Test
  void aServerThatAnswersLaterButCannotBeAskedIsFound() {
    try (var server = SmallServer.right().info("asynchronousOperationMode", true)) {
      assertThat(run(server).failed())
          .containsExactly("§3 info: who answers later is asked by signPolling");
    }
  }

  @Test
  void aServerThatIsAwayEndsWithItsOwnCode() {
    String url;
    try (var server = SmallServer.right()) {
      url = server.url();
    }
    var ran = run(url);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("cannot be reached");
  }

  @Test
  void aWrongCommandLineTellsTheUsage(@TempDir Path folder) throws Exception {
    assertThat(run().code()).isEqualTo(2);
    assertThat(run("http://localhost", "--other").err()).contains("not understood", "Usage:");
    assertThat(run("http://localhost", "--token").code()).isEqualTo(2);
    assertThat(run("http://localhost", "--token-file", folder.resolve("none").toString()).code())
        .isEqualTo(2);
    var file = Files.writeString(folder.resolve("token"), SmallServer.TOKEN + "\n");
    try (var server = SmallServer.right()) {
      assertThat(run(server.url(), "--token-file", file.toString()).out())
          .contains("ok   CSC.md §3 credentials/list");
    }
  }

  @Test
  void everyExpectationCitesAParagraphOfTheReference() throws Exception {
    var reference =
        Files.readString(Path.of(System.getProperty("antin.root"), "docs/csc-reference.md"));
    try (var server = SmallServer.right()) {
      assertThat(run(server).out().lines().filter(line -> line.contains("CSC.md")))
          .allSatisfy(line -> {
            var cited = line.substring(line.indexOf('§'), line.indexOf(':'));
            assertThat(reference).as(line).contains("## " + cited.substring(0, 2));
            var word = cited.length() > 3 ? cited.substring(3).replace(" v2.2", "") : "";
            assertThat(reference).as(line).contains(word);
          });
    }
  }
}
