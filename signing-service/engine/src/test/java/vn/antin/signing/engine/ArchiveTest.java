package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import vn.antin.signing.engine.appearance.Decree30;
import vn.antin.signing.engine.appearance.OfficialDocument;
import vn.antin.signing.engine.appearance.VeraPdf;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;

/**
 * A signature takes nothing from a document's being PDF/A, judged by veraPDF before and after. All
 * documents of the corpus that say they are one with {@code -Dantin.long=true}, two otherwise.
 */
final class ArchiveTest {

  private static final Path CORPUS =
      Path.of(System.getProperty("antin.root", ".")).resolve("../shared/corpus/pdf").normalize();
  private static final int MOST = Boolean.getBoolean("antin.long") ? Integer.MAX_VALUE : 2;

  private final TestSigner official = TestSigner.rsa();
  private final List<PadesRequest> requests =
      List.of(
          official.request(),
          official.request().showing(Decree30.defaults().annex("01/QĐ-UBND", TestSigner.NOW)));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void signedArchiveDocumentConforms(int part) {
    byte[] archived = OfficialDocument.archived(part);
    assertThat(VeraPdf.complaints(archived, part)).isEmpty();

    for (PadesRequest request : requests) {
      assertThat(VeraPdf.complaints(official.signed(archived, request), part)).isEmpty();
    }
  }

  @Test
  void documentOfTheCorpusBreaksNoRuleMoreThanBefore() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "skipped: no corpus at " + CORPUS);
    int judged = 0;
    for (Path file : claiming()) {
      byte[] pdf = Files.readAllBytes(file);
      Optional<PDFAFlavour> claim = VeraPdf.claim(pdf);
      if (claim.isEmpty() || judged == MOST) {
        continue;
      }
      List<String> before = VeraPdf.complaints(pdf, claim.get());
      for (PadesRequest request : requests) {
        Optional<byte[]> signed = signed(pdf, request);
        if (signed.isPresent()) {
          assertThat(VeraPdf.complaints(signed.get(), claim.get()))
              .as("%s as %s", file.getFileName(), claim.get())
              .isSubsetOf(before);
        }
      }
      judged++;
      System.out.printf(
          Locale.ROOT,
          "%s says it is PDF/A-%s and breaks %d of its rules%n",
          file.getFileName(),
          claim.get().getId(),
          before.size());
    }
    assertThat(judged).isPositive();
  }

  /** Empty where it is refused; why is told by {@link CorpusTest}. */
  private Optional<byte[]> signed(byte[] pdf, PadesRequest request) {
    PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
    if (!(signer.prepare(DocumentSource.of(pdf), request)
        instanceof Preparation.Prepared(PreparedSignature prepared))) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(
            signer.complete(
                DocumentSource.of(pdf), prepared, official.sign(prepared.bytesToSign()), out))
        .isInstanceOf(Completion.Completed.class);
    return Optional.of(out.toByteArray());
  }

  /** Files in which the namespace of such claims is written. */
  private static List<Path> claiming() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(ArchiveTest::mentionsArchive).sorted().toList();
    }
  }

  private static boolean mentionsArchive(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains("pdfaid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
