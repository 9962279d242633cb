package vn.antin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against SoftHSM. */
final class AgentTest {

  private static final Path LIBRARY = TestTokens.LIBRARY;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @BeforeAll
  static void tokens() throws Exception {
    TestTokens.prepare();
  }

  @Test
  void certificateOfAConnectedTokenIsListed() {
    TestTokens.need();

    assertThat(run("certificates", "--library", LIBRARY.toString())).isZero();
    assertThat(text(out))
        .contains("USB Token: official")
        .contains("Nguyễn Văn An")
        .contains("CCCD:012345678901")
        .contains("01/01/2026 - 01/01/2031");
  }

  @Test
  void pemCanBeReadAsACertificate() throws Exception {
    TestTokens.need();

    assertThat(run("certificates", "--library", LIBRARY.toString(), "--pem")).isZero();
    assertThat(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(out.toByteArray())))
        .extracting(each -> ((X509Certificate) each).getSerialNumber())
        .contains(BigInteger.valueOf(0x1234));
  }

  @Test
  void jsonIsOneObjectWithEveryToken() {
    TestTokens.need();

    assertThat(run("certificates", "--library", LIBRARY.toString(), "--json")).isZero();
    assertThat(text(out).strip())
        .startsWith("{\"tokens\":[{")
        .endsWith("]}")
        .contains("\"label\":\"official\"")
        .contains("\"label\":\"empty\"")
        .contains("\"serialNumber\":\"1234\"")
        .contains("\"validTo\":\"2030-12-31T17:00:00Z\"");
  }

  @Test
  void missingLibraryIsExplained() {
    assertThat(run("certificates", "--library", directory.resolve("none.so").toString()))
        .isEqualTo(Agent.UNUSABLE);
    assertThat(text(err)).contains("Không dùng được thư viện PKCS#11").contains("none.so");
  }

  @Test
  void wrongUsageShowsTheHelp() {
    assertThat(run()).isEqualTo(Agent.USAGE);
    assertThat(run("certificates")).isEqualTo(Agent.USAGE);
    assertThat(run("certificates", "--library")).isEqualTo(Agent.USAGE);
    assertThat(run("certificates", "--what")).isEqualTo(Agent.USAGE);
    assertThat(text(err)).contains("Cách dùng: antin-token-agent certificates");
    assertThat(run("register", "--library", "x.so")).isEqualTo(Agent.USAGE);
    assertThat(text(err)).contains("Thiếu --server");
  }

  @Test
  void quotesAndControlCharactersAreSafeInJson() {
    assertThat(Printing.quoted("a\"b\\c\n")).isEqualTo("\"a\\\"b\\\\c\\u000a\"");
  }

  private int run(String... arguments) {
    return new Agent(stream(out), stream(err), new TestPerson(""), InstantSource.system())
        .run(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
