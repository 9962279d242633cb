package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.ades.TestOffice;
import vn.antin.signing.engine.command.CommandFolder.Run;
import vn.antin.signing.engine.container.TestZips;

/** Files of every kind, signed and then validated from the command line. */
final class FormatCommandTest {

  private static final String XML = "<hoSo xmlns='urn:x'><ten>Nguyễn Văn An</ten></hoSo>";
  private static final String ENVELOPE =
      "<edXMLEnvelope xmlns='http://www.mic.gov.vn/TBT/QCVN_102_2016'><edXMLHeader>"
          + "<MessageHeader><Subject>Công văn</Subject></MessageHeader></edXMLHeader>"
          + "</edXMLEnvelope>";

  @TempDir private Path root;
  private CommandFolder folder;

  @BeforeEach
  void make() {
    folder = new CommandFolder(root, TestSigner.rsa());
  }

  @Test
  void whatAFileIsDecidesHowItIsSigned() throws Exception {
    List<Path> files =
        List.of(
            folder.pdf("a.pdf"),
            folder.file("b.xml", XML),
            folder.file("c.edxml", ENVELOPE),
            folder.file("d.docx", word()),
            folder.file("e.odt", TestOffice.openDocument("text")),
            folder.file("f.json", "{\"a\":1}"),
            folder.file("g.txt", "Ủy ban nhân dân tỉnh\n"),
            folder.file("h.html", "<!DOCTYPE html><p>Công báo"),
            folder.file("no ending", "x"),
            folder.pdf("named.xml"));
    Run run = folder.sign(files.toArray());
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(folder.names())
        .containsExactly(
            "a.pdf",
            "b.xml",
            "c.edxml",
            "d.docx",
            "e.odt",
            "f.json.asice",
            "g.txt.asice",
            "h.html.asice",
            "named.xml",
            "no ending.asice");
    assertThat(run.text())
        .contains("done     " + root.resolve("g.txt") + ": " + folder.out.resolve("g.txt.asice"));
    assertThat(Files.readString(folder.out.resolve("c.edxml")))
        .containsPattern("DigitalSignature[^>]*><ds:Signature");
    run = folder.validate(outputs());
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(run.lines()).hasSize(10).allMatch(line -> line.startsWith("valid "));
  }

  @ParameterizedTest
  @EnumSource(
      value = FormatName.class,
      names = {"PADES", "EDXML", "ODF", "OOXML"},
      mode = EnumSource.Mode.EXCLUDE)
  void formatIsTheOneThatWasAskedFor(FormatName format) throws Exception {
    Path file = folder.file("vạn bản.xml", XML);
    Run run = folder.sign("--format", format.text(), "--role", "Chủ tịch", file);
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    Path signed = folder.out.resolve(format.target("vạn bản.xml"));
    assertThat(signed).exists();
    run = folder.validate("--originals", root, signed);
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    if (format.text().endsWith("detached")) {
      Run without = folder.validate(signed);
      assertThat(without.exit()).as("what was signed is not there").isEqualTo(1);
      assertThat(without.complaints()).contains("vạn bản.xml is not there").contains("--originals");
      Files.copy(file, folder.out.resolve("vạn bản.xml"));
      assertThat(folder.validate(signed).exit()).as("it lies beside it").isZero();
      Files.writeString(folder.out.resolve("vạn bản.xml"), " ");
      assertThat(folder.validate(signed).exit()).as("it is another").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"pades, b.xml", "ooxml, b.xml", "odf, b.xml", "edxml, b.xml", "xades, g.txt"})
  void fileThatIsNotOfTheFormatIsRefused(String format, String name) {
    Path file = folder.file(name, name.equals("b.xml") ? XML : "no XML");
    Run run = folder.sign("--format", format, file);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).startsWith("refused  " + file + ": no").doesNotContain("fault");
    assertThat(folder.names()).isEmpty();
  }

  @Test
  void signedContainerIsSignedOnceMore() throws Exception {
    assertThat(folder.sign(folder.file("g.txt", "x")).exit()).isZero();
    assertThat(folder.sign("--format", "asic-s-cades", folder.file("s.txt", "x")).exit()).isZero();
    Path again = root.resolve("again");
    Run run =
        folder.sign(
            "--out", again, folder.out.resolve("g.txt.asice"), folder.out.resolve("s.txt.asics"));
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    run = folder.validate(again.resolve("g.txt.asice"), again.resolve("s.txt.asics"));
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(run.lines()).allMatch(line -> line.split("Nguyễn Văn An", -1).length == 3);
  }

  @Test
  void zipIsPutIntoAContainerAsItIs() throws Exception {
    Path zip =
        folder.file("h.zip", TestZips.of(Map.of("a.txt", "a".getBytes(StandardCharsets.UTF_8))));
    Run run = folder.sign(zip);
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    try (ZipFile container = new ZipFile(folder.out.resolve("h.zip.asice").toFile())) {
      assertThat(container.getEntry("h.zip")).isNotNull();
    }
    run = folder.validate(outputs());
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
  }

  @Test
  void levelThatAFormatLacksIsRefused() throws Exception {
    try (TestAuthority authority = TestAuthority.start(InstantSource.system())) {
      CommandFolder official =
          new CommandFolder(
              Files.createDirectories(root.resolve("official")),
              authority.signer(TestSigner.rsa()));
      Path document = official.file("d.docx", word());
      List<Object> call =
          List.of("--tsa", authority.address(Service.TSA), "--allow-host", "127.0.0.1");
      List<Object> highest = new ArrayList<>(call);
      highest.addAll(List.of("--level", "B-LTA", document, official.file("b.xml", XML)));
      Run run = official.sign(highest.toArray());
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.text())
          .contains("refused  " + document + ": there is no such level in this format (B-LTA)")
          .contains("b.xml");
      assertThat(official.names()).containsExactly("b.xml");

      List<Object> lower = new ArrayList<>(call);
      lower.addAll(List.of("--level", "B-LT", document, official.file("g.txt", "x")));
      run = official.sign(lower.toArray());
      assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
      Path trust = official.file("trust.cer", authority.root().getEncoded());
      run =
          CommandFolder.run(
              "validate",
              "--json",
              "--trust",
              trust,
              official.out.resolve("b.xml"),
              official.out.resolve("g.txt.asice"));
      assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
      assertThat(run.text())
          .contains("\"level\":\"XAdES-BASELINE-LTA\"")
          .contains("\"level\":\"XAdES-BASELINE-LT\"");
    }
  }

  @Test
  void whatBeginsLikeXmlAndIsNotReadIsNotLeftToXades() {
    Path page = folder.file("h.html", "<!DOCTYPE html><p>Công báo");
    Run run = folder.sign("--format", "asic-e", page);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("XML with a document type").contains("CAdES does not read it");
    assertThat(folder.sign("--format", "asic-e-cades", page).exit()).isZero();
  }

  @Test
  void containerThatReadersWouldRefuseIsNotMade() {
    Path blank = folder.file("blank.bmp", new byte[3 << 20]);
    Run run = folder.sign(blank);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text())
        .contains("readers would refuse its container: a file that unpacks to very much more")
        .contains("cades-detached");
    assertThat(folder.names()).isEmpty();
    assertThat(folder.sign("--format", "cades-detached", blank).exit()).isZero();
  }

  @Test
  void visibleSignatureIsForPdfAlone() {
    Path pdf = folder.pdf("a.pdf");
    Path xml = folder.file("b.xml", XML);
    Run run = folder.sign("--profile", "annex", "--number", "12/QĐ-UBND", pdf, xml);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("done     " + pdf).contains(xml + ": only a PDF");
    assertThat(folder.names()).containsExactly("a.pdf");
  }

  @Test
  void nameThatNoSignatureCanTellIsRefused() {
    Path odd = folder.file("a\nb.txt", "x");
    Path xml = folder.file("a\nb.xml", XML);
    Run run = folder.sign(odd, xml);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("a\uFFFDb.txt: its name cannot stand in a signature");
    assertThat(run.lines()).hasSize(2);
    assertThat(folder.names()).containsExactly("a\nb.xml");
  }

  @Test
  void outputsOfTwoFilesAreNotMixed() {
    Path text = folder.file("g.txt", "x");
    assertThat(folder.sign(text).exit()).isZero();
    Run run =
        folder.sign(
            "--threads",
            "1",
            "--out",
            root.resolve("both"),
            text,
            folder.out.resolve("g.txt.asice"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("is what is made of " + text);
  }

  private Object[] outputs() {
    return folder.names().stream().map(folder.out::resolve).toArray();
  }

  private static byte[] word() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("Quyết định");
      document.write(bytes);
    }
    return bytes.toByteArray();
  }
}
