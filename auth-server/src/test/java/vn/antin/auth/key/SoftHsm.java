package vn.antin.auth.key;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import vn.antin.auth.key.KeyProperties.Pkcs11;

/** A SoftHSM2 token of its own; where its configuration lies is said by the build. */
record SoftHsm(Pkcs11 place) {
  private static final String PIN = "273915";
  private static final String LABEL = "antin-keys";

  private static final Optional<Path> LIBRARY =
      Stream.of(
              "/usr/lib/softhsm/libsofthsm2.so",
              "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
              "/usr/lib64/libsofthsm2.so",
              "/opt/homebrew/lib/softhsm/libsofthsm2.so")
          .map(Path::of)
          .filter(Files::exists)
          .findFirst();

  /** Skips the test when SoftHSM is not installed. */
  static SoftHsm create(Path folder) {
    assumeTrue(LIBRARY.isPresent(), "skipped: package softhsm2 is not installed");
    Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    try {
      Path tokens = Files.createDirectories(folder.resolve("tokens"));
      Files.createDirectories(configuration.getParent());
      Files.writeString(
          configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
      Process process =
          new ProcessBuilder(
                  "softhsm2-util",
                  "--init-token",
                  "--free",
                  "--label",
                  LABEL,
                  "--pin",
                  PIN,
                  "--so-pin",
                  "918273")
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("softhsm2-util: " + said);
      }
      Path pin =
          Files.createFile(
              folder.resolve("pin"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(pin, PIN + "\n");
      return new SoftHsm(new Pkcs11(LIBRARY.orElseThrow(), LABEL, pin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
