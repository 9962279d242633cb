package vn.antin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenKey;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;

/** Three SoftHSM tokens, made once per process, as the library reads them once. */
final class TestTokens {

  static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final Path TOOL = Path.of("/usr/bin/pkcs11-tool");
  static final String PIN = "482716";

  private static boolean prepared;

  private TestTokens() {}

  static void need() {
    assumeTrue(Files.exists(LIBRARY), "skipped: package softhsm2 is not installed");
    assumeTrue(Files.exists(TOOL), "skipped: package opensc is not installed");
  }

  static synchronized void prepare() throws Exception {
    if (prepared || !Files.exists(LIBRARY) || !Files.exists(TOOL)) {
      return; // the tests that need it say so
    }
    prepared = true;
    Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = configuration.resolveSibling("tokens");
    deleteRecursively(tokens);
    Files.createDirectories(tokens);
    Files.writeString(configuration, "directories.tokendir = " + tokens + "\n");
    for (String label : List.of("official", "seal", "empty")) {
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
    fill("official", KeyKind.EC_P256, 0x1234, "UID=CCCD:012345678901,CN=Nguyễn Văn An");
    fill("seal", KeyKind.RSA_2048, 0x5678, "CN=UBND tỉnh");
  }

  private static void fill(String label, KeyKind kind, long serial, String name) throws Exception {
    try (Token token =
        Token.pkcs11(LIBRARY, label, TokenSecret.of(PIN.toCharArray()), TokenLimits.defaults())) {
      TokenKey key = token.generate(new KeyLabel("ky-so"), kind);
      byte[] certificate = certificate(key, serial, name).getEncoded();
      Path file = Path.of(System.getenv("SOFTHSM2_CONF")).resolveSibling(label + ".der");
      Files.write(file, certificate);
      peer(
          "pkcs11-tool",
          "--module",
          LIBRARY.toString(),
          "--token-label",
          label,
          "--login",
          "--pin",
          PIN,
          "--write-object",
          file.toString(),
          "--type",
          "cert",
          "--id",
          HexFormat.of().formatHex(key.label().value().getBytes(StandardCharsets.UTF_8)),
          "--label",
          key.label().value());
    }
  }

  private static void peer(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor()).isZero();
  }

  private static X509Certificate certificate(TokenKey key, long serial, String name)
      throws Exception {
    KeyPair issuer = KeyPairGenerator.getInstance("EC").generateKeyPair();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Name("CN=CA phục vụ các cơ quan Nhà nước,C=VN"),
                    BigInteger.valueOf(serial),
                    Date.from(Instant.parse("2025-12-31T17:00:00Z")),
                    Date.from(Instant.parse("2030-12-31T17:00:00Z")),
                    new X500Name(name + ",O=UBND tỉnh,C=VN"),
                    key.publicKey())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
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
}
