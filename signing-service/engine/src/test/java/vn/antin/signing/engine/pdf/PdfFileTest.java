package vn.antin.signing.engine.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.PdfInspection.Broken;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.PdfInspection.NotPdf;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestDocuments;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** What is found in a file, in whatever way it was laid out. */
final class PdfFileTest {

  @Test
  void everyLayoutLeadsToThePage() {
    for (byte[] pdf :
        List.of(
            TestDocuments.classic(),
            TestDocuments.crossReferenceStream(),
            TestDocuments.objectStream(),
            TestDocuments.hybrid())) {
      PdfFile file = opened(pdf);

      assertThat(file.repaired()).isEmpty();
      assertThat(file.pageCount()).isEqualTo(1);
      assertThat(file.page(0).reference()).isEqualTo(new PdfReference(3, 0));
      assertThat(file.resolve(new PdfReference(4, 0))).isInstanceOf(PdfStream.class);
      assertThat(file.resolve(new PdfReference(99, 0))).isEqualTo(PdfNull.NULL);
    }
  }

  @Test
  void hiddenObjectOfAHybridFileIsFound() {
    PdfFile file = opened(TestDocuments.hybrid());

    assertThat(file.dictionary(file.catalog().get("Outlines")).isName("Type", "Outlines")).isTrue();
  }

  @Test
  void linearizedFileIsReadFromItsEnd() {
    Tools.need("qpdf", "qpdf");
    PdfFile file = opened(TestDocuments.linearized());

    assertThat(file.repaired()).isEmpty();
    assertThat(file.pageCount()).isGreaterThan(5);
    assertThat(file.pages(0, 1000)).hasSize(file.pageCount());
  }

  @Test
  void valuesAreReadAsTheyWereMeant() {
    PdfFile file =
        opened(
            RawPdf.onePage()
                .object(
                    6,
                    "<</A#20B(a\\(b\\)\\101\\\nc)/N null/R -.5% a comment\n/H<4 1 5>/T true"
                        + "/L[1 0 R 2 1.50(x(y)z)]/U<FEFF1EA4006E>/Big 12345678901>>")
                .classic());
    PdfDictionary values = file.dictionary(new PdfReference(6, 0));

    assertThat(file.text(values.get("A B"))).isEqualTo("a(b)Ac");
    assertThat(file.number(values.get("R"), 0)).isEqualTo(-0.5);
    assertThat(file.text(values.get("H"))).isEqualTo("AP");
    assertThat(file.text(values.get("U"))).isEqualTo("Ấn");
    assertThat(values.get("T")).isEqualTo(new PdfBoolean(true));
    assertThat(file.number(values.get("Big"), 0)).isEqualTo(12_345_678_901.0);
    assertThat(file.array(values.get("L")))
        .hasSize(4)
        .startsWith(new PdfReference(1, 0), PdfNumber.of(2));
  }

  @Test
  void streamIsDecodedAlsoWhenItsLengthIsWrongOrElsewhere() {
    byte[] data = "some content".getBytes(StandardCharsets.US_ASCII);
    PdfStream packed = PdfStream.deflated(PdfDictionary.EMPTY, data);
    String raw = new String(packed.raw(1000), StandardCharsets.ISO_8859_1);
    for (String length : List.of("6 0 R", "3", "99999999", "-1", "(x)")) {
      PdfFile file =
          opened(
              RawPdf.onePage()
                  .object(6, Integer.toString(raw.length()))
                  .object(
                      7,
                      "<</Filter/FlateDecode/Length %s>>stream\r\n%s\nendstream"
                          .formatted(length, raw))
                  .classic());

      assertThat(file.resolve(new PdfReference(7, 0)))
          .isInstanceOfSatisfying(
              PdfStream.class, stream -> assertThat(stream.decoded(1000)).isEqualTo(data));
    }
  }

  @Test
  void pageHasWhatItsAncestorsGiveIt() {
    PdfFile file =
        opened(
            RawPdf.onePage("")
                .object(2, "<</Type/Pages/Kids[6 0 R]/Count 1/MediaBox[0 0 200 300]/Rotate -90>>")
                .object(6, "<</Type/Pages/Kids[3 0 R]/Count 1/CropBox[-10 50 100 400]>>")
                .classic());
    PdfPage page = file.page(0);

    assertThat(page.media(file)).isEqualTo(new PdfRectangle(0, 0, 200, 300));
    assertThat(page.visible(file)).isEqualTo(new PdfRectangle(0, 50, 100, 300));
    assertThat(page.rotation(file)).isEqualTo(270);
    assertThat(page.userUnit(file)).isEqualTo(1);
    assertThat(page.dictionary().has("MediaBox")).isFalse();
  }

  @Test
  void anyPageOfManyIsFound() {
    PdfFile file = opened(TestDocuments.textHeavy(200_000));
    List<PdfPage> all = file.pages(0, 1000);

    assertThat(all).hasSize(file.pageCount());
    assertThat(file.page(all.size() - 1)).isEqualTo(all.getLast());
    assertThat(file.page(7)).isEqualTo(all.get(7));
    assertThat(file.pages(all.size(), 1)).isEmpty();
  }

  @Test
  void pageCountThatLiesIsFollowedAsFarAsPagesAreThere() {
    PdfFile file =
        opened(RawPdf.onePage().object(2, "<</Type/Pages/Kids[3 0 R]/Count 900>>").classic());

    assertThat(file.pageCount()).isEqualTo(1);
  }

  @Test
  void fieldsAreFoundWithFullNamesAndWidgets() {
    PdfFile file =
        opened(
            RawPdf.onePage()
                .object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 9 0 R]>>>>")
                .object(6, "<</T(KySo)/FT/Sig/Kids[7 0 R 8 0 R]>>")
                .object(7, "<</T(LanhDao)/Parent 6 0 R/Subtype/Widget>>")
                .object(8, "<</T(Dau)/Parent 6 0 R/V 10 0 R/Lock<</Action/Include/Fields[(So)]>>>>")
                .object(9, "<</T(So)/FT/Tx/Kids[3 0 R]>>")
                .object(10, "<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 10 20 30]>>")
                .classic());

    assertThat(file.fields())
        .extracting(PdfField::name)
        .containsExactly("KySo.LanhDao", "KySo.Dau", "So");
    List<PdfSignatureField> fields = file.signatureFields();
    assertThat(fields).hasSize(2);
    assertThat(fields.getFirst().signature()).isEmpty();
    assertThat(fields.getFirst().field().widgets()).containsExactly(new PdfReference(7, 0));
    PdfSignature signature = fields.getLast().signature().orElseThrow();
    assertThat(signature.byteRange()).containsExactly(0L, 10L, 20L, 30L);
    assertThat(signature.coversAllOf(50)).isTrue();
    assertThat(signature.coversAllOf(51)).isFalse();
    assertThat(file.locks()).hasSize(1);
    assertThat(file.locks().getFirst().locks("So")).isTrue();
    assertThat(file.locks().getFirst().locks("KySo.LanhDao")).isFalse();
  }

  @Test
  void certificationSaysWhatMayChange() {
    for (int level : new int[] {1, 2, 3}) {
      PdfFile file =
          opened(
              RawPdf.onePage()
                  .object(1, "<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 6 0 R>>>>")
                  .object(
                      6,
                      "<</Reference[<</TransformMethod/DocMDP/TransformParams<</P %d>>>>]>>"
                          .formatted(level))
                  .classic());

      assertThat(file.permissions())
          .isEqualTo(
              level == 1
                  ? Permissions.NO_CHANGE
                  : level == 2 ? Permissions.FILL_AND_SIGN : Permissions.ANNOTATE_AND_FILL);
    }
  }

  @Test
  void whatPrecedesTheHeaderShiftsPositions() {
    byte[] junk = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] pdf = TestDocuments.classic();
    byte[] both = Arrays.copyOf(junk, junk.length + pdf.length);
    System.arraycopy(pdf, 0, both, junk.length, pdf.length);

    PdfFile file = opened(both);
    assertThat(file.repaired()).isEmpty();
    assertThat(file.pageCount()).isEqualTo(1);
    assertThat(verdict(new byte[2000])).isEqualTo(new NotPdf());
  }

  @Test
  void brokenCrossReferenceIsRepairedAndSaidSo() {
    PdfFile file = opened(TestDocuments.brokenCrossReference());

    assertThat(file.repaired()).isPresent();
    assertThat(file.pageCount()).isEqualTo(1);
  }

  @Test
  void brokenFileWithObjectStreamsIsRepaired() {
    String pdf = new String(TestDocuments.objectStream(), StandardCharsets.ISO_8859_1);
    PdfFile file = opened(latin(pdf.replaceAll("startxref\n\\d+", "startxref\n5")));

    assertThat(file.repaired()).isPresent();
    assertThat(file.page(0).reference()).isEqualTo(new PdfReference(3, 0));
  }

  @Test
  void whatLiesInAStreamIsNotTakenForAnObjectInARepair() {
    String inner = "1 0 obj\n<</Type/Catalog/Pages 99 0 R>>\nendobj\ntrailer<</Root 99 0 R>>";
    byte[] pdf = RawPdf.onePage().stream(6, "", inner).classic();
    String broken = new String(pdf, StandardCharsets.ISO_8859_1);
    PdfFile file = opened(latin(broken.replaceAll("startxref\n\\d+", "startxref\n5")));

    assertThat(file.repaired()).isPresent();
    assertThat(file.pageCount()).isEqualTo(1);
  }

  @Test
  void brokenFileThatIsSignedIsNotRepaired() {
    byte[] pdf =
        RawPdf.onePage().object(6, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>").classic();
    String broken = new String(pdf, StandardCharsets.ISO_8859_1);

    assertThat(verdict(latin(broken.replaceAll("startxref\n\\d+", "startxref\n5"))))
        .isInstanceOfSatisfying(
            Broken.class,
            verdict -> {
              assertThat(verdict.damage()).isEqualTo(Damage.CROSS_REFERENCE);
              assertThat(verdict.detail()).contains("carries a signature");
            });
  }

  @Test
  void fileWithoutItsEndIsRefused() {
    byte[] pdf = TestDocuments.classic();

    assertThat(verdict(Arrays.copyOf(pdf, pdf.length - 60)))
        .isInstanceOfSatisfying(
            Broken.class, verdict -> assertThat(verdict.detail()).contains("end of the file"));
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static PdfFile opened(byte[] pdf) {
    Opening opening = PdfFile.open(DocumentSource.of(pdf));
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    return ((Opening.Opened) opening).file();
  }

  static Object verdict(byte[] pdf) {
    Opening opening = PdfFile.open(DocumentSource.of(pdf));
    assertThat(opening).isInstanceOf(Opening.Refused.class);
    return ((Opening.Refused) opening).verdict();
  }
}
