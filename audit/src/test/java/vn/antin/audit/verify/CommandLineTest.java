package vn.antin.audit.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.audit.TestEvents;

final class CommandLineTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final TestLog log;

  CommandLineTest(@TempDir Path own) {
    log = new TestLog(own);
  }

  @BeforeEach
  void forget() {
    out.reset();
    err.reset();
  }

  @Test
  void intactLogIsSaidInOneSentence() throws IOException {
    Path pem = folder.resolve("seal.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(log.signer.certificate())));
    int status =
        run(
            "verify",
            "--jdbc",
            log.database.url(),
            "--roots",
            log.roots.toString(),
            "--seal-certificate",
            pem.toString());
    assertThat(printed(out)).startsWith("OK: all 12 rows in 3 seals are as they were sealed.");
    assertThat(printed(out)).contains("Signed, seals 1 to 3: CN=Audit seal,O=Test province");
    assertThat(status).isZero();
  }

  @Test
  void brokenLogSaysWhichRowAndHow() {
    log.database.tamper("DELETE FROM audit.entry WHERE id = 6");
    assertThat(run("verify", "--jdbc", log.database.url())).isEqualTo(1);
    assertThat(printed(out))
        .startsWith("BROKEN: 1 finding in a log of 11 rows and 3 seals.\n")
        .contains("  - Row 6 of seal 2 was deleted.\n");
  }

  @Test
  void cutEndIsFoundByTheLastRootGiven() {
    run("verify", "--jdbc", log.database.url());
    String root = printed(out).replaceAll("(?s).*last root ([0-9a-f]{64}).*", "$1");
    log.database.tamper(
        "DELETE FROM audit.seal WHERE number = 3; DELETE FROM audit.entry WHERE batch = 3");
    assertThat(run("verify", "--jdbc", log.database.url())).isZero();
    assertThat(run("verify", "--jdbc", log.database.url(), "--last-root", root)).isEqualTo(1);
    assertThat(printed(out)).contains("its end was cut off");
  }

  @Test
  void rowsWithoutSealAreSaidToBeUnprotected() {
    log.log.append(TestEvents.plain("late"));
    assertThat(run("verify", "--jdbc", log.database.url())).isZero();
    assertThat(printed(out)).contains("1 row not sealed yet and not protected.");
  }

  @Test
  void exportIsReadableByItsOwnerAloneAndVerifiesWithoutADatabase() throws IOException {
    Path file = folder.resolve("log.jsonl");
    assertThat(run("export", "--jdbc", log.database.url(), "--to", file.toString())).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("verify", file.toString(), "--roots", log.roots.toString())).isZero();
    assertThat(printed(out)).contains("OK: all 12 rows in 3 seals");
    assertThat(run("export", "--jdbc", log.database.url(), "--to", file.toString())).isEqualTo(2);
    assertThat(printed(err)).contains("never overwrites");
  }

  @Test
  void exportWithoutPersonalDataVerifiesTheSame() throws IOException {
    Path file = folder.resolve("log.jsonl");
    run("export", "--jdbc", log.database.url(), "--to", file.toString(), "--without-personal");
    assertThat(Files.readString(file)).doesNotContain("nguyễn", "10.0.0.7");
    assertThat(run("verify", file.toString())).isZero();
    assertThat(printed(out)).contains("24 personal fields erased or left out");
  }

  @Test
  void everyLineOfAnExportThatIsChangedCutOrLeftOutIsFound() throws IOException {
    Path file = folder.resolve("log.jsonl");
    log.export(file);
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      var without = new ArrayList<>(lines);
      without.remove(i);
      Files.write(file, without);
      assertThat(run("verify", file.toString())).as("line %d left out", i + 1).isEqualTo(1);
      var twice = new ArrayList<>(lines);
      twice.add(i, lines.get(i));
      Files.write(file, twice);
      assertThat(run("verify", file.toString())).as("line %d twice", i + 1).isEqualTo(1);
      var half = new ArrayList<>(lines.subList(0, i));
      half.add(lines.get(i).substring(0, lines.get(i).length() / 2));
      Files.write(file, half);
      assertThat(run("verify", file.toString())).as("cut in line %d", i + 1).isEqualTo(1);
    }
  }

  @Test
  void personalDataIsErasedAndTheLogStaysIntact() {
    String owner = log.database.url().replace("_app", "_owner");
    assertThat(
            run(
                "erase",
                "--jdbc",
                owner,
                "--subject",
                "official-1",
                "--reason",
                "left the service"))
        .isZero();
    assertThat(printed(out)).contains("6 personal fields erased.");
    assertThat(run("erase", "--jdbc", owner, "--entries", "1,3", "--reason", "court order"))
        .isZero();
    assertThat(run("verify", "--jdbc", log.database.url())).isZero();
    assertThat(printed(out)).contains("10 personal fields erased or left out");
  }

  @Test
  void passwordComesFromAFile() throws IOException {
    Path file = folder.resolve("password");
    Files.writeString(file, "secret\n");
    assertThat(
            run(
                "verify",
                "--jdbc",
                log.database.url(),
                "--user",
                "postgres",
                "--password-file",
                file.toString()))
        .isZero();
  }

  private int run(String... arguments) {
    return new CommandLine(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            InstantSource.system())
        .run(List.of(arguments));
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8);
  }
}
