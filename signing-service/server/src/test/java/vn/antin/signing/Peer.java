package vn.antin.signing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of other people that judge what we made. */
public final class Peer {
  private Peer() {}

  /** What a program said, and how it ended. */
  public record Said(int exit, String text) {}

  /** Skips the test when the program is missing, naming its package. */
  public static void need(String program, String packageName) {
    var found =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(found, "skipped: package " + packageName + " is not installed");
  }

  public static Said run(String... command) {
    try {
      var output = Files.createTempFile("peer", ".txt");
      try {
        var process =
            new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          return new Said(-1, "timed out");
        }
        return new Said(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A file with these certificates in PEM. */
  public static String pem(X509Certificate... certificates) {
    try {
      var text = new StringBuilder();
      for (var each : certificates) {
        text.append("-----BEGIN CERTIFICATE-----\n")
            .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(each.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
      return Files.writeString(Files.createTempFile("peer", ".pem"), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String file(byte[] content) {
    try {
      return Files.write(Files.createTempFile("peer", ".bin"), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
