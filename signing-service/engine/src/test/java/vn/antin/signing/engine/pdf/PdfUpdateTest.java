package vn.antin.signing.engine.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestDocuments;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfString;

/** What is appended is understood, by us and by others. */
final class PdfUpdateTest {

  @TempDir Path directory;

  @Test
  void everyLayoutIsContinuedInItsOwnWay() {
    Map<byte[], String> layouts =
        Map.of(
            TestDocuments.classic(), "trailer\n",
            TestDocuments.crossReferenceStream(), "/Type /XRef",
            TestDocuments.objectStream(), "/Type /XRef",
            TestDocuments.hybrid(), "trailer\n");
    layouts.forEach((pdf, expected) -> {
      Tail tail = update(pdf);
      assertThat(text(tail)).contains(expected, "/Prev ").doesNotContain("XRefStm");
      PdfFile file = PdfFileTest.opened(joined(pdf, tail));
      assertThat(file.repaired()).isEmpty();
      assertThat(file.text(file.catalog().get("Test"))).isEqualTo("Ấn Tín (1)");
      assertThat(file.page(0).dictionary().has("Test")).isTrue();
    });
  }

  @Test
  void othersFindNothingToComplainOf() throws IOException {
    Tools.need("qpdf", "qpdf");
    Tools.need("mutool", "mupdf-tools");
    List<byte[]> documents =
        List.of(
            TestDocuments.classic(),
            TestDocuments.crossReferenceStream(),
            TestDocuments.objectStream(),
            TestDocuments.hybrid(),
            TestDocuments.linearized(),
            TestDocuments.brokenCrossReference());
    for (byte[] pdf : documents) {
      byte[] once = joined(pdf, update(pdf));
      byte[] twice = joined(once, update(once));
      Path file = Files.write(directory.resolve("updated.pdf"), twice);

      Tools.Answer qpdf = Tools.run("qpdf", "--check", file.toString());
      assertThat(qpdf.exit()).as(qpdf.text()).isZero();
      assertThat(Tools.run("mutool", "info", file.toString()).text()).doesNotContain("error:");
      assertThat(Tools.run("qpdf", "--show-npages", file.toString()).text()).doesNotContain("WARN");
    }
  }

  @Test
  void repairedFileGetsACompleteCrossReference() {
    byte[] pdf = TestDocuments.brokenCrossReference();
    Tail tail = update(pdf);

    assertThat(text(tail)).contains("xref\n0 7\n").doesNotContain("/Prev");
    assertThat(PdfFileTest.opened(joined(pdf, tail)).repaired()).isEmpty();
  }

  @Test
  void repairedFileWithObjectStreamsGetsACompleteStream() {
    String whole = new String(TestDocuments.objectStream(), StandardCharsets.ISO_8859_1);
    byte[] pdf = PdfFileTest.latin(whole.replaceAll("startxref\n\\d+", "startxref\n5"));
    Tail tail = update(pdf);

    assertThat(text(tail)).contains("/Type /XRef").doesNotContain("/Prev");
    assertThat(PdfFileTest.opened(joined(pdf, tail)).repaired()).isEmpty();
  }

  @Test
  void signatureHasItsRangeAndRoomForItsValue() {
    byte[] pdf = TestDocuments.classic();
    PdfUpdate update = new PdfUpdate(PdfFileTest.opened(pdf));
    update.addSignature(PdfDictionary.ofType("Sig").with("Filter", new PdfName("X")), 4);
    Tail tail = update.write();
    byte[] whole = joined(pdf, tail);

    assertThat(text(tail)).contains("/Contents <00000000>");
    List<Long> range = tail.byteRange();
    assertThat(range.get(2) + range.get(3)).isEqualTo(whole.length);
    assertThat((char) whole[range.get(1).intValue()]).isEqualTo('<');
    assertThat((char) whole[range.get(2).intValue() - 1]).isEqualTo('>');
    assertThat(text(tail))
        .contains("[0 %d %d %d".formatted(range.get(1), range.get(2), range.get(3)));
    assertThat(pdf.length + tail.signedBefore().remaining()).isEqualTo(range.get(1).intValue());
    assertThat((long) tail.signedAfter().remaining()).isEqualTo(range.get(3));
    assertThat(new String(tail.with(new byte[] {1, 2, (byte) 0xab}), StandardCharsets.ISO_8859_1))
        .contains("/Contents <0102ab00>");
    assertThatThrownBy(() -> tail.with(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    Tail restored =
        Tail.restore(tail.sourceLength(), tail.bytes(), tail.contents(), tail.capacity());
    assertThat(restored.byteRange()).isEqualTo(range);
    assertThatThrownBy(() -> Tail.restore(1, tail.bytes(), tail.contents() + 1, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifierKeepsItsFirstPartAndChangesItsSecond() {
    byte[] pdf = RawPdf.onePage().classic("/ID[<AA01><AA01>]");
    byte[] once = joined(pdf, update(pdf));
    PdfFile file = PdfFileTest.opened(once);
    List<PdfObject> parts = file.array(file.trailer().get("ID"));

    assertThat(parts.getFirst()).isEqualTo(PdfString.of(new byte[] {(byte) 0xaa, 1}));
    assertThat(parts.getLast()).isNotEqualTo(parts.getFirst());
  }

  @Test
  void fileBeyondFourGigabytesIsContinued() throws IOException {
    DocumentSource source = TestDocuments.large(5_000);
    PdfFile file = ((Opening.Opened) PdfFile.open(source)).file();
    PdfUpdate update = new PdfUpdate(file);
    update.addSignature(PdfDictionary.ofType("Sig"), 10);
    update.catalog(update.catalog().with("Test", PdfNumber.of(1)));
    Tail tail = update.write();

    assertThat(tail.byteRange().get(1)).isGreaterThan(5_000L << 20);
    assertThat(text(tail)).contains("[0 " + tail.byteRange().get(1) + " ");
    Opening again = PdfFile.open(Tail.join(source, tail.bytes()));
    assertThat(((Opening.Opened) again).file().catalog().has("Test")).isTrue();
  }

  @Test
  void tableCannotNameMoreThanTenDigits() {
    PdfFile file = ((Opening.Opened) PdfFile.open(TestDocuments.large(9_600))).file();
    PdfUpdate update = new PdfUpdate(file);
    update.add(PdfNull.NULL);

    assertThatThrownBy(update::write).isInstanceOf(BrokenPdf.class);
  }

  private static Tail update(byte[] pdf) {
    PdfUpdate update = new PdfUpdate(PdfFileTest.opened(pdf));
    PdfReference text = update.add(PdfString.of("Ấn Tín (1)"));
    update.catalog(update.catalog().with("Test", text));
    PdfPage page = update.file().page(0);
    update.put(page.reference(), page.dictionary().with("Test", PdfNumber.of(0.25)));
    assertThat(update.resolve(update.catalog().get("Test"))).isInstanceOf(PdfString.class);
    return update.write();
  }

  private static String text(Tail tail) {
    return new String(tail.bytes(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[] pdf, Tail tail) {
    byte[] bytes = tail.bytes();
    byte[] both = Arrays.copyOf(pdf, pdf.length + bytes.length);
    System.arraycopy(bytes, 0, both, pdf.length, bytes.length);
    return both;
  }
}
