package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    assertThat(run.complaints()).contains("--trust names whom to trust");
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
  void reportsOfDssAreWrittenForTheAsking() throws Exception {
    Path reports = root.resolve("reports");
    Run run = CommandFolder.run("validate", "--trust", trust, "--reports", reports, signed);
    assertThat(run.exit()).as(run.text()).isZero();
    for (String kind : List.of("simple", "detailed", "diagnostic", "etsi")) {
      assertThat(reports.resolve("x.pdf." + kind + ".xml")).content().startsWith("<?xml");
    }
    try (Stream<Path> files = Files.list(reports)) {
      assertThat(files).hasSize(4);
    }

    Path simple = Files.writeString(reports.resolve("x.pdf.simple.xml"), "mine");
    run = CommandFolder.run("validate", "--trust", trust, "--reports", reports, signed);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("is there already; --overwrite");
    assertThat(simple).hasContent("mine");
    run =
        CommandFolder.run(
            "validate", "--trust", trust, "--reports", reports, "--overwrite", signed);
    assertThat(run.exit()).isZero();
    assertThat(simple).content().startsWith("<?xml");
  }

  @Test
  void reportsOfTwoFilesOfOneNameAreNotMixed() throws Exception {
    Path other = Files.createDirectories(root.resolve("other")).resolve("x.pdf");
    Files.copy(signed, other);
    Run run = CommandFolder.run("validate", "--reports", root.resolve("reports"), signed, other);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("the same name");
  }

  @Test
  void whomToTrustIsAFileOrAFolderOfCertificates() throws Exception {
    Path file = Files.write(root.resolve("anchor.pem"), TestSigner.ROOT.getEncoded());
    assertThat(CommandFolder.run("validate", "--trust", file, signed).exit()).isZero();
    Path text = Files.writeString(root.resolve("text.pem"), "nobody");
    Path empty = Files.createDirectories(root.resolve("empty"));
    for (Path wrong : List.of(text, empty, root.resolve("missing"))) {
      Run run = CommandFolder.run("validate", "--trust", wrong, signed);
      assertThat(run.exit()).as(run.complaints()).isEqualTo(2);
      assertThat(run.complaints()).contains(wrong.toString());
    }
  }

  @Test
  void jsonTellsNamesAsTheyAre() throws Exception {
    Path odd = root.resolve("a\nb\u202e.pdf");
    Files.copy(signed, odd);
    Run run = CommandFolder.run("validate", "--json", "--trust", trust, odd);
    assertThat(run.lines()).singleElement().asString().contains("a\\u000ab\\u202e.pdf");
    run = CommandFolder.run("validate", "--trust", trust, odd);
    assertThat(run.lines()).singleElement().asString().contains("a\uFFFDb\uFFFD.pdf");
    run = CommandFolder.run("validate", "--trust", root.resolve("a\u001b[2K"), odd);
    assertThat(run.complaints()).doesNotContain("\u001b").contains("\uFFFD[2K");
  }
}
