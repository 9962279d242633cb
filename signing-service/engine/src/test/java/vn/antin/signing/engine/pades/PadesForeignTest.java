package vn.antin.signing.engine.pades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.ForeignSigners;
import vn.antin.signing.engine.TestDocuments;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;

/** Documents of other products: what they signed stays valid, however their files are built. */
final class PadesForeignTest {

  private final TestSigner foreign = TestSigner.rsa();
  private final TestSigner official = TestSigner.ec(256);

  @TempDir Path directory;

  static Stream<Named<BiFunction<TestSigner, byte[], byte[]>>> products() {
    return Stream.of(
        Named.of("PDFBox", ForeignSigners::pdfBox),
        Named.of("DSS", ForeignSigners::dss),
        Named.of("OpenPDF", ForeignSigners::openPdf));
  }

  @ParameterizedTest
  @MethodSource("products")
  void signatureOfAnotherProductStaysValidBelowOurs(BiFunction<TestSigner, byte[], byte[]> product)
      throws Exception {
    byte[] theirs = product.apply(foreign, TestPdfs.pages(2));
    byte[] both = official.signed(theirs);

    assertThat(Arrays.copyOf(both, theirs.length)).isEqualTo(theirs);
    valid(both, 2, 2);
  }

  @ParameterizedTest
  @MethodSource("products")
  void ourSignatureStaysValidBelowThatOfAnotherProduct(
      BiFunction<TestSigner, byte[], byte[]> product) throws Exception {
    byte[] ours = official.signed(TestPdfs.pages(2));
    byte[] theirs = product.apply(foreign, ours);
    byte[] third = official.signed(theirs);

    valid(third, 3, 3);
  }

  static Stream<Named<Supplier<byte[]>>> layouts() {
    return Stream.of(
        Named.of("classic", TestDocuments::classic),
        Named.of("cross-reference stream", TestDocuments::crossReferenceStream),
        Named.of("object stream", TestDocuments::objectStream),
        Named.of("hybrid", TestDocuments::hybrid),
        Named.of("linearized", TestDocuments::linearized),
        Named.of("broken cross-reference", TestDocuments::brokenCrossReference),
        Named.of("encrypted", () -> TestDocuments.encrypted("", "owner", 256)));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void documentOfEachLayoutIsSignedTwice(Supplier<byte[]> layout) throws Exception {
    byte[] pdf = layout.get();
    assumeTrue(pdf.length > 0, "skipped: qpdf is not installed");
    byte[] once = official.signed(pdf);
    byte[] twice = foreign.signed(once);

    assertThat(Arrays.copyOf(twice, pdf.length)).isEqualTo(pdf);
    valid(twice, 2, 2);
  }

  private void valid(byte[] pdf, int signatures, int intact) throws IOException {
    Tools.need("pdfsig", "poppler-utils");
    Tools.need("mutool", "mupdf-tools");
    Tools.need("qpdf", "qpdf");
    Path file = Files.write(directory.resolve("signed.pdf"), pdf);
    String said = Tools.run("pdfsig", "-nocert", file.toString()).text();
    assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(signatures + 1);
    assertThat(said).contains("Total document signed");
    String mutool = Tools.run("mutool", "sign", "-v", file.toString()).text();
    assertThat(mutool).doesNotContainIgnoringCase("invalid").doesNotContain("has been changed");
    assertThat(Tools.run("qpdf", "--check", file.toString()).exit()).isZero();
    assertThat(DssVerdict.of(pdf, TestSigner.NOW, TestSigner.ROOT).signatures())
        .hasSize(intact)
        .allMatch(DssVerdict.Signature::intact)
        .allMatch(signature -> signature.changed().isEmpty());
  }
}
