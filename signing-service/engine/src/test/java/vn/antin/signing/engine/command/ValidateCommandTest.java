package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.command.CommandFolder.Run;

final class ValidateCommandTest {

  @TempDir private Path root;
  private CommandFolder folder;
  private Path trust;
  private Path signed;

  @BeforeEach
  void sign() throws Exception {
    folder = new CommandFolder(root, TestSigner.rsa());
    trust = Files.createDirectories(root.resolve("trust"));
    Files.write(trust.resolve("root.cer"), TestSigner.ROOT.getEncoded());
    assertThat(folder.sign(folder.pdf("x.pdf")).exit()).isZero();
    signed = folder.out.resolve("x.pdf");
  }

  @Test
  void signedFileOfATrustedSignerIsValid() {
    Run run = CommandFolder.run("validate", "--trust", trust, signed);
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(run.text()).startsWith("valid ").contains("Nguyễn Văn An");
  }

  @Test
  void withoutTrustNobodyIsTrusted() {
    Run run = CommandFolder.run("validate", signed);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).startsWith("INVALID").contains("not trusted");
  }

  @Test
  void changedAndUnsignedAndMissingFilesAreNamed() throws Exception {
    byte[] bytes = Files.readAllBytes(signed);
    bytes[200] ^= 1;
    Path changed = Files.write(root.resolve("changed.pdf"), bytes);
    Run run =
        CommandFolder.run(
            "validate",
            "--trust",
            trust,
            signed,
            changed,
            root.resolve("x.pdf"),
            root.resolve("no"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines()).hasSize(4);
    assertThat(run.text())
        .contains("valid    " + signed)
        .contains("INVALID  " + root.resolve("x.pdf") + ": not signed")
        .contains("no: there is no such file");
    assertThat(run.lines())
        .filteredOn(line -> line.contains("changed.pdf"))
        .singleElement()
        .asString()
        .doesNotStartWith("valid");
  }

  @Test
  void jsonIsOneObjectALine() {
    Run run = CommandFolder.run("validate", "--json", "--trust", trust, signed, root.resolve("no"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(run.text())
        .contains("\"verdict\":\"VALID\"")
        .contains("\"signer\":\"Nguyễn Văn An\"")
        .contains("\"valid\":false,\"refused\":");
  }

  @Test
  void reportsOfDssAreWrittenForTheAsking() {
    Path reports = root.resolve("reports");
    CommandFolder.run("validate", "--reports", reports, signed);
    for (String kind : List.of("simple", "detailed", "diagnostic", "etsi")) {
      assertThat(reports.resolve("x.pdf." + kind + ".xml")).content().startsWith("<?xml");
    }
  }
}
