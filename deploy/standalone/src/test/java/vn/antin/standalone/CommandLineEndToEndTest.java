package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.journey.TestPdf;

/** The commands that need no running house, as an operator would use them. */
final class CommandLineEndToEndTest {
  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final List<String> FOUNDING =
      List.of("--subject", "C=VN,O=UBND,CN=Root", "--threshold", "2", "--shares", "3");

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

  @Test
  void rootIsKeptByOperatorsAndNobodyAlone() throws Exception {
    Path root = folder.resolve("root");
    List<String> shares = new ArrayList<>();
    try (Antin interrupted = ceremony(root, "init-root", FOUNDING)) {
      showShare(interrupted, 1, shares);
      interrupted.await(text -> text.contains("Operator 2 of 3"), LIMIT);
      interrupted.process().destroy();
      assertThat(interrupted.exitCode(LIMIT)).isNotZero();
    }
    assertThat(Files.exists(root)).as("nothing is written between shares").isFalse();

    shares.clear();
    try (Antin founding = ceremony(root, "init-root", FOUNDING)) {
      for (int operator = 1; operator <= 3; operator++) {
        showShare(founding, operator, shares);
      }
      assertThat(founding.exitCode(LIMIT)).as(founding.text()).isZero();
      assertThat(founding.text())
          .contains("deed: root made", "share 2: Trần Thị Bình 2, commitment ")
          .contains("antin.authority.roots=");
    }
    try (Antin lonely = ceremony(root, "crl", List.of())) {
      type(lonely, shares.get(0));
      type(lonely, shares.get(0));
      lonely.process().outputWriter(StandardCharsets.UTF_8).close();
      assertThat(lonely.exitCode(LIMIT)).isOne();
      assertThat(lonely.text())
          .contains("Share 1 was entered before; another one is needed")
          .contains("antin authority: the input ended: there are not enough shares: 1 of 2");
    }
    try (Antin two = ceremony(root, "crl", List.of())) {
      type(two, shares.get(2));
      type(two, shares.get(0));
      assertThat(two.exitCode(LIMIT)).as(two.text()).isZero();
      assertThat(two.text()).contains("deed: list 2 made", "Made: " + root + "/root.crl.pem");
    }
  }

  private Antin ceremony(Path root, String command, List<String> options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "authority", command, "--dir", root.toString(), "--url", "http://ca.example.vn"));
    arguments.addAll(options);
    return Antin.start(folder.resolve("output"), Map.of("LC_ALL", "C.UTF-8"), arguments);
  }

  /** One operator writes a share down and types it from the paper. */
  private static void showShare(Antin antin, int operator, List<String> shares) throws Exception {
    antin.await(text -> text.contains("Operator " + operator + " of 3"), LIMIT);
    type(antin, "Trần Thị Bình " + operator);
    antin.await(text -> times(text, "Press Enter when it is written down") == operator, LIMIT);
    String text = antin.text();
    shares.add(text.substring(text.lastIndexOf("antin-share ")).lines().findFirst().orElseThrow());
    type(antin, "");
    antin.await(said -> times(said, "Now type it from the paper") == operator, LIMIT);
    type(antin, shares.getLast());
  }

  private static int times(String text, String what) {
    return text.split(Pattern.quote(what), -1).length - 1;
  }

  private static void type(Antin antin, String line) throws IOException {
    BufferedWriter keyboard = antin.process().outputWriter(StandardCharsets.UTF_8);
    keyboard.write(line + "\n");
    keyboard.flush();
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
