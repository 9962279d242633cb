package vn.antin.signing.csc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.TestSigning;

/**
 * The conformance kit against this service, as any other program that knows nothing of it. It needs
 * a JDK only, so it is run from its classes, a process of its own.
 */
final class ConformanceTest {
  private static final Path KIT =
      Path.of(System.getProperty("antin.root"), "signing-service/csc-kit/target/classes");

  private static TestCsc csc;

  @BeforeAll
  static void start() {
    assumeTrue(
        Files.exists(KIT.resolve("vn/antin/csckit/Main.class")),
        "the module signing-service/csc-kit has not been built");
    csc = TestCsc.start("antin.time-stamping.enabled=true");
    csc.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    if (csc != null) {
      csc.close();
    }
  }

  private record Ran(int code, String report) {}

  private static Ran kit(String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                KIT.toString(),
                "vn.antin.csckit.Main",
                "http://localhost:" + csc.service.port() + "/csc/v2"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var report =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), report);
  }

  @Test
  void thisServiceKeepsToTheSpecification() throws Exception {
    var hash = Map.of("hash", "A".repeat(43) + "=", "hashAlgo", "2.16.840.1.101.3.4.2.1");
    TestSigning.eventually(() -> csc.call("signatures/timestamp", CHAIRMAN, hash).status() == 200);

    var ran = kit("--token", csc.steps.official(CHAIRMAN));

    assertThat(ran.report()).doesNotContain("FAILED").contains("met, 0 not met");
    assertThat(ran.code()).as(ran.report()).isZero();
  }

  @Test
  void aSystemsTokenServesToo() throws Exception {
    var ran = kit("--token", csc.service.machine("demo-app"), "--user", CHAIRMAN.toString());

    assertThat(ran.code()).as(ran.report()).isZero();
  }

  @Test
  void withoutATokenOnlyWhatIsOpenIsAsked() throws Exception {
    var ran = kit();

    assertThat(ran.code()).as(ran.report()).isZero();
    assertThat(ran.report()).contains("needs a token");
  }
}
