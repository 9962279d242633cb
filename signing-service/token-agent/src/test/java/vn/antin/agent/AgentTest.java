package vn.antin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenKey;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;

/** The command line against SoftHSM. */
final class AgentTest {

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final Path TOOL = Path.of("/usr/bin/pkcs11-tool");
  private static final String PIN = "482716";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @BeforeAll
  static void tokenWithACertificate() throws Exception {
    if (!Files.exists(LIBRARY) || !Files.exists(TOOL)) {
      return; // the tests that need it say so
    }
    Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = configuration.resolveSibling("tokens");
    deleteRecursively(tokens);
    Files.createDirectories(tokens);
    Files.writeString(configuration, "directories.tokendir = " + tokens + "\n");
    for (String label : List.of("official", "empty")) {
      peer(
          "softhsm2-util",
          "--init-token",
          "--free",
          "--label",
          label,
          "--pin",
          PIN,
          "--so-pin",
          "918273");
    }
    try (Token token =
        Token.pkcs11(
            LIBRARY, "official", TokenSecret.of(PIN.toCharArray()), TokenLimits.defaults())) {
      TokenKey key = token.generate(new KeyLabel("ky-so"), KeyKind.EC_P256);
      Path file = Files.write(configuration.resolveSibling("der"), certificate(key).getEncoded());
      peer(
          "pkcs11-tool",
          "--module",
          LIBRARY.toString(),
          "--token-label",
          "official",
          "--login",
          "--pin",
          PIN,
          "--write-object",
          file.toString(),
          "--type",
          "cert",
          "--label",
          key.label().value());
    }
  }

  private static void peer(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void certificateOfAConnectedTokenIsListed() {
    needSoftHsm();

    assertThat(run("certificates", "--library", LIBRARY.toString())).isZero();
    assertThat(text(out))
        .contains("USB Token: official")
        .contains("Nguyễn Văn An")
        .contains("CCCD:012345678901")
        .contains("01/01/2026 - 01/01/2031");
  }

  @Test
  void pemCanBeReadAsACertificate() throws Exception {
    needSoftHsm();

    assertThat(run("certificates", "--library", LIBRARY.toString(), "--pem")).isZero();
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(out.toByteArray()));
    assertThat(certificate.getSerialNumber()).isEqualTo(BigInteger.valueOf(0x1234));
  }

  @Test
  void jsonIsOneObjectWithEveryToken() {
    needSoftHsm();

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
  }

  @Test
  void quotesAndControlCharactersAreSafeInJson() {
    assertThat(Printing.quoted("a\"b\\c\n")).isEqualTo("\"a\\\"b\\\\c\\u000a\"");
  }

  private int run(String... arguments) {
    return new Agent(stream(out), stream(err), question -> null).run(arguments);
  }

  private static void needSoftHsm() {
    assumeTrue(Files.exists(LIBRARY), "skipped: package softhsm2 is not installed");
    assumeTrue(Files.exists(TOOL), "skipped: package opensc is not installed");
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static X509Certificate certificate(TokenKey key) throws Exception {
    KeyPair issuer = KeyPairGenerator.getInstance("EC").generateKeyPair();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Name("CN=CA phục vụ các cơ quan Nhà nước,C=VN"),
                    BigInteger.valueOf(0x1234),
                    Date.from(Instant.parse("2025-12-31T17:00:00Z")),
                    Date.from(Instant.parse("2030-12-31T17:00:00Z")),
                    new X500Name("UID=CCCD:012345678901,CN=Nguyễn Văn An,O=UBND tỉnh,C=VN"),
                    key.publicKey())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
  }
}
