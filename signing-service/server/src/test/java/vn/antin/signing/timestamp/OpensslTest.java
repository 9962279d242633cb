package vn.antin.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openssl ts} asks and judges. */
final class OpensslTest {
  private static TestTsa tsa;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/openssl")),
        "skipped: package openssl is not installed");
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
    var command =
        new java.util.ArrayList<>(
            java.util.List.of(
                "openssl", "ts", "-query", "-data", file("data"), "-out", file("query")));
    command.addAll(java.util.List.of(options));
    assertThat(TestTsa.run(command.toArray(String[]::new))).doesNotContain("rror");
    var answer = tsa.ask(Files.readAllBytes(folder.resolve("query")));
    assertThat(answer.status()).isEqualTo(200);
    return Files.write(folder.resolve("reply"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-sha256", "-sha384", "-sha512", "-sha3-256", "-sha3-384", "-sha3-512"})
  void stampsOverEachHashVerify(String digest) throws Exception {
    var reply = stamped(digest, "-cert");

    assertThat(
            TestTsa.run(
                "openssl",
                "ts",
                "-verify",
                "-data",
                file("data"),
                "-in",
                reply.toString(),
                "-CAfile",
                tsa.rootFile().toString()))
        .contains("Verification: OK");
    assertThat(
            TestTsa.run(
                "openssl",
                "ts",
                "-verify",
                "-queryfile",
                file("query"),
                "-in",
                reply.toString(),
                "-CAfile",
                tsa.rootFile().toString()))
        .contains("Verification: OK");
    assertThat(TestTsa.run("openssl", "ts", "-reply", "-in", reply.toString(), "-text"))
        .contains("Status: Granted.", "Policy OID: " + TestTsa.POLICY, "Accuracy: 0x01 seconds");
  }

  @Test
  void stampWithoutCertificatesVerifiesWhenTheyAreGiven() throws Exception {
    var reply = stamped("-sha256", "-no_nonce");
    var key = tsa.service.bean(StampKeys.class).current().orElseThrow().key();
    var chain = new StringBuilder();
    for (var each : java.util.List.of(key.certificate(), key.issuers().getFirst())) {
      chain
          .append("-----BEGIN CERTIFICATE-----\n")
          .append(java.util.Base64.getMimeEncoder().encodeToString(each.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    var given = Files.writeString(folder.resolve("chain.pem"), chain);

    assertThat(
            TestTsa.run(
                "openssl",
                "ts",
                "-verify",
                "-data",
                file("data"),
                "-in",
                reply.toString(),
                "-CAfile",
                tsa.rootFile().toString(),
                "-untrusted",
                given.toString()))
        .contains("Verification: OK");
  }

  @Test
  void stampOverSomethingElseDoesNot() throws Exception {
    var reply = stamped("-sha256", "-cert");
    Files.writeString(folder.resolve("data"), "Quyết định khác");

    assertThat(
            TestTsa.run(
                "openssl",
                "ts",
                "-verify",
                "-data",
                file("data"),
                "-in",
                reply.toString(),
                "-CAfile",
                tsa.rootFile().toString()))
        .contains("Verification: FAILED");
  }

  @Test
  void refusalIsUnderstood() throws Exception {
    var reply = stamped("-sha1", "-cert");

    assertThat(TestTsa.run("openssl", "ts", "-reply", "-in", reply.toString(), "-text"))
        .contains("Status: Rejected.", "unrecognized or unsupported algorithm identifier");
  }
}
