package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.journey.TestPdf;

/** {@code ./antin sign} and {@code ./antin validate}, as an operator would use them. */
final class CommandLineEndToEndTest {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  @TempDir Path folder;

  @Test
  void documentIsSignedAndItsSignatureTold() throws Exception {
    Path pdf = TestPdf.in(folder);
    Path password = folder.resolve("password");
    Files.writeString(password, "correct horse\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path keystore = keystore();
    Path text = Files.writeString(folder.resolve("cong-van.txt"), "Ủy ban nhân dân tỉnh\n");

    Run signed =
        antin(
            "sign",
            "--keystore",
            keystore.toString(),
            "--password-file",
            password.toString(),
            "--out",
            folder.resolve("signed").toString(),
            pdf.toString(),
            text.toString());
    assertThat(signed.exitCode()).as(signed.text()).isZero();
    Path container = folder.resolve("signed/cong-van.txt.asice");
    assertThat(signed.text())
        .contains("done     " + pdf)
        .contains("done     " + text + ": " + container);

    Run told =
        antin(
            "validate",
            folder.resolve("signed").resolve(pdf.getFileName()).toString(),
            container.toString());
    assertThat(told.exitCode()).as(told.text()).isEqualTo(1);
    assertThat(told.text().lines())
        .filteredOn(line -> line.startsWith("INVALID"))
        .hasSize(2)
        .allMatch(line -> line.contains("Nguyen Van An: not trusted"));
  }

  @Test
  void wrongCallIsOneSentence() throws Exception {
    Run run = antin("sign", "--colour", "red");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.text()).contains("antin: There is no option --colour");
  }

  private Path keystore() {
    Path keystore = folder.resolve("an.p12");
    Command.Result made =
        Command.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "an",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=Nguyen Van An",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                "correct horse"),
            LIMIT);
    assertThat(made.exitCode()).as(made.output()).isZero();
    return keystore;
  }

  private Run antin(String... arguments) throws Exception {
    try (Antin antin =
        Antin.start(folder.resolve("output"), Map.of("LC_ALL", "C.UTF-8"), List.of(arguments))) {
      int exitCode = antin.exitCode(LIMIT);
      return new Run(exitCode, antin.text());
    }
  }

  private record Run(int exitCode, String text) {}
}
