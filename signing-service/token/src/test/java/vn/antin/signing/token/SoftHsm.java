package vn.antin.signing.token;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SoftHSM2 with two fresh tokens per test run. They are made before the library is loaded, because
 * it does not see tokens that another process makes later.
 */
public final class SoftHsm {

  public static final String TOKEN = "antin-test";
  static final String SECOND_TOKEN = "antin-second";
  private static final String PIN = "273915";

  private static final Optional<Path> LIBRARY =
      Stream.of(
              "/usr/lib/softhsm/libsofthsm2.so",
              "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
              "/usr/lib64/libsofthsm2.so",
              "/opt/homebrew/lib/softhsm/libsofthsm2.so")
          .map(Path::of)
          .filter(Files::exists)
          .findFirst();

  private static boolean prepared;

  private SoftHsm() {}

  /** The library; skips the test when SoftHSM is not installed. */
  public static synchronized Path library() {
    assumeTrue(LIBRARY.isPresent(), "skipped: package softhsm2 is not installed");
    if (!prepared) {
      prepare();
      prepared = true;
    }
    return LIBRARY.orElseThrow();
  }

  /** A file with the PIN, as operators have one. */
  public static Path pinFile(Path folder) throws IOException {
    Path file = folder.resolve("pin");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, PIN + "\n");
  }

  /** Lets another program put a certificate beside the key with this label. */
  static void put(String label, X509Certificate certificate) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/pkcs11-tool")),
        "skipped: package opensc is not installed");
    Path file = Files.createTempFile("certificate", ".der");
    try {
      Files.write(file, certificate.getEncoded());
      run(
          "pkcs11-tool",
          "--module",
          library().toString(),
          "--token-label",
          TOKEN,
          "--login",
          "--pin",
          PIN,
          "--write-object",
          file.toString(),
          "--type",
          "cert",
          "--label",
          label,
          "--id",
          HexFormat.of().formatHex(label.getBytes(StandardCharsets.UTF_8)));
    } finally {
      Files.delete(file);
    }
  }

  static TokenSecret pin() {
    return TokenSecret.of(PIN.toCharArray());
  }

  private static void prepare() {
    Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = configuration.resolveSibling("tokens");
    try {
      if (Files.exists(tokens)) {
        try (Stream<Path> old = Files.walk(tokens)) {
          for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      Files.createDirectories(tokens);
      Files.writeString(
          configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
      for (String label : List.of(TOKEN, SECOND_TOKEN)) {
        run(
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command[0] + ": " + said);
    }
  }
}
