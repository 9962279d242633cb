package vn.antin.signing.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.validation.SignatureReport.Integrity;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.coverage.Addition;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** Signed PDFs that were changed to deceive are never called valid, and the change is told. */
final class AttackedPdfTest {

  private static final String PAGE =
      "<</Type/Page/Parent 2 0 R/Contents[4 0 R 40 0 R]/Resources<</Font<</F1 5 0 R>>"
          + "/XObject<</X 8 0 R>>>>/MediaBox[0 0 595 842]/Annots[6 0 R 9 0 R%s]>>";

  private final Validator validator =
      new Validator(
          TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT))),
          InstantSource.fixed(TestSigner.NOW));

  /** A page with text, a drawing, a filled field and a note; a second catalog is hidden in it. */
  private static byte[] prepared() {
    return RawPdf.onePage()
        .object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/DA(/F1 10 Tf)>>>>")
        .object(3, PAGE.formatted(""))
        .object(
            6,
            "<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/V(01)/Rect[72 700 200 720]/F 4/P 3 0 R"
                + "/AP<</N 7 0 R>>>>")
        .stream(7, "/Type/XObject/Subtype/Form/BBox[0 0 100 20]", "BT /F1 9 Tf (01) Tj ET")
        .stream(8, "/Type/XObject/Subtype/Form/BBox[0 0 100 20]", "1 g 0 0 100 20 re f")
        .object(9, "<</Type/Annot/Subtype/Stamp/Rect[300 700 400 720]/F 4/AP<</N 13 0 R>>>>")
        .object(10, "<</Type/Catalog/Pages 11 0 R>>")
        .object(11, "<</Type/Pages/Kids[12 0 R]/Count 1>>")
        .object(12, "<</Type/Page/Parent 11 0 R/MediaBox[0 0 595 842]/Contents 7 0 R>>")
        .stream(13, "/Type/XObject/Subtype/Form/BBox[0 0 100 20]", "0 g 0 0 100 20 re f")
        .stream(14, "", "4 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj")
        .classic();
  }

  private static final byte[] SIGNED = TestSigner.rsa().signed(prepared());

  private static final String FORM = form(text(SIGNED));

  private static RawUpdate update() {
    return RawUpdate.of(SIGNED);
  }

  static Stream<Arguments> changes() {
    String form = "/Type/XObject/Subtype/Form/BBox[0 0 100 20]";
    return Stream.of(
        argumentSet("text of the page is replaced", update().stream(4, "", "q Q"), Kind.CONTENT),
        argumentSet(
            "font shows other letters (shadow: replace)",
            update().object(5, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"),
            Kind.CONTENT),
        argumentSet(
            "cover over the text is taken away (shadow: hide)",
            update().stream(8, form, ""),
            Kind.CONTENT),
        argumentSet(
            "other catalog is put to use (shadow: hide and replace)",
            update()
                .object(70, "<</Type/Catalog/Pages 11 0 R/AcroForm %s>>".formatted(FORM))
                .trailer("/Root 70 0 R"),
            Kind.CATALOG),
        argumentSet(
            "object's place is changed to bytes that were signed",
            update().at(4, text(SIGNED).indexOf("4 0 obj\n<</Length 3>>")),
            Kind.CONTENT),
        argumentSet(
            "object that was referred to but missing is added",
            update().stream(40, "", "BT (more) Tj ET"),
            Kind.CONTENT),
        argumentSet(
            "page is turned", update().object(3, PAGE.formatted("]/Rotate 180/X[")), Kind.PAGE),
        argumentSet(
            "page is added",
            update()
                .object(2, "<</Type/Pages/Kids[3 0 R 50 0 R]/Count 2>>")
                .object(50, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"),
            Kind.PAGE),
        argumentSet(
            "note is laid over the text",
            update()
                .object(3, PAGE.formatted(" 50 0 R"))
                .object(50, "<</Type/Annot/Subtype/FreeText/Rect[0 0 595 842]/Contents(no)>>"),
            Kind.ANNOTATION),
        argumentSet("note's appearance is changed", update().stream(13, form, "q Q"), Kind.CONTENT),
        argumentSet(
            "value of a field is changed",
            update()
                .object(
                    6,
                    "<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/V(99)/Rect[72 700 200 720]/F 4"
                        + "/P 3 0 R/AP<</N 7 0 R>>>>"),
            Kind.FORM_VALUE),
        argumentSet(
            "appearance of a field is changed",
            update().stream(7, form, "BT /F1 9 Tf (99) Tj ET"),
            Kind.FORM_VALUE),
        argumentSet(
            "field is hidden by its flags",
            update()
                .object(
                    6,
                    "<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/V(01)/Rect[72 700 200 720]/F 2"
                        + "/P 3 0 R/AP<</N 7 0 R>>>>"),
            Kind.FIELD),
        argumentSet(
            "false seal without a signature is stamped on",
            update()
                .object(3, PAGE.formatted(" 50 0 R"))
                .object(
                    50,
                    "<</Type/Annot/Subtype/Widget/FT/Sig/T(seal)/Rect[0 0 99 99]/AP<</N 51 0 R>>>>")
                .stream(51, form, "1 0 0 rg 0 0 99 99 re f"),
            Kind.ANNOTATION),
        argumentSet(
            "false signature without a field covers the page, beside validation data",
            update()
                .object(1, CATALOG.formatted(FORM, "/DSS<<>>"))
                .object(3, PAGE.formatted(" 50 0 R"))
                .object(50, SEAL.formatted("<<>>"))
                .stream(51, form, "1 0 0 rg 0 0 595 842 re f"),
            Kind.ANNOTATION),
        argumentSet(
            "false signature of the form's fields covers the page",
            update()
                .object(1, CATALOG.formatted("<</Fields[6 0 R %s 50 0 R]>>".formatted(FIELD), ""))
                .object(3, PAGE.formatted(" 50 0 R"))
                .object(50, SEAL.formatted("<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161>>"))
                .stream(51, form, "1 0 0 rg 0 0 595 842 re f"),
            Kind.ANNOTATION),
        argumentSet(
            "true signature is shown again elsewhere",
            update()
                .object(1, CATALOG.formatted("<</Fields[6 0 R %s 50 0 R]>>".formatted(FIELD), ""))
                .object(3, PAGE.formatted(" 50 0 R"))
                .object(50, SEAL.formatted(numberOfSignature(text(SIGNED)) + " 0 R"))
                .stream(51, form, "1 0 0 rg 0 0 595 842 re f"),
            Kind.ANNOTATION),
        argumentSet(
            "content that was referred to but missing is explained as validation data",
            update().object(1, CATALOG.formatted(FORM, "/DSS<</Certs[40 0 R]>>")).stream(
                40, "", "BT (more) Tj ET"),
            Kind.CONTENT));
  }

  private static final String CATALOG = "<</Type/Catalog/Pages 2 0 R/AcroForm %s%s>>";
  private static final String SEAL =
      "<</Type/Annot/Subtype/Widget/FT/Sig/T(seal)/V %s/Rect[0 0 595 842]/AP<</N 51 0 R>>>>";
  private static final String FIELD = field(FORM);

  private static String field(String form) {
    Matcher references = Pattern.compile("(\\d+) 0 R").matcher(form);
    String last = "";
    while (references.find()) {
      last = references.group();
    }
    return last;
  }

  static Stream<Arguments> shadows() {
    String drawing = "/Subtype/Form/BBox[0 0 100 20]";
    return Stream.of(
        argumentSet("object stream", "/Type/ObjStm", "", ""),
        argumentSet("cross-reference stream", "/Type/XRef", "", ""),
        argumentSet("metadata of the document", "/Type/Metadata" + drawing, "/Metadata 4 0 R", ""),
        argumentSet("information of the document", "", "", "/Info 4 0 R"),
        argumentSet("certificate for validation", "", "/DSS<</Certs[4 0 R]>>", ""));
  }

  @ParameterizedTest
  @MethodSource("shadows")
  void pageContentThatPassesForSomethingElseMayNotChange(
      String entries, String catalog, String trailer) {
    byte[] signed =
        TestSigner.rsa()
            .signed(
                RawPdf.onePage()
                    .object(1, "<</Type/Catalog/Pages 2 0 R%s>>".formatted(catalog))
                    .stream(4, entries, "BT /F1 14 Tf 72 720 Td (Quyet dinh so 01) Tj ET")
                    .classic(trailer));
    byte[] file =
        RawUpdate.of(signed)
            .object(1, CATALOG.formatted(form(text(signed)), catalog + "/Version/1.7"))
            .stream(4, entries, "BT /F1 14 Tf 72 720 Td (Quyet dinh so 99) Tj ET")
            .trailer(trailer)
            .appended();

    SignatureReport signature = report(file).signatures().getFirst();

    assertThat(report(signed).signatures().getFirst().verdict()).isEqualTo(Verdict.VALID);
    assertThat(signature.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(signature.added()).anyMatch(a -> a.kind() == Kind.CONTENT && !a.allowed());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changeByAnUpdateIsToldAndNotValid(RawUpdate update, Kind kind) {
    Validation.Report report = report(update.appended());

    SignatureReport signature = report.signatures().getFirst();
    assertThat(signature.integrity()).isEqualTo(Integrity.INTACT);
    assertThat(signature.verdict()).isIn(Verdict.CHANGED, Verdict.BROKEN);
    assertThat(signature.added()).anyMatch(a -> a.kind() == kind && !a.allowed());
    assertThat(report.changedAfterSigning()).isTrue();
    assertThat(signature.messages()).contains(ValidationMessage.DOCUMENT_CHANGED_AFTER);
  }

  static Stream<Arguments> manipulations() {
    String text = text(SIGNED);
    int contents = behind(text, "/Contents\\s*<(?=[0-9a-fA-F]{64})");
    int range = behind(text, "/ByteRange\\s*\\[");
    String numbers = text.substring(range, text.indexOf(']', range));
    return Stream.of(
        argumentSet("value is emptied", replaced(contents, "0".repeat(200))),
        argumentSet("byte range is absent", replaced(text.indexOf("/ByteRange"), "/ByteNone_")),
        argumentSet("byte range is of words", replaced(range, "null".repeat(3).substring(0, 8))),
        argumentSet("byte range has a gap at the start", replaced(range, "9")),
        argumentSet(
            "byte range goes beyond the end",
            replaced(range, numbers.strip().replaceAll("[0-9]+$", "9999999"))),
        argumentSet(
            "another signature dictionary with the same value covers less",
            update()
                .object(numberOfSignature(text), dictionaryWithRange(text, "0 10 20 10"))
                .appended()),
        argumentSet(
            "time and name beside the signature are rewritten",
            update()
                .object(
                    numberOfSignature(text),
                    dictionary(text).replaceFirst("/M\\s*\\(D:2026", "/M(D:2020"))
                .appended()),
        argumentSet("file is cut", SIGNED_CUT));
  }

  private static final byte[] SIGNED_CUT = Arrays.copyOf(SIGNED, SIGNED.length - 300);

  @ParameterizedTest
  @MethodSource("manipulations")
  void manipulatedSignatureIsNotValid(byte[] file) {
    switch (validator.validate(SignedFile.of("attack.pdf", file))) {
      case Validation.Report report ->
          assertThat(report.signatures())
              .isNotEmpty()
              .allMatch(signature -> signature.verdict() != Verdict.VALID);
      case Validation.Refused refused ->
          assertThat(refused.reason()).isIn(Validation.Reason.BROKEN, Validation.Reason.AMBIGUOUS);
    }
  }

  @Test
  void bytesBehindTheEndAreTold() {
    byte[] file = (text(SIGNED) + "4 0 obj\n<<>>\nendobj\n").getBytes(StandardCharsets.ISO_8859_1);

    SignatureReport signature = report(file).signatures().getFirst();

    assertThat(signature.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(signature.messages()).contains(ValidationMessage.BYTES_AFTER_SIGNATURE);
  }

  @Test
  void lineEndBehindTheEndIsNothing() {
    byte[] file = (text(SIGNED) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(report(file).signatures().getFirst().verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void validationDataAndMetadataMayFollow() {
    byte[] file =
        update()
            .object(
                1,
                "<</Type/Catalog/Pages 2 0 R/AcroForm %s/DSS 60 0 R/Metadata 62 0 R>>"
                    .formatted(FORM))
            .object(60, "<</Certs[61 0 R]>>")
            .stream(61, "", "certificate")
            .stream(62, "/Type/Metadata/Subtype/XML", "<x/>")
            .appended();

    SignatureReport signature = report(file).signatures().getFirst();

    assertThat(signature.added())
        .extracting(Addition::kind)
        .containsExactlyInAnyOrder(Kind.VALIDATION_DATA, Kind.METADATA);
    assertThat(signature.verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void laterSignatureByAStrangerIsToldAsWhatItIs() {
    TestSigner stranger = TestSigner.rsa();
    Validation.Report report = report(stranger.signed(SIGNED));

    assertThat(report.signatures().getFirst().added())
        .singleElement()
        .matches(addition -> addition.kind() == Kind.SIGNATURE && addition.allowed());
    assertThat(report.signatures())
        .extracting(SignatureReport::verdict)
        .containsOnly(Verdict.VALID);
  }

  private static String form(String text) {
    int at = text.lastIndexOf("/AcroForm") + "/AcroForm".length();
    int depth = 0;
    for (int i = at; ; i++) {
      if (text.startsWith("<<", i)) {
        depth++;
        i++;
      } else if (text.startsWith(">>", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return text.substring(at, i + 1);
        }
      } else if (depth == 0 && text.charAt(i) == 'R') {
        return text.substring(at, i + 1);
      }
    }
  }

  private static int behind(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.end();
  }

  private static int numberOfSignature(String text) {
    String before = text.substring(0, text.lastIndexOf("/ByteRange"));
    int object = before.lastIndexOf(" 0 obj");
    return Integer.parseInt(before.substring(before.lastIndexOf('\n', object) + 1, object).strip());
  }

  private static String dictionary(String text) {
    int range = text.lastIndexOf("/ByteRange");
    return text.substring(text.lastIndexOf("obj", range) + 3, text.indexOf("endobj", range));
  }

  private static String dictionaryWithRange(String text, String range) {
    return dictionary(text).replaceFirst("/ByteRange\\s*\\[[^]]*]", "/ByteRange[" + range + "]");
  }

  private static byte[] replaced(int at, String by) {
    byte[] file = SIGNED.clone();
    byte[] bytes = by.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, file, at, bytes.length);
    return file;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  private Validation.Report report(byte[] file) {
    Validation validation = validator.validate(SignedFile.of("attack.pdf", file));
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return (Validation.Report) validation;
  }
}
