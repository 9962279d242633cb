package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignature;

/** Signatures of other programs are seen, and stay valid when we sign after them. */
final class ForeignSignaturesTest {

  private final TestSigner other = TestSigner.rsa();

  @TempDir Path directory;

  @Test
  void eachIsFoundWithWhatItCovers() {
    for (byte[] signed : ForeignSigners.each(other, TestPdfs.pages(2))) {
      List<PdfSignature> signatures =
          opened(signed).signatureFields().stream()
              .flatMap(field -> field.signature().stream())
              .toList();

      assertThat(signatures).hasSize(1);
      assertThat(signatures.getFirst().coversAllOf(signed.length)).isTrue();
      assertThat(signatures.getFirst().subFilter()).contains(".");
    }
  }

  @Test
  void eachStaysValidWhenWeSignAfterIt() throws IOException {
    Tools.need("pdfsig", "poppler-utils");
    for (byte[] pdf :
        List.of(TestDocuments.classic(), TestDocuments.objectStream(), TestDocuments.hybrid())) {
      for (byte[] signed : ForeignSigners.each(other, pdf)) {
        Path file = Files.write(directory.resolve("both.pdf"), TestSigner.ec(256).signed(signed));

        String said = Tools.run("pdfsig", "-nocert", file.toString()).text();

        assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(3);
        assertThat(said).contains("Total document signed");
      }
    }
  }

  @Test
  void certificationAndLocksAreRead() {
    assertThat(opened(ForeignSigners.certified(other, TestPdfs.pages(1), 1)).permissions())
        .isEqualTo(Permissions.NO_CHANGE);
    assertThat(opened(ForeignSigners.certified(other, TestPdfs.pages(1), 2)).permissions())
        .isEqualTo(Permissions.FILL_AND_SIGN);
    assertThat(opened(ForeignSigners.certified(other, TestPdfs.pages(1), 3)).permissions())
        .isEqualTo(Permissions.ANNOTATE_AND_FILL);
    PdfFile locked = opened(ForeignSigners.locking(other, TestPdfs.pages(1), "So", "Ngay"));
    assertThat(locked.locks()).hasSize(1);
    assertThat(locked.locks().getFirst().locks("Ngay.Thang")).isTrue();
    assertThat(locked.locks().getFirst().locks("TrichYeu")).isFalse();
  }

  private static PdfFile opened(byte[] pdf) {
    return ((Opening.Opened) PdfFile.open(DocumentSource.of(pdf))).file();
  }
}
