package vn.antin.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.Peer;

/** {@code openssl ts} asks and judges. */
final class OpensslTest {
  private static TestTsa tsa;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    Peer.need("openssl", "openssl");
    tsa = TestTsa.start();
  }

  @AfterAll
  static void stop() {
    if (tsa != null) {
      tsa.close();
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Path stamped(String... options) throws Exception {
    Files.writeString(folder.resolve("data"), "Quyết định");
    var command = List.of("openssl", "ts", "-query", "-data", file("data"), "-out", file("query"));
    assertThat(run(command, options)).doesNotContain("rror");
    var answer = tsa.ask(Files.readAllBytes(folder.resolve("query")));
    assertThat(answer.status()).isEqualTo(200);
    return Files.write(folder.resolve("reply"), answer.body());
  }

  private static String verified(Path reply, String... with) throws Exception {
    return run(
        List.of(
            "openssl",
            "ts",
            "-verify",
            "-in",
            reply.toString(),
            "-CAfile",
            tsa.rootFile().toString()),
        with);
  }

  private static String shown(Path reply) {
    return run(List.of("openssl", "ts", "-reply", "-in", reply.toString(), "-text"));
  }

  private static String run(List<String> command, String... more) {
    return Peer.run(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new)).text();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-sha256", "-sha384", "-sha512", "-sha3-256", "-sha3-384", "-sha3-512"})
  void stampsOverEachHashVerify(String digest) throws Exception {
    var reply = stamped(digest, "-cert");

    assertThat(verified(reply, "-data", file("data"))).contains("Verification: OK");
    assertThat(verified(reply, "-queryfile", file("query"))).contains("Verification: OK");
    assertThat(shown(reply))
        .contains("Status: Granted.", "Policy OID: " + TestTsa.POLICY, "Accuracy: 0x01 seconds");
  }

  @Test
  void stampWithoutCertificatesVerifiesWhenTheyAreGiven() throws Exception {
    var reply = stamped("-sha256", "-no_nonce");
    var key = tsa.service.bean(StampKeys.class).current().orElseThrow().key();
    var given = Peer.pem(key.certificate(), key.issuers().getFirst());

    assertThat(verified(reply, "-data", file("data"), "-untrusted", given))
        .contains("Verification: OK");
  }

  @Test
  void stampOverSomethingElseDoesNot() throws Exception {
    var reply = stamped("-sha256", "-cert");
    Files.writeString(folder.resolve("data"), "Quyết định khác");

    assertThat(verified(reply, "-data", file("data"))).contains("Verification: FAILED");
  }

  @Test
  void refusalIsUnderstood() throws Exception {
    var reply = stamped("-sha1", "-cert");

    assertThat(shown(reply))
        .contains("Status: Rejected.", "unrecognized or unsupported algorithm identifier");
  }
}
