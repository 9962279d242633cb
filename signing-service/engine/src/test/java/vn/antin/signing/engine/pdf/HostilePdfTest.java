package vn.antin.signing.engine.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.PdfInspection.Broken;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestDocuments;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** Files made to harm end in a verdict, soon and in little memory. */
final class HostilePdfTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void crossReferenceInACircleIsRepairedOnce() {
    String text = latin(TestDocuments.classic());
    String start = text.replaceAll("(?s).*startxref\n(\\d+).*", "$1");

    PdfFile file = PdfFileTest.opened(bytes(text.replace("/Root", "/Prev " + start + "/Root")));

    assertThat(file.repaired()).hasValueSatisfying(why -> assertThat(why).contains("circle"));
  }

  @Test
  void pageTreeInACircleHasNoPages() {
    byte[] pdf = RawPdf.onePage().object(2, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>").classic();

    assertThat(broken(pdf).damage()).isEqualTo(Damage.NO_PAGES);
  }

  @Test
  void pageTreeThatDoublesAtEachLevelMeetsTheLimit() {
    RawPdf pdf = RawPdf.onePage().object(2, "<</Type/Pages/Kids[10 0 R 10 0 R]/Count 9>>");
    for (int i = 10; i < 60; i++) {
      pdf.object(i, "<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 9>>".formatted(i + 1, i + 1));
    }
    byte[] bytes = pdf.object(60, "<</Type/Pages/Kids[]/Count 7>>").classic();

    assertThat(broken(bytes).damage()).isEqualTo(Damage.LIMIT);
  }

  @Test
  void fieldsInACircleEnd() {
    byte[] pdf =
        RawPdf.onePage()
            .object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>")
            .object(6, "<</T(a)/Kids[6 0 R 7 0 R]>>")
            .object(7, "<</T(b)/Kids[6 0 R]/FT/Sig>>")
            .classic();

    assertThat(PdfFileTest.opened(pdf).fields()).isEmpty();
  }

  @Test
  void objectStreamThatContainsItselfHoldsNothing() {
    String text = latin(TestDocuments.objectStream());
    byte[] pdf = bytes(text.replaceAll("/Length \\d+", "/Length 6 0 R"));

    Assertions.assertTimeout(
        SOON, () -> assertThat(PdfFile.open(DocumentSource.of(pdf))).isNotNull());
  }

  @Test
  void deepNestingMeetsTheLimit() {
    for (String open : List.of("[", "<</A", "<</A[")) {
      byte[] pdf = RawPdf.onePage().object(1, open.repeat(200_000)).classic();

      assertThat(broken(pdf).damage()).isEqualTo(Damage.LIMIT);
    }
  }

  @Test
  void lengthsThatLeadFromStreamToStreamEnd() {
    RawPdf pdf = RawPdf.onePage();
    for (int i = 6; i < 3000; i++) {
      pdf.object(i, "<</Length %d 0 R>>\nstream\nx\nendstream".formatted(i + 1));
    }
    PdfFile file = PdfFileTest.opened(pdf.classic());

    Assertions.assertTimeout(
        SOON, () -> assertThat(file.resolve(new PdfReference(6, 0))).isInstanceOf(PdfStream.class));
  }

  @Test
  void gigantNumbersAreNotBelieved() {
    String text = latin(TestDocuments.classic());
    for (String changed :
        List.of(
            text.replace("xref\n0 6", "xref\n0 4294967295"),
            text.replace("xref\n0 6", "xref\n99999999999999999999 6"),
            text.replace("/Size 6", "/Size 2147483647"),
            text.replace("3 0 obj", "4294967299 0 obj"),
            text.replace("/Length ", "/Length 99999999999999999999999"),
            text.replaceAll("startxref\n\\d+", "startxref\n" + Long.MAX_VALUE))) {
      Assertions.assertTimeout(
          SOON,
          () -> {
            if (PdfFile.open(DocumentSource.of(bytes(changed)))
                instanceof Opening.Opened(PdfFile file)) {
              assertThat(file.pageCount()).isLessThan(2);
            }
          });
    }
  }

  @Test
  void streamThatInflatesWithoutEndMeetsTheLimit() {
    byte[] zeros = new byte[64 << 20];
    String bomb =
        new String(
            PdfStream.deflated(PdfDictionary.EMPTY, zeros).raw(1 << 20),
            StandardCharsets.ISO_8859_1);
    String xref =
        "%PDF-1.7\n1 0 obj\n<</Type/XRef/W[1 4 2]/Size 5/Root 2 0 R/Filter/FlateDecode/Length "
            + bomb.length()
            + ">>\nstream\n"
            + bomb
            + "\nendstream\nendobj\nstartxref\n9\n%%EOF\n";

    assertThat(broken(bytes(xref)).damage()).isEqualTo(Damage.LIMIT);
  }

  @Test
  void longSearchesForObjectsMeetTheLimit() {
    String catalog = "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n";
    StringBuilder kids = new StringBuilder();
    for (int i = 10; i < 50_000; i++) {
      kids.append(i).append(" 0 R ");
    }
    String pages = "2 0 obj\n<</Type/Pages/Count 1/Kids[" + kids + "]>>\nendobj\n";
    String head = "%PDF-1.7\n" + catalog + pages;
    StringBuilder rows = new StringBuilder();
    for (int offset : new int[] {0, 9, 9 + catalog.length(), head.length()}) {
      rows.append((char) (offset == 0 ? 0 : 1));
      for (int shift = 24; shift >= 0; shift -= 8) {
        rows.append((char) (offset >> shift & 0xff));
      }
      rows.append("\0\0");
    }
    String xref =
        "3 0 obj\n<</Type/XRef/W[1 4 2]/Size 4/Root 1 0 R/Index[0 4 "
            + "8 0 ".repeat(200_000)
            + "]/Length 28>>\nstream\n"
            + rows
            + "\nendstream\nendobj\nstartxref\n"
            + head.length()
            + "\n%%EOF\n";

    Assertions.assertTimeout(
        SOON, () -> assertThat(broken(bytes(head + xref)).damage()).isEqualTo(Damage.LIMIT));
  }

  @Test
  void crossReferenceThatCanBeFoundInTwoWaysIsRefused() {
    String text = latin(TestDocuments.classic());
    int header = 1000;
    String body = text.substring(0, text.lastIndexOf("startxref"));
    String table = body.substring(body.lastIndexOf("\nxref") + 1);
    String shifted = "\n".repeat(header) + body;
    String two = "xref" + "\n".repeat(header - 4);
    int at = shifted.length();
    byte[] pdf = bytes(shifted + two + table + "startxref\n" + at + "\n%%EOF\n");

    assertThat(broken(pdf).damage()).isEqualTo(Damage.LIMIT);
  }

  @Test
  void manySectionsMeetTheLimit() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes("%PDF-1.7\n"));
    int previous = 0;
    for (int i = 0; i < 5000; i++) {
      int at = out.size();
      out.writeBytes(
          bytes("xref\n0 0\ntrailer\n<<" + (previous == 0 ? "" : "/Prev " + previous) + ">>\n"));
      previous = at;
    }
    out.writeBytes(bytes("startxref\n" + previous + "\n%%EOF\n"));

    assertThat(broken(out.toByteArray()).damage()).isEqualTo(Damage.LIMIT);
  }

  @Test
  void cutOffDocumentsEndInAVerdict() {
    for (byte[] whole :
        List.of(TestDocuments.classic(), TestDocuments.objectStream(), TestDocuments.hybrid())) {
      for (int length = 0; length < whole.length; length++) {
        assertThat(PdfFile.open(DocumentSource.of(Arrays.copyOf(whole, length)))).isNotNull();
      }
    }
  }

  @Test
  void changedDocumentsEndInAVerdict() {
    Random random = new Random(20261122);
    int rounds = Boolean.getBoolean("antin.long") ? 20_000 : 1_000;
    for (byte[] whole :
        List.of(TestDocuments.classic(), TestDocuments.objectStream(), TestDocuments.hybrid())) {
      for (int i = 0; i < rounds; i++) {
        byte[] changed = whole.clone();
        for (int j = random.nextInt(8); j >= 0; j--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        PdfWalk.through(changed);
      }
    }
  }

  private static Broken broken(byte[] pdf) {
    Opening opening = Assertions.assertTimeout(SOON, () -> PdfFile.open(DocumentSource.of(pdf)));
    assertThat(opening).isInstanceOf(Opening.Refused.class);
    assertThat(((Opening.Refused) opening).verdict()).isInstanceOf(Broken.class);
    return (Broken) ((Opening.Refused) opening).verdict();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return PdfFileTest.latin(text);
  }
}
